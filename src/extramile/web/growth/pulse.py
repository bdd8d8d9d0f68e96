"""Pulse for everybody: answering a round, and reading what closed ones tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from extramile.people.access import Refused
from extramile.people.models import Agent
from extramile.people.queries import teams
from extramile.pulse import actions, queries
from extramile.pulse.measures import ITEMS, Unreadable
from extramile.pulse.queries import Asking, Standing, Summary
from extramile.web import energy
from extramile.web.growth import pulse_plot, pulse_words
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of

_OVER_ROUNDS = (*energy.NEEDS, "recommend")


@dataclass(frozen=True, slots=True)
class Told:
    """The section: the open round as its viewer meets it, one closed round with its rows, and the others to choose."""

    standing: Standing
    summary: Summary | None
    rows: list[energy.Row]
    plots: list[tuple[str, pulse_plot.Plot]]
    places: list[tuple[int, str]]
    team: int | None
    others: list[tuple[int, str]]
    may_do: bool


@allow(Who.AGENT)
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """How the company and its teams are doing: the same for whoever looks, but for what each may do."""
    return render(request, "pulse/pulse.html", {"pulse": told(agent_of(request), request.GET)})


def told(agent: Agent, asked: Mapping[str, str]) -> Told:
    """What the page of the team shows of pulse. `asked` may name a team and a round."""
    rounds = queries.closed_rounds()
    number, team = _number(asked.get("round")), _number(asked.get("team"))
    shown = next((one for one in rounds if one.pk == number), rounds[0] if rounds else None)
    summary = queries.summary(shown, team) if shown else None
    over = queries.trend(_OVER_ROUNDS, team) if len(rounds) > 1 else None
    names, standing = energy.names(), queries.standing(agent.pk)
    return Told(
        standing=standing,
        summary=summary,
        rows=energy.rows_of(summary) if summary else [],
        plots=[(names[key], pulse_plot.plot(over, key)) for key in _OVER_ROUNDS] if over else [],
        places=[(one.pk, one.name) for one in teams()] if rounds else [],
        team=team,
        others=[(one.pk, energy.day(one.closing.day)) for one in rounds],
        may_do=agent.leads and shown in rounds[:1] and standing.asking is None,
    )


@allow(Who.AGENT)
@require_http_methods(["GET", "POST"])
def answering(request: HttpRequest) -> HttpResponse:
    """The questions of the open round, on one page; and sending the answers, once."""
    standing, wrong, given = queries.standing(agent_of(request).pk), "", {}
    if request.method == "POST":
        given = _given(request)
        try:
            actions.answer(agent_of(request), _number(request.POST.get("round")) or 0, given)
        except Refused as refused:
            # Said at once: what waits in a session for the next page is a row that tells who answered, and who did not.
            standing, wrong = queries.standing(agent_of(request).pk), str(refused)
        except Unreadable:
            wrong = _("One of the answers could not be read. Choose it again.")
        else:
            return redirect("/team/pulse/answer")
    asking = standing.asking
    shown = {
        "standing": standing, "sections": _sections(asking) if asking and not standing.answered else [],
        "given": given, "wrong": wrong, "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "pulse/answer.html", shown, status=422 if wrong else 200)


def _sections(asking: Asking) -> list[tuple[str, list[pulse_words.Question]]]:
    """What is asked, under the headings of the page."""
    titles = {
        "needs": _("Your work"), "recommend": _("This place"), "own": _("Asked by us"),
        "deed": _("Did that happen?"), "work": _("Work and strength"), "client": _("Customers and strength"),
    }  # fmt: skip
    own, deeds = iter(asking.round.own), iter(asking.asked_of)
    found: dict[str, list[pulse_words.Question]] = {}
    for measure in asking.measures:
        family = "needs" if measure.key in energy.NEEDS else measure.family
        if family == "experience":
            continue
        words = next(own) if family == "own" else next(deeds).words if family == "deed" else ""
        found.setdefault(titles[family], []).extend(pulse_words.questions(measure, words))
    return list(found.items())


def _given(request: HttpRequest) -> dict[str, int]:
    """The answers of a form; what was left out, or is no number, is not among them."""
    found = {item: _number(request.POST.get(item)) for item in ITEMS}
    return {item: value for item, value in found.items() if value is not None}


def _number(written: str | None) -> int | None:
    return int(written) if written and written.isdecimal() and written.isascii() and len(written) < 10 else None
