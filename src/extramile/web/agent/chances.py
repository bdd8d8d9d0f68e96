"""Chances to please, beside a conversation."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from extramile.customers.actions import chances
from extramile.customers.chances.rules import occasion_of
from extramile.desk.access import conversation_for
from extramile.people.models import Agent
from extramile.web.agent.acts import no, posted
from extramile.web.agent.forms import fault


class Answer(forms.Form):
    """What was done about a chance, or with `let_go` nothing."""

    occasion = forms.CharField(max_length=60)
    let_go = forms.BooleanField(required=False)
    about = forms.CharField(max_length=300, required=False)
    remembered = forms.BooleanField(required=False)

    def clean_occasion(self) -> str:
        """The key that the page offered."""
        key = str(self.cleaned_data["occasion"])
        if occasion_of(key) is None:
            raise forms.ValidationError(gettext_lazy("Load the conversation again: this chance is not there any more."))
        return key


@posted
def answer(request: HttpRequest, agent: Agent, conversation: int) -> HttpResponse:
    """Take a chance, or let it go."""
    talk = conversation_for(agent, conversation)
    form = Answer(request.POST)
    if not form.is_valid():
        return no(fault(form))
    given = form.cleaned_data
    if given["let_go"]:
        found, said = chances.let_go(agent, talk.customer_id, given["occasion"]), _("Let be.")
    elif not given["about"].strip():
        return no(_("Write in a line what you did."))
    else:
        found = chances.take(
            agent, talk.customer_id, given["occasion"], about=given["about"], remembered=given["remembered"],
            conversation=conversation,
        )  # fmt: skip
        said = _("Written down.")
    return JsonResponse({"said": said, "undo": f"/desk/c/{conversation}/chance-undo?chance={found.pk}"})


@posted
def undo(request: HttpRequest, agent: Agent, conversation: int) -> HttpResponse | None:
    """Offer it again."""
    talk = conversation_for(agent, conversation)
    given = request.GET.get("chance", "")
    if given.isdecimal() and len(given) < 19 and chances.undo(talk.customer_id, int(given)):
        return JsonResponse({"said": _("Taken back."), "undo": ""})
    return None
