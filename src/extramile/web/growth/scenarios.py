"""Scenarios that people here write for each other: written, looked at by playing them, kept, taken down."""

from __future__ import annotations

from pathlib import Path

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

import extramile
from extramile.base import text
from extramile.growth.models import OwnScenario
from extramile.growth.practice.rehearsal.faults import Broken
from extramile.growth.practice.rehearsal.kinds import names_of_moves
from extramile.growth.practice.rehearsal.play import play
from extramile.growth.practice.rehearsal.proof import SEED, model, proved
from extramile.growth.practice.rehearsal.reading import read
from extramile.growth.practice.rehearsal.take import Line
from extramile.growth.practice.scenarios import actions, queries
from extramile.web.growth.rehearsal import names_of_levels
from extramile.web.growth.words import words_of
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of

_EXAMPLE = Path(extramile.__file__).parent / "scenarios" / "third-time-explaining.yaml"
_MOST_LINES = 20


@allow(Who.AGENT)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write a scenario, beginning from one that is there."""
    return _editor(request, None)


@allow(Who.AGENT)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write another version of a scenario."""
    return _editor(request, _own(pk))


@allow(Who.AGENT)
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a scenario down, or put it back."""
    back = "back" in request.POST
    try:
        actions.withdraw(agent_of(request), _own(pk).pk, back=back)
    except actions.NotYours:
        messages.error(request, _("Leads take a scenario down, and who wrote it first. Ask one of them."))
        return redirect(f"/practice/rehearsal/own/{pk}/edit")
    messages.success(request, _("Everybody can play it again.") if back else _("Nobody begins it any more."))
    return redirect(f"/practice/rehearsal/own/{pk}/edit")


def _editor(request: HttpRequest, found: OwnScenario | None) -> HttpResponse:
    if request.method == "GET":
        given = found.text if found else _EXAMPLE.read_text(encoding="utf-8")
        return editor(request, found, given)
    given, does = words_of(request, "text"), request.POST.get("do", "")
    lines = [one[: text.LIMIT] for one in request.POST.getlist("line") if one.strip()]
    if words := words_of(request, "words")[: text.LIMIT]:
        lines.append(words)
    shown = _page(request, found, given, [] if does == "look" else lines[:_MOST_LINES])
    if shown["wrongs"] or does != "keep":
        return render(request, "practice/editor.html", shown, status=422 if shown["wrongs"] else 200)
    kept = actions.write(agent_of(request), given, pk=found.pk if found else None)
    messages.success(request, _("Kept. Everybody can play it."))
    return redirect(f"/practice/rehearsal/scenarios/{queries.name_of(kept.pk)}")


def editor(request: HttpRequest, found: OwnScenario | None, given: str) -> HttpResponse:
    """The editor with this text, and what it does."""
    shown = _page(request, found, given)
    return render(request, "practice/editor.html", shown, status=422 if shown["wrongs"] else 200)


def _page(
    request: HttpRequest, found: OwnScenario | None, given: str, lines: list[str] | None = None
) -> dict[str, object]:
    """The editor, and what the scenario does so far. Nothing of it is stored: lines travel with the form."""
    agent = agent_of(request)
    shown: dict[str, object] = {
        "own": found, "text": given, "lines": lines or [], "wrongs": (), "scenario": None,
        "versions": queries.versions(found.pk)[1:] if found else [],
        "may_withdraw": found is not None and actions.may_withdraw(agent, found),
        "moves": names_of_moves(), "levels": names_of_levels(),
    }  # fmt: skip
    if request.method == "GET":
        return shown
    try:
        scenario = read(given, name="preview", file="")
    except Broken as broken:
        return shown | {"wrongs": broken.faults}
    talk = play(scenario, [Line(one) for one in lines or []], seed=SEED)
    models = [
        (_("Its good lines"), model(scenario, scenario.good)),
        (_("Its bad lines"), model(scenario, scenario.bad)),
    ]
    return shown | {"scenario": scenario, "talk": talk, "models": models, "doubts": proved(scenario)}


def _own(pk: int) -> OwnScenario:
    try:
        return queries.own(pk)
    except queries.NotThere as error:
        raise Http404 from error
