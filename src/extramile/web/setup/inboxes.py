"""Settings: inboxes."""

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
from extramile.desk.queries import settings as queries
from extramile.web.policy import Who, allow
from extramile.web.setup.fields import LineField, SeveralField, team_choices
from extramile.web.setup.pages import Asking, Question, confirm, edit, there
from extramile.web.viewer import agent_of

BACK = "/settings/inboxes"


class InboxForm(forms.Form):
    """An inbox and who serves it."""

    name = LineField(label=gettext_lazy("Name"), max_length=60)
    teams = SeveralField(
        label=gettext_lazy("Teams that see it"),
        help_text=gettext_lazy("With none ticked, everyone sees it. Leads and admins always do."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = self.fields["teams"]
        assert isinstance(teams, SeveralField)
        teams.choices = team_choices()


@allow(Who.ADMIN)
@require_GET
def inboxes(request: HttpRequest) -> HttpResponse:
    """Every inbox with its teams and websites."""
    return render(request, "setup/inboxes.html", {"inboxes": queries.inboxes()})


@allow(Who.ADMIN)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make an inbox."""
    page = Asking(title=_("A new inbox"), back=BACK, said=_("The inbox is there."), button=_("Make the inbox"))
    viewer = agent_of(request)
    return edit(request, InboxForm(request.POST or None), partial(desk.save_inbox, viewer), page)


@allow(Who.ADMIN)
@require_http_methods(["GET", "POST"])
def inbox(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename an inbox, or change who sees it."""
    found, viewer = there(queries.inbox, pk), agent_of(request)
    first = {"name": found.name, "teams": [team.pk for team in found.teams.all()]}
    page = Asking(title=found.name, back=BACK, said=_("Saved."), remove=f"{BACK}/{pk}/remove")
    form = InboxForm(request.POST or None, initial=first)
    return edit(request, form, partial(desk.save_inbox, viewer, inbox=pk), page)


@allow(Who.ADMIN)
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove an unused inbox, after asking."""
    found = there(queries.inbox, pk)
    question = Question(
        title=_("Remove the inbox %(name)s?") % {"name": found.name},
        about=_("Only an inbox that no website writes into, and that holds no conversation, can be removed."),
        button=_("Remove the inbox"),
        back=BACK,
        said=_("The inbox is removed."),
    )
    return confirm(request, lambda: desk.remove_inbox(agent_of(request), pk), question)
