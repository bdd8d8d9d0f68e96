"""Settings: the people of the company."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from extramile.base import clock
from extramile.desk.actions import settings as desk
from extramile.desk.queries.settings import held_by
from extramile.people import access, actions, queries
from extramile.people.models import Agent, Role
from extramile.web.origin import origin_of
from extramile.web.policy import Who, allow
from extramile.web.setup.fields import SeveralField, team_choices
from extramile.web.setup.pages import Asking, Question, confirm, edit, there
from extramile.web.viewer import agent_of

BACK = "/settings/people"
ROLES = [
    (Role.AGENT.value, gettext_lazy("Agent: talks with customers")),
    (Role.LEAD.value, gettext_lazy("Lead: sees every inbox, looks after teams, tags and saved replies")),
    (Role.ADMIN.value, gettext_lazy("Admin: may change everything")),
]


class PlaceForm(forms.Form):
    """What somebody is in the company. Only admins are asked for the role."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=ROLES, widget=forms.RadioSelect)
    teams = SeveralField(label=gettext_lazy("Teams"))

    def __init__(self, viewer: Agent, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = self.fields["teams"]
        assert isinstance(teams, SeveralField)
        teams.choices = team_choices()
        if viewer.role != Role.ADMIN:
            del self.fields["role"]


@allow(Who.AGENT)
@require_GET
def settings(request: HttpRequest) -> HttpResponse:
    """The first of the pages that this person may use."""
    return redirect(BACK if agent_of(request).leads else "/profile")


@allow(Who.LEAD)
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Everyone, and the invitations that wait."""
    viewer, now = agent_of(request), clock.now()
    waiting = [
        {
            "invitation": found,
            "mine": access.may_invite(viewer, found.role),
            "until": date_format(timezone.localtime(found.expires_at), "j F") if found.expires_at > now else "",
        }
        for found in queries.waiting_invitations()
    ]
    return render(request, "setup/people.html", {"people": queries.everyone(), "waiting": waiting})


@allow(Who.LEAD)
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: role, teams, and for admins a link for a new password and the door."""
    viewer, found = agent_of(request), there(queries.person, pk)
    first = {"role": found.role, "teams": [team.pk for team in found.teams.all()]}
    form = PlaceForm(viewer, request.POST or None, initial=first)

    page = Asking(title=found.name, back=BACK, said=_("%(name)s: saved.") % {"name": found.name})
    save = partial(desk.change_place, viewer, pk)
    return edit(request, form, save, page, template="setup/person.html", shown={"person": found})


@allow(Who.ADMIN)
@require_POST
def reset_link(request: HttpRequest, pk: int) -> HttpResponse:
    """A link for a new password, to be passed on by hand."""
    found = there(queries.person, pk)
    link = f"{origin_of(request)}/password-reset/{queries.reset_key(found)}"
    return render(request, "setup/reset_link.html", {"person": found, "link": link})


@allow(Who.ADMIN)
@require_http_methods(["GET", "POST"])
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the door to somebody, after asking."""
    found, held = there(queries.person, pk), held_by(pk)
    about = _("They are signed out everywhere at once and cannot come back until you let them. What they wrote stays.")
    if held:
        kept = ngettext(
            "The %(n)d conversation that they hold goes back to be taken by somebody else.",
            "The %(n)d conversations that they hold go back to be taken by somebody else.",
            held,
        )
        about = f"{about} {kept % {'n': held}}"
    question = Question(
        title=_("Close the door to %(name)s?") % {"name": found.name},
        about=about,
        button=_("Deactivate"),
        back=f"{BACK}/{pk}",
        said=_("%(name)s cannot sign in any more.") % {"name": found.name},
    )
    return confirm(request, partial(desk.deactivate, agent_of(request), pk), question)


@allow(Who.ADMIN)
@require_http_methods(["GET", "POST"])
def reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody in again, after asking."""
    found = there(queries.person, pk)
    question = Question(
        title=_("Let %(name)s in again?") % {"name": found.name},
        about=_("They sign in with the password they had, in the same role and teams."),
        button=_("Reactivate"),
        back=f"{BACK}/{pk}",
        said=_("%(name)s can sign in again.") % {"name": found.name},
    )
    return confirm(request, lambda: actions.reactivate(agent_of(request), pk), question)
