"""Sessions of signed-in browsers, kept in the database without a clock on people."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from extramile.base.prepared import Given, Prepared

_STORED = Prepared(lambda: Session.objects.filter(session_key=Given("key"), expire_date__gt=Given("now")))


class SessionStore(db.SessionStore):
    """Django's own, except that what is stored ends with a day (UTC), and that each page's look at it is prepared.

    Django stores the moment of the last sign-in plus two weeks: that would tell when somebody began to work.
    """

    def get_expiry_date(self, **given: Any) -> datetime:
        """The end of the day on which the session is over."""
        day = super().get_expiry_date(**given).astimezone(UTC).date() + timedelta(days=1)
        return datetime.combine(day, time(), UTC)

    def _get_session_from_db(self) -> Session | None:
        found = _STORED.models(key=self.session_key, now=timezone.now())
        if found:
            return found[0]
        self._session_key = None
        return None
