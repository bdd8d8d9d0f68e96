"""Parts of the desk's page, fetched when they are needed."""

from __future__ import annotations

from functools import wraps
from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from extramile.base import clock
from extramile.desk.access import NotThere, conversation_for, inboxes_of
from extramile.desk.models import Conversation
from extramile.desk.queries import holders, inbox, saved_replies, talk
from extramile.desk.queries.tallies import tallies_for
from extramile.people.queries import company
from extramile.web.agent import account, desk, snoozes
from extramile.web.fields import Contacts
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of


class _Part(Protocol):
    def __call__(self, request: HttpRequest, found: Conversation) -> HttpResponse: ...


class _View(Protocol):
    def __call__(self, request: HttpRequest, conversation: int) -> HttpResponse: ...


def of_conversation(part: _Part) -> _View:
    """A part of one conversation, for those who may see it; 404 for everybody else."""

    @allow(Who.AGENT)
    @wraps(part)
    def view(request: HttpRequest, conversation: int) -> HttpResponse:
        try:
            return part(request, conversation_for(agent_of(request), conversation))
        except NotThere:
            return HttpResponse(status=404)

    return view


@allow(Who.AGENT)
def rows(request: HttpRequest) -> HttpResponse:
    """A page of a list: its first one, or the one after a place."""
    agent = agent_of(request)
    inboxes = inboxes_of(agent)
    box, after = request.GET.get("box", "mine"), request.GET.get("after", "")
    try:
        page = inbox.page(agent, inboxes, box, after=inbox.Place.of(after) if after else None)
    except (inbox.NoSuchBox, ValueError):
        return HttpResponse(status=404)
    fresh = not page.rows and desk.is_fresh(tallies_for(agent.pk, inboxes))
    return render(request, "desk/_rows.html", {"page": page, "box": box, "first": not after, "fresh": fresh})


@of_conversation
def older(request: HttpRequest, found: Conversation) -> HttpResponse:
    """The entries before a seq."""
    before = request.GET.get("before", "")
    if not before.isdecimal() or len(before) > 9:
        return HttpResponse(status=404)
    return render(request, "desk/_entries.html", {"conversation": found, "entries": talk.before(found, int(before))})


@of_conversation
def head(request: HttpRequest, found: Conversation) -> HttpResponse:
    """What stands over the thread."""
    return render(request, "desk/_head.html", desk.head(found, holders.holders(agent_of(request))))


@of_conversation
def customer(request: HttpRequest, found: Conversation) -> HttpResponse:
    """The panel beside the thread."""
    agent = agent_of(request)
    shown = desk.panel(agent, found, inboxes_of(agent), lines=account.lines_in(request))
    return render(request, "desk/_customer.html", shown)


@of_conversation
def assign_menu(request: HttpRequest, found: Conversation) -> HttpResponse:
    """Who the conversation can be given to."""
    agents, teams = holders.able(found.inbox_id)
    able = [
        one for one in holders.holders(agent_of(request)) if one.id in (agents if one.kind == "agent" else teams)
    ]  # fmt: skip
    return render(request, "desk/_assign.html", {"conversation": found, "able": able})


@of_conversation
def snooze_menu(request: HttpRequest, found: Conversation) -> HttpResponse:
    """Until when the conversation can be put aside."""
    return render(request, "desk/_snooze.html", {"conversation": found, "offers": snoozes.offers(clock.now())})


@of_conversation
def tags_menu(request: HttpRequest, found: Conversation) -> HttpResponse:
    """The conversation's tags, and those that others have."""
    own = talk.tags_of(found)
    return render(request, "desk/_tags.html", {"own": own, "others": talk.known_tags(but=own)})


@of_conversation
def replies(request: HttpRequest, found: Conversation) -> HttpResponse:
    """Saved replies for what was typed after the slash, filled in for this customer."""
    matching = saved_replies.replies(
        request.GET.get("q", "")[:80], customer=found.customer, agent=agent_of(request), company=company().name
    )
    listed: list[dict[str, Any]] = [
        {"shortcut": reply.shortcut, "title": reply.title, "text": reply.text} for reply in matching
    ]
    return JsonResponse({"replies": listed})


@of_conversation
def contacts_form(request: HttpRequest, found: Conversation) -> HttpResponse:
    """The customer's contacts, to be changed."""
    return render(request, "desk/_contacts.html", {"conversation": found, "form": Contacts(instance=found.customer)})
