"""The extra mile beside a reply: what may be given, whether our rules let it, giving it and taking it back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from extramile.base import money
from extramile.desk.access import conversation_for
from extramile.desk.actions import mile
from extramile.desk.actions.mile.giving import in_words
from extramile.desk.mile.rails import Kind, Reason
from extramile.desk.mile.told import given, names_of_kinds, names_of_reasons
from extramile.desk.models import Conversation
from extramile.desk.queries.gestures import Left, left, made_in, no_to
from extramile.people.models import Agent
from extramile.web.agent.account import Why
from extramile.web.agent.acts import no, posted
from extramile.web.agent.forms import fault
from extramile.web.agent.parts import of_conversation
from extramile.web.fields import MoneyField, one_line
from extramile.web.viewer import agent_of

_KINDS_OF_MONEY = (Kind.REFUND,)


class Asking(forms.Form):
    """What may be asked before all is written: a kind and an amount."""

    give = forms.ChoiceField(
        label=gettext_lazy("What"), error_messages={"required": gettext_lazy("Choose what you give.")}
    )
    amount = MoneyField(label=gettext_lazy("It costs us"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "mile-%s", **options})
        kinds = [(kind.value, name) for kind, name in names_of_kinds().items()]
        self.fields["give"].choices = [("", _("Choose…")), *kinds]  # type: ignore[attr-defined]


class Giving(Asking):
    """A gesture. `key` is made by the page, so that it is given once however often it is sent."""

    why = Why(label=gettext_lazy("Why, in a line"))
    reason = forms.ChoiceField(
        label=gettext_lazy("What made this necessary?"),
        error_messages={"required": gettext_lazy("Choose what made it necessary.")},
    )
    lesson = forms.CharField(label=gettext_lazy("A line on that"), max_length=200, required=False)
    key = forms.UUIDField(error_messages=dict.fromkeys(("required", "invalid"), gettext_lazy("Open the form again.")))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        reasons = [(reason.value, name) for reason, name in names_of_reasons().items()]
        self.fields["reason"].choices = [("", _("Choose…")), *reasons]  # type: ignore[attr-defined]

    def clean_lesson(self) -> str:
        """On one line."""
        return one_line(self.cleaned_data["lesson"], 200)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("give") in _KINDS_OF_MONEY and not values.get("amount", 1):
            self.add_error("amount", _("Write how much they get back."))
        return values

    @property
    def wish(self) -> mile.Wish:
        """What is to be given."""
        said = self.cleaned_data
        return mile.Wish(Kind(said["give"]), said["amount"], said["why"], Reason(said["reason"]), said["lesson"])


@of_conversation
def sheet(request: HttpRequest, found: Conversation) -> HttpResponse:
    """The form over the composer, what its owner has left, and what was given in this conversation."""
    agent = agent_of(request)
    remains = left(agent, found.pk)
    shown = {
        "conversation": found, "form": Giving(), "left": _left(remains), "made": made_in(agent, found.pk),
        "sign": remains.currency,
    }  # fmt: skip
    return render(request, "desk/_mile.html", shown)


@posted
def ask(request: HttpRequest, agent: Agent, conversation: int) -> HttpResponse | None:
    """Whether this may be given: 200 with what would be left, 422 with what says no, 204 while it is unclear."""
    talk = conversation_for(agent, conversation)
    form = Asking(request.POST)
    if not form.is_valid():
        return None if "give" in form.errors else no(fault(form))
    kind, amount = Kind(form.cleaned_data["give"]), form.cleaned_data["amount"]
    if refused := no_to(agent, talk, kind, amount):
        return no(in_words(refused))
    if not amount:
        return None
    after = left(agent, conversation)
    rest = _left(Left(after.talk - amount, after.week - amount, after.currency, allowed=True))
    return HttpResponse(_("Then %(left)s.") % {"left": rest}, content_type="text/plain; charset=utf-8")


@posted
def give(request: HttpRequest, agent: Agent, conversation: int) -> HttpResponse:
    """Give it, at once."""
    conversation_for(agent, conversation)
    form = Giving(request.POST)
    if not form.is_valid():
        return no(fault(form))
    made = mile.give(agent, conversation, form.wish, name=form.cleaned_data["key"])
    said = _("Given: %(given)s.") % {"given": given(made.kind, made.amount, made.currency)}
    return JsonResponse({"said": said, "undo": f"/desk/c/{conversation}/mile/undo?gesture={made.pk}"})


@posted
def undo(request: HttpRequest, agent: Agent, conversation: int) -> HttpResponse | None:
    """Take a gesture of one's own back; what was taken back in another tab is so, too."""
    conversation_for(agent, conversation)
    number = request.GET.get("gesture", "")
    if not number.isdecimal() or len(number) > 18:
        return None
    mile.undo(agent, conversation, int(number))
    return JsonResponse({"said": _("Taken back."), "undo": ""})


def _left(remains: Left) -> str:
    """What somebody has left, for their own eyes; empty without an allowance."""
    if not remains.allowed:
        return ""
    talk, week = (money.reads(max(0, part), remains.currency) for part in (remains.talk, remains.week))
    return _("%(talk)s is left for this conversation, and %(week)s for your week") % {"talk": talk, "week": week}
