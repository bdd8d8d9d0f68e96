"""Pulse for those who lead: opening a round, closing it, and saying what will be done about it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from extramile.people.access import Refused
from extramile.pulse import actions, queries
from extramile.pulse.actions import Questions
from extramile.web.fields import WholeField, one_line
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of

_OWN = 140  # characters


class RoundForm(forms.Form):
    """What a round asks, and for how long it is open."""

    days = forms.ChoiceField(
        label=gettext_lazy("Open for"),
        choices=[("3", gettext_lazy("three days")), ("7", gettext_lazy("a week")), ("14", gettext_lazy("two weeks"))],
        initial="7",
        help_text=gettext_lazy("It closes by itself after that, and a lead can close it before."),
    )
    own1 = WholeField(
        label=gettext_lazy("A sentence of your own"),
        max_length=_OWN, required=False,
        help_text=gettext_lazy("People say how far they agree, such as with “We have the tools we need”."),
    )  # fmt: skip
    own2 = WholeField(label=gettext_lazy("Another one"), max_length=_OWN, required=False)
    experience = forms.BooleanField(
        label=gettext_lazy("How much experience we hold together"), required=False,
        help_text=gettext_lazy("Each may add their years with customers; the team sees what they come to at least."),
    )  # fmt: skip
    work = forms.BooleanField(
        label=gettext_lazy("Burnout from work"), required=False,
        help_text=gettext_lazy("Seven questions of the Copenhagen Burnout Inventory. Shown from ten answers on."),
    )  # fmt: skip
    client = forms.BooleanField(
        label=gettext_lazy("Burnout from working with customers"), required=False,
        help_text=gettext_lazy("Six more of them. Both can be asked every 30 days at most."),
    )  # fmt: skip

    def asked(self) -> Questions:
        """What it comes to."""
        given: dict[str, Any] = self.cleaned_data
        own = [one_line(given[name], _OWN) for name in ("own1", "own2")]
        return Questions(given["work"], given["client"], given["experience"], [words for words in own if words])


@allow(Who.LEAD)
@require_http_methods(["GET", "POST"])
def rounds(request: HttpRequest) -> HttpResponse:
    """The page of a lead: the round that is open, or opening one."""
    form = RoundForm(request.POST or None)
    if form.is_valid():
        today = timezone.localdate()
        until = today + timedelta(days=int(form.cleaned_data["days"]))
        try:
            actions.open_round(agent_of(request), form.asked(), today=today, until=until)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The round is open. Everybody finds it under Team, Pulse."))
            return redirect("/team/pulse/rounds")
    standing = queries.standing(agent_of(request).pk)
    shown = {"form": form, "standing": standing, "before": queries.closed_rounds()[:12]}
    return render(request, "pulse/rounds.html", shown, status=422 if form.errors else 200)


@allow(Who.LEAD)
@require_POST
def close(request: HttpRequest, round_: int) -> HttpResponse:
    """Close a round."""
    return _done(request, lambda: actions.close_round(agent_of(request), round_, today=timezone.localdate()),
                 _("The round is closed. This is what it tells, for everybody."))  # fmt: skip


@allow(Who.LEAD)
@require_POST
def do(request: HttpRequest, round_: int) -> HttpResponse:
    """Say one thing that will be done about a round."""
    words, today = request.POST.get("words", ""), timezone.localdate()
    return _done(request, lambda: actions.write_deed(agent_of(request), round_, words, today=today),
                 _("Written down for everybody. The next round asks whether it happened."))  # fmt: skip


@allow(Who.LEAD)
@require_POST
def leave(request: HttpRequest, deed: int) -> HttpResponse:
    """Take one of them back."""
    return _done(request, lambda: actions.take_back_deed(agent_of(request), deed), _("Taken back."))


def _done(request: HttpRequest, act: Any, sentence: str) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, sentence)
    return redirect("/team/pulse/")
