"""Reading stories, cheering them, and choosing the one of the week."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from extramile.base import clock
from extramile.base.ids import uuid7
from extramile.culture import access
from extramile.culture.actions import choosing
from extramile.culture.actions import stories as actions
from extramile.culture.models import Story
from extramile.culture.queries import stories as queries
from extramile.culture.queries.talk import comments
from extramile.culture.weeks import week_at
from extramile.web.culture.doors import or_404, place, to_conversation
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of


@allow(Who.AGENT)
@require_GET
def stories(request: HttpRequest) -> HttpResponse:
    """All stories, or those that fit what one looks for."""
    words, before = request.GET.get("q", "")[:200], place(request)
    found, more = queries.page(words=words, before=before)
    shown = {"stories": found, "more": more, "words": words, "first": before is None}
    return render(request, "team/stories.html", shown)


@allow(Who.AGENT)
@require_GET
@or_404
def story(request: HttpRequest, story: int) -> HttpResponse:
    """One story, and what is said of it."""
    found, agent = access.story_for(story), agent_of(request)
    return render(request, "team/story.html", _read(found.pk) | {
        "comments": comments(found.thread),
        "fresh": uuid7(),
        "choice": queries.choice_of(agent, week_at(clock.now())),
        "electable": found in queries.candidates(clock.now().date()),
        "may_change": access.may_change(agent, found),
        "may_remove": access.may_remove(agent, found),
        "conversation": to_conversation(agent, found.conversation_id),
    })  # fmt: skip


@allow(Who.AGENT)
@require_GET
@or_404
def printed(request: HttpRequest, story: int) -> HttpResponse:
    """A story on one sheet, for a wall."""
    return render(request, "team/printed.html", _read(access.story_for(story).pk))


@allow(Who.AGENT)
@require_POST
@or_404
def cheer(request: HttpRequest, story: int) -> HttpResponse:
    """Cheer a story, or take that back."""
    actions.cheer(agent_of(request), story, on="off" not in request.POST)
    return redirect(f"/team/stories/{story}#said")


@allow(Who.AGENT)
@require_POST
@or_404
def choose(request: HttpRequest, story: int) -> HttpResponse:
    """Give one's vote of the week to a story, or take it back."""
    try:
        choosing.choose(agent_of(request), story, on="off" not in request.POST)
    except choosing.NotToChoose:
        messages.error(
            request, _("The team chooses among stories of the last two weeks that it has not chosen before.")
        )
    else:
        messages.success(request, _("Kept. You can choose another until the week ends; nobody sees who chose what."))
    return redirect("/team/#choosing" if "from-team" in request.POST else f"/team/stories/{story}")


@allow(Who.AGENT)
@require_http_methods(["GET", "POST"])
@or_404
def remove(request: HttpRequest, story: int) -> HttpResponse:
    """Take a story away for good, once that is said twice."""
    if request.method == "GET":
        found = access.story_for(story)
        if not access.may_remove(agent_of(request), found):
            raise access.NotThere(story)
        return render(request, "team/story_remove.html", {"story": found})
    actions.remove(agent_of(request), story)
    messages.success(request, _("The story is gone, with what was said of it."))
    return redirect("/team/stories/")


def _read(story: int) -> dict[str, object]:
    return {"shown": queries.shown(Story.objects.filter(pk=story))[0]}
