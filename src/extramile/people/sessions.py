"""Sessions of signed-in browsers, kept in the database without a clock on people."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.contrib.sessions.backends import db


class SessionStore(db.SessionStore):
    """Django's own, except that what is stored ends with a day (UTC).

    Django stores the moment of the last sign-in plus two weeks: that would tell when somebody began to work.
    """

    def get_expiry_date(self, **given: Any) -> datetime:
        """The end of the day on which the session is over."""
        day = super().get_expiry_date(**given).astimezone(UTC).date() + timedelta(days=1)
        return datetime.combine(day, time(), UTC)
