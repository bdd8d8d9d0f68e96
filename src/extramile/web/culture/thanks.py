"""Thanks: between people, and what customers said to them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from extramile.base import text
from extramile.base.ids import uuid7
from extramile.culture.actions import thanks as actions
from extramile.culture.queries import thanks as queries
from extramile.culture.queries.kind_words import kind_words
from extramile.people.models import Agent
from extramile.people.queries import roster
from extramile.web.culture.doors import or_404, place
from extramile.web.fields import AreaField, WholeField
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of


class ThanksForm(forms.Form):
    """Thanks on their way."""

    to = forms.ChoiceField(label=gettext_lazy("Whom you thank"))
    happened = WholeField(
        label=gettext_lazy("For what happened"), max_length=actions.HAPPENED,
        help_text=gettext_lazy("In a line, or the address of the conversation."),
    )  # fmt: skip
    words = AreaField(label=gettext_lazy("Your words"), rows=3, required=True, max_length=actions.MOST)
    shared = forms.BooleanField(
        label=gettext_lazy("The team may read it"), required=False,
        help_text=gettext_lazy("Otherwise it is between the two of you."),
    )  # fmt: skip
    row = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, agent: Agent, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [(str(one.pk), one.name) for one in roster() if one.is_active and one.pk != agent.pk]
        self.fields["to"].choices = [("", _("Choose a colleague")), *others]  # type: ignore[attr-defined]


@allow(Who.AGENT)
@require_http_methods(["GET", "POST"])
def thanks(request: HttpRequest) -> HttpResponse:
    """What one may read of it, and the form to thank somebody."""
    agent, today = agent_of(request), timezone.localdate()
    first = {"row": uuid7(), "to": request.GET.get("to", ""), "happened": request.GET.get("for", "")[:200]}
    form = ThanksForm(agent, request.POST or None, initial=first)
    if form.is_valid() and _thanked(agent, form):
        messages.success(request, _("Said. They see it on their Today."))
        return redirect("/team/thanks/")
    before = place(request)
    listed, more = queries.thanks(agent, before=before)
    return render(request, "team/thanks.html", {
        "form": form,
        "thanks": listed,
        "more": more,
        "first": before is None,
        "kind": kind_words(agent, since=today - actions.LATELY),
        "passed": queries.passed(),
    }, status=422 if form.is_bound else 200)  # fmt: skip


@allow(Who.AGENT)
@require_POST
@or_404
def share(request: HttpRequest, thanks: int) -> HttpResponse:
    """Show thanks to the team, or keep them between the two."""
    actions.share(agent_of(request), thanks, on="off" not in request.POST)
    return redirect("/team/thanks/#between")


@allow(Who.AGENT)
@require_POST
@or_404
def take_back(request: HttpRequest, thanks: int) -> HttpResponse:
    """Take thanks back."""
    actions.take_back(agent_of(request), thanks)
    messages.success(request, _("Taken back."))
    return redirect("/team/thanks/#between")


@allow(Who.AGENT)
@require_POST
@or_404
def pass_on(request: HttpRequest, act: int) -> HttpResponse:
    """Let the team read what a customer said, or not any more."""
    actions.pass_on(agent_of(request), act, on="off" not in request.POST, today=timezone.localdate())
    return redirect("/team/thanks/#kind")


def _thanked(agent: Agent, form: ThanksForm) -> bool:
    given = form.cleaned_data
    try:
        actions.thank(
            agent, int(given["to"]), given["words"], happened=given["happened"], shared=given["shared"],
            name=given["row"] or uuid7(), day=timezone.localdate(),
        )  # fmt: skip
    except actions.Nobody:
        form.add_error("to", _("Choose a colleague who is here."))
    except actions.NothingHappened:
        form.add_error("happened", _("Say in a line what they did."))
    except text.EmptyText:
        form.add_error("words", _("Write a word or two."))
    return form.is_valid()
