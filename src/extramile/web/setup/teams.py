"""Settings: teams."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from extramile.desk.actions import settings as desk
from extramile.people import queries
from extramile.web.policy import Who, allow
from extramile.web.setup.fields import LineField, SeveralField, agent_choices
from extramile.web.setup.pages import Asking, Question, confirm, edit, there
from extramile.web.viewer import agent_of

BACK = "/settings/teams"


class TeamForm(forms.Form):
    """A team and who is in it."""

    name = LineField(label=gettext_lazy("Name"), max_length=60)
    members = SeveralField(label=gettext_lazy("Members"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = self.fields["members"]
        assert isinstance(members, SeveralField)
        members.choices = agent_choices(self.initial.get("members", []))


@allow(Who.LEAD)
@require_GET
def teams(request: HttpRequest) -> HttpResponse:
    """Every team with its members."""
    return render(request, "setup/teams.html", {"teams": queries.teams()})


@allow(Who.LEAD)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make a team."""
    page = Asking(title=_("A new team"), back=BACK, said=_("The team is there."), button=_("Make the team"))
    viewer = agent_of(request)
    return edit(request, TeamForm(request.POST or None), partial(desk.save_team, viewer), page)


@allow(Who.LEAD)
@require_http_methods(["GET", "POST"])
def team(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a team, or change who is in it."""
    found, viewer = there(queries.team, pk), agent_of(request)
    first = {"name": found.name, "members": [member.pk for member in found.members.all()]}
    page = Asking(title=found.name, back=BACK, said=_("Saved."), remove=f"{BACK}/{pk}/remove")
    form = TeamForm(request.POST or None, initial=first)
    return edit(request, form, partial(desk.save_team, viewer, team=pk), page)


@allow(Who.LEAD)
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a team, after asking."""
    found = there(queries.team, pk)
    question = Question(
        title=_("Remove the team %(name)s?") % {"name": found.name},
        about=_("Its members stay, and so do its conversations: they are simply no team's any more."),
        button=_("Remove the team"),
        back=BACK,
        said=_("The team is removed."),
    )
    return confirm(request, lambda: desk.remove_team(agent_of(request), pk), question)
