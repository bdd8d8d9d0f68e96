"""The desk's pages: the inbox, and a conversation beside it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from extramile.desk.access import NotThere, inboxes_of
from extramile.desk.queries import inbox
from extramile.desk.queries.holders import holders
from extramile.web.agent import desk
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of


@allow(Who.AGENT)
def home(request: HttpRequest) -> HttpResponse:
    """One of the lists, and no conversation open."""
    try:
        shown = desk.whole_page(agent_of(request), request.GET.get("box", "mine"))
    except inbox.NoSuchBox:
        return redirect("/desk/")
    return render(request, "desk/desk.html", shown)


@allow(Who.AGENT)
def conversation(request: HttpRequest, conversation: int) -> HttpResponse:
    """A conversation with its list; for the desk's own script only the conversation."""
    agent = agent_of(request)
    reach = request.GET.get("at", "")
    at = int(reach) if reach.isdecimal() and len(reach) < 10 else None
    part = "X-Part" in request.headers
    try:
        if part:
            shown: dict[str, Any] = {"inboxes": inboxes_of(agent), "people": holders(agent)}
        else:
            shown = desk.whole_page(agent, request.GET.get("box", "mine"))
        shown |= desk.thread(agent, conversation, inboxes=shown["inboxes"], people=shown["people"], reach=at)
    except inbox.NoSuchBox:
        return redirect(f"/desk/c/{conversation}")
    except NotThere:
        return _not_there(request, part=part)
    return render(request, "desk/_conversation.html" if part else "desk/desk.html", shown)


def _not_there(request: HttpRequest, *, part: bool) -> HttpResponse:
    if part:
        return HttpResponse(status=404)
    return render(request, "error.html", {"status": 404}, status=404)
