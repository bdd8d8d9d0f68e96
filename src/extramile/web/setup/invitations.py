"""Settings: inviting people by link."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from extramile.people import access, actions, queries, tasks
from extramile.people.models import Agent, Invitation
from extramile.web.origin import origin_of
from extramile.web.policy import Who, allow
from extramile.web.setup.fields import SeveralField, team_choices
from extramile.web.setup.pages import Asking, Question, confirm, edit, there
from extramile.web.setup.people import BACK, ROLES
from extramile.web.viewer import agent_of

_SHOWN_ONCE = "invitation_to_show"


class InviteForm(forms.Form):
    """Who is invited, as what."""

    email = forms.EmailField(
        label=gettext_lazy("Mail address"),
        required=False,
        help_text=gettext_lazy("Left empty, the link works for whoever you give it to."),
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), widget=forms.RadioSelect)
    teams = SeveralField(label=gettext_lazy("Teams"))

    def __init__(self, viewer: Agent, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role, teams = self.fields["role"], self.fields["teams"]
        assert isinstance(role, forms.ChoiceField) and isinstance(teams, SeveralField)
        role.choices = [choice for choice in ROLES if access.may_invite(viewer, choice[0])]
        teams.choices = team_choices()


@allow(Who.LEAD)
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Make an invitation; its link is on the page after."""
    viewer = agent_of(request)
    form = InviteForm(viewer, request.POST or None, initial={"role": "agent"})

    def save(role: str, email: str, teams: Sequence[int]) -> Invitation:
        made = actions.invite(viewer, role=role, email=email, teams=teams)
        if made.email and settings.CONFIG.mail_url:
            tasks.mail_invitation.enqueue(invitation=made.pk, origin=origin_of(request))
        request.session[_SHOWN_ONCE] = made.pk
        return made

    page = Asking(
        title=_("Invite somebody"),
        back=BACK,
        said="",
        about=_("They choose their own password. The link works once, and for seven days."),
        button=_("Make the link"),
    )
    return edit(request, form, save, page, then=lambda made: f"{BACK}/invitations/{made.pk}")


@allow(Who.LEAD)
@require_GET
def invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """The link of an invitation, once, to whoever made it."""
    if request.session.pop(_SHOWN_ONCE, None) != pk:
        return redirect(BACK)
    found = there(queries.invitation, pk)
    link = f"{origin_of(request)}/invite/{queries.invitation_secret(found)}"
    mailed = bool(found.email and settings.CONFIG.mail_url)
    return render(request, "setup/invitation.html", {"invitation": found, "link": link, "mailed": mailed})


@allow(Who.LEAD)
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an invitation worthless, after asking."""
    question = Question(
        title=_("Withdraw this invitation?"),
        about=_("Its link stops working at once. You can always make another one."),
        button=_("Withdraw"),
        back=BACK,
        said=_("The invitation is withdrawn."),
    )
    return confirm(request, lambda: actions.withdraw(agent_of(request), pk), question)
