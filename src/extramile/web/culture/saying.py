"""Comments on what the team shares."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from extramile.base import text
from extramile.base.ids import uuid7
from extramile.culture import access
from extramile.culture.actions import talk
from extramile.culture.models import Thread
from extramile.culture.queries.talk import about
from extramile.culture.weeks import week_for
from extramile.web.culture.doors import or_404
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of

_PLACES = {"story": "/team/stories/", "monday": "/team/monday/", "slip": "/team/slips/", "post": "/team/around/"}


@allow(Who.AGENT)
@require_POST
@or_404
def on_monday(request: HttpRequest, monday: int) -> HttpResponse:
    """Say something of a Monday's idea."""
    return _say(request, access.monday_of(monday, until=week_for(timezone.localtime())).thread)


@allow(Who.AGENT)
@require_POST
@or_404
def on_story(request: HttpRequest, story: int) -> HttpResponse:
    """Say something of a story."""
    return _say(request, access.story_for(story).thread)


@allow(Who.AGENT)
@require_POST
@or_404
def on_slip(request: HttpRequest, slip: int) -> HttpResponse:
    """Say something of a slip."""
    return _say(request, access.slip_for(slip).thread)


@allow(Who.AGENT)
@require_POST
@or_404
def on_post(request: HttpRequest, post: int) -> HttpResponse:
    """Say something of a post."""
    return _say(request, access.post_for(post).thread)


@allow(Who.AGENT)
@require_GET
@or_404
def where(request: HttpRequest, comment: int) -> HttpResponse:
    """Where something was said, whatever it is about."""
    return redirect(place_of(access.comment_for(comment).thread))


@allow(Who.AGENT)
@require_POST
@or_404
def take_back(request: HttpRequest, comment: int) -> HttpResponse:
    """Take away what one said."""
    return redirect(place_of(talk.take_back(agent_of(request), comment)))


def place_of(thread: Thread) -> str:
    """Where a thread is read."""
    kind, pk = about(thread)
    return f"{_PLACES[kind]}{pk}#said"


def _say(request: HttpRequest, thread: Thread) -> HttpResponse:
    try:
        name = UUID(request.POST.get("row", ""))
    except ValueError:
        name = uuid7()
    try:
        talk.say(agent_of(request), thread, request.POST.get("words", ""), name=name, day=timezone.localdate())
    except text.EmptyText:
        why = _("Write something first.")
    except text.TextTooLong:
        why = _("That is longer than %(most)s characters. Say it shorter, or in two.") % {"most": talk.MOST}
    else:
        return redirect(place_of(thread))
    shown = {"why": why, "said": request.POST.get("words", ""), "row": name, "back": place_of(thread)}
    return render(request, "team/say_again.html", shown, status=422)
