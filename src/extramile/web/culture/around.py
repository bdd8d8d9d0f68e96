"""Around the company: short posts of what teams are doing and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from extramile.base.ids import uuid7
from extramile.culture import access
from extramile.culture.actions import around as actions
from extramile.culture.queries import around as queries
from extramile.culture.queries.talk import comments
from extramile.people.models import Agent, Team
from extramile.web.culture.doors import or_404, place
from extramile.web.fields import AreaField
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of


class PostForm(forms.Form):
    """A post on its way."""

    words = AreaField(label=gettext_lazy("What you are doing"), rows=2, required=True, max_length=actions.WORDS)
    why = AreaField(
        label=gettext_lazy("And why"), rows=2, required=True, max_length=actions.WHY,
        help_text=gettext_lazy("What others can see in it that they could not see from where they sit."),
    )  # fmt: skip
    team = forms.ChoiceField(label=gettext_lazy("From"), required=False)
    row = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, agent: Agent, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = Team.objects.order_by("name") if agent.leads else agent.teams.order_by("name")
        named = [("", _("the whole company")), *((str(one.pk), one.name) for one in teams)]
        self.fields["team"].choices = named  # type: ignore[attr-defined]


@allow(Who.AGENT)
@require_http_methods(["GET", "POST"])
def around(request: HttpRequest) -> HttpResponse:
    """The posts, and the form for one."""
    agent = agent_of(request)
    form = PostForm(agent, request.POST or None, initial={"row": uuid7()})
    if form.is_valid():
        given = form.cleaned_data
        actions.post(
            agent, given["words"], given["why"], team=int(given["team"]) if given["team"] else None,
            name=given["row"] or uuid7(), day=timezone.localdate(),
        )  # fmt: skip
        messages.success(request, _("Posted. It stands in Monday’s mail too."))
        return redirect("/team/around/")
    before = place(request)
    posts, more = queries.posts(before=before)
    shown = {"form": form, "posts": posts, "more": more, "first": before is None}
    return render(request, "team/around.html", shown, status=422 if form.is_bound else 200)


@allow(Who.AGENT)
@require_GET
@or_404
def post(request: HttpRequest, post: int) -> HttpResponse:
    """One post, and what is said of it."""
    found = access.post_for(post)
    return render(request, "team/post.html", {
        "post": found, "comments": comments(found.thread), "fresh": uuid7(),
        "may_remove": access.may_remove(agent_of(request), found),
    })  # fmt: skip


@allow(Who.AGENT)
@require_POST
@or_404
def remove(request: HttpRequest, post: int) -> HttpResponse:
    """Take a post away."""
    actions.remove(agent_of(request), post)
    messages.success(request, _("It is gone, with what was said of it."))
    return redirect("/team/around/")
