"""The extra mile, looked at together: what made it necessary, and for leads what it comes to. Never by person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from extramile.base import money
from extramile.desk.access import inboxes_of
from extramile.desk.mile.rails import Reason
from extramile.desk.mile.told import names_of_kinds, names_of_reasons
from extramile.desk.queries import gesture_sums
from extramile.desk.queries.gesture_sums import Spent
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of


@allow(Who.AGENT)
@require_GET
def lessons(request: HttpRequest) -> HttpResponse:
    """What made the extra mile necessary, by reason, for everybody alike."""
    found = gesture_sums.lessons(timezone.localdate(), inboxes_of(agent_of(request)))
    names = names_of_reasons()
    mendable = [(names[one.reason], one, _spent(one.spent)) for one in found if one.reason is not Reason.KINDNESS]
    kind = next((one.spent.n for one in found if one.reason is Reason.KINDNESS), 0)
    shown = {"lessons": mendable, "kind": kind, "weeks": gesture_sums.LESSONS}
    return render(request, "team/mile.html", shown | {"most": max((one.spent.n for _, one, _ in mendable), default=1)})


@allow(Who.LEAD)
@require_GET
def budget(request: HttpRequest) -> HttpResponse:
    """What was given, by week, and by team where none is singled out."""
    names = names_of_kinds()
    weeks = [
        {
            "begins": week.begins,
            "whole": _spent(week.whole),
            "kinds": [(name, _spent(week.kinds[kind])) for kind, name in names.items() if kind in week.kinds],
            "teams": [(team, _spent(spent)) for team, spent in week.teams.items()],
            "hidden": week.hidden,
        }
        for week in gesture_sums.budget(timezone.localdate())
    ]
    return render(request, "team/budget.html", {"weeks": weeks, "fewest": gesture_sums.FEWEST})


def _spent(spent: Spent) -> tuple[str, str]:
    """How often, and what it came to."""
    often = ngettext("%(n)s gesture", "%(n)s gestures", spent.n) % {"n": spent.n}
    amounts = [money.reads(amount, currency) for currency, amount in sorted(spent.amounts.items())]
    return often, " + ".join(amounts) or _("no money")
