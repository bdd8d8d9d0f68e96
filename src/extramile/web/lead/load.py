"""The load of a usual week, by hour: in the middle of the lead's page, and on a page of its own, by team."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from extramile.desk.queries import load as queries
from extramile.desk.reports.week import DAY_BEGINS, DAY_ENDS, WEEKS, Hour
from extramile.web.policy import Who, allow


@allow(Who.LEAD)
@require_GET
def load(request: HttpRequest) -> HttpResponse:
    """The section for the lead's page, or the page of it."""
    given = request.GET.get("team", "")
    team = int(given) if given.isascii() and given.isdecimal() and len(given) < 19 else None
    found = queries.load(team)
    shown = {
        "load": found, "days": WEEKDAYS, "says": says, "hardest": [_sentence(one) for one in found.week.hardest],
        "weeks": WEEKS, "begins": DAY_BEGINS, "ends": DAY_ENDS, "asked": team is not None and found.team is None,
    }  # fmt: skip
    return render(request, "lead/_load.html" if "X-Part" in request.headers else "lead/load.html", shown)


def says(one: Hour, few: bool) -> str:
    """An hour in words, as a reader who sees no colours hears it."""
    came = ngettext("about %(n)s comes", "about %(n)s come", _whole(one.came)) % {"n": _whole(one.came)}
    if one.came < 1:
        came = _("less than one a week comes")
    if few or not one.hard:
        return came
    return came + ", " + ngettext("%(n)s waits", "%(n)s wait", _whole(one.late)) % {"n": _whole(one.late)}


def _sentence(one: Hour) -> tuple[str, str]:
    when = _("%(day)s, %(from)s to %(to)s") % {"day": WEEKDAYS[one.weekday], "from": one.hour, "to": one.hour + 1}
    waits = ngettext("%(n)s of %(all)s waits", "%(n)s of %(all)s wait", _whole(one.late))
    return when, waits % {"n": _whole(one.late), "all": _whole(one.came)}


def _whole(n: float) -> int:
    return max(1, round(n))
