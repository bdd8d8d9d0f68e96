"""1:1s: their list for either of the two, opening one, and its page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from extramile.base.ids import uuid7
from extramile.desk.queries.mine import seen_of
from extramile.growth.coaching import actions
from extramile.growth.coaching.halves import moment
from extramile.growth.coaching.queries import NotThere, one_to_one, one_to_ones, with_what_is_left
from extramile.people.models import Agent
from extramile.people.queries import leads
from extramile.people.queries.sealed import publics
from extramile.people.seal import Seal
from extramile.web import owed
from extramile.web.growth.debriefs import names_of_questions
from extramile.web.growth.words import Refused
from extramile.web.policy import Who, allow
from extramile.web.seal import sealed
from extramile.web.viewer import agent_of

OWN = "/journey/one-to-ones/"
LED = "/lead/one-to-ones/"


@allow(Who.AGENT)
@require_GET
@sealed
def listed(request: HttpRequest, seal: Seal) -> HttpResponse:
    """Those that somebody opened; where they do not lead any more, also those that they were asked to."""
    agent = agent_of(request)
    found = [one for one in one_to_ones(seal, agent) if not one.leading or not agent.leads]
    to_choose = [one for one in leads() if one.pk != agent.pk]
    shown = {
        "leads": _own_teams_first(agent, to_choose), "open": publics([one.pk for one in to_choose]),
        "going": [one for one in found if not one.over], "archive": [one for one in found if one.over], "owed": owed,
        "here": OWN,
    }  # fmt: skip
    return render(request, "coaching/list.html", shown)


@allow(Who.LEAD)
@require_GET
@sealed
def led(request: HttpRequest, seal: Seal) -> HttpResponse:
    """Those that somebody was asked to: each as far as its opener shows it."""
    found = [one for one in one_to_ones(seal, agent_of(request)) if one.leading]
    shown = {
        "going": [one for one in found if not one.over], "archive": [one for one in found if one.over], "owed": owed,
        "here": LED,
    }  # fmt: skip
    return render(request, "coaching/led.html", shown)


@allow(Who.AGENT)
@require_POST
@sealed
def begin(request: HttpRequest, seal: Seal) -> HttpResponse:
    """Open one with a lead of one's choice."""
    given = request.POST.get("lead", "")
    lead = int(given) if given.isascii() and given.isdecimal() and len(given) < 19 else 0
    try:
        of = actions.open_with(seal, agent_of(request), lead, day=timezone.localdate())
    except actions.NoLead:
        messages.error(request, _("Choose somebody who leads and has signed in once."))
        return redirect(OWN)
    return redirect(f"{OWN}{of}")


@allow(Who.AGENT)
@require_GET
@sealed
def page(request: HttpRequest, seal: Seal, row: UUID) -> HttpResponse:
    """One of them, for either of the two."""
    return shown_page(request, seal, row)


@allow(Who.LEAD)
@require_GET
@sealed
def led_page(request: HttpRequest, seal: Seal, row: UUID) -> HttpResponse:
    """The same for whoever was asked to it, under the lead's pages."""
    return shown_page(request, seal, row)


def shown_page(request: HttpRequest, seal: Seal, row: UUID, refused: Refused | None = None) -> HttpResponse:
    """The page of a 1:1, with what could not be kept."""
    agent = agent_of(request)
    try:
        one, left = with_what_is_left(seal, agent, row)
    except NotThere as error:
        raise Http404 from error
    seen = seen_of(agent, [talk.conversation for talk in one.talks])
    talks = [(talk, seen.get(talk.conversation)) for talk in one.talks]
    shown: dict[str, Any] = {
        "one": one, "talks": talks, "owed": owed, "moment": moment, "left": left,
        "questions": names_of_questions(), "new": uuid7(), "refused": refused, "here": f"{OWN}{row}",
        "up": LED if one.leading and agent.leads else OWN,
    }  # fmt: skip
    return render(request, "coaching/one_to_one.html", shown, status=422 if refused else 200)


def back_to(request: HttpRequest, one: UUID) -> HttpResponse:
    """The page of a 1:1, where its viewer has it."""
    return redirect(f"{LED if 'led' in request.POST else OWN}{one}")


@allow(Who.AGENT)
@require_POST
@sealed
def close(request: HttpRequest, seal: Seal, row: UUID) -> HttpResponse:
    """Put it into the archive, or take one's own closing back."""
    on = "again" not in request.POST
    try:
        actions.close(seal, agent_of(request), row, on=on, day=timezone.localdate())
    except NotThere as error:
        raise Http404 from error
    if on:
        messages.success(request, _("It is in the archive now, for both of you."))
    return back_to(request, row)


@allow(Who.AGENT)
@require_POST
@sealed
def drop(request: HttpRequest, seal: Seal, row: UUID) -> HttpResponse:
    """Destroy one's own half, once that is said twice."""
    agent = agent_of(request)
    try:
        one = one_to_one(seal, agent, row)
        if "sure" not in request.POST:
            return render(request, "coaching/drop.html", {"one": one, "here": f"{OWN}{row}"})
        actions.drop(seal, agent, row)
    except NotThere as error:
        raise Http404 from error
    messages.success(request, _("What you had put there is destroyed."))
    return redirect(LED if one.leading and agent.leads else OWN)


def _own_teams_first(agent: Agent, people: list[Agent]) -> list[tuple[str, list[Agent]]]:
    """Those who lead, by name: of one's own teams, and of others."""
    mine = set(Agent.objects.filter(teams__members=agent).values_list("pk", flat=True))
    parts = [
        (_("In your teams"), [one for one in people if one.pk in mine]),
        (_("Others who lead"), [one for one in people if one.pk not in mine]),
    ]
    return [part for part in parts if part[1]]
