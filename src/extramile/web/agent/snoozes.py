"""When a snoozed conversation can come back, as offered."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

_MORNING = 9
_LATER = 3
_EVENING = 19


def offers(now: datetime) -> list[tuple[str, datetime]]:
    """What to offer at `now`: names and moments, in the current time zone."""
    here = timezone.localtime(now)
    morning = here.replace(hour=_MORNING, minute=0, second=0, microsecond=0)
    made = []
    later = (here + timedelta(hours=_LATER)).replace(minute=0, second=0, microsecond=0)
    if here.hour + _LATER <= _EVENING:
        made.append((_("Later today"), later))
    made.append((_("Tomorrow morning"), morning + timedelta(days=1)))
    monday = morning + timedelta(days=7 - here.weekday())
    if monday - morning > timedelta(days=1):
        made.append((_("Next Monday"), monday))
    return made
