"""The polite end of a conversation with somebody abusive: last words, resolved, and blocked if wished, in one step."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from extramile.customers.actions import contacts
from extramile.desk import actions
from extramile.desk.access import conversation_for
from extramile.people.models import Agent
from extramile.web.agent.acts import no, posted
from extramile.web.agent.forms import fault


class Ending(forms.Form):
    """The last words, and whether the customer is blocked. `key` keeps a form that is sent twice from ending twice."""

    text = forms.CharField(
        max_length=2_000, error_messages={"required": gettext_lazy("Write a last line, so that they know why it ends.")}
    )
    key = forms.UUIDField()
    block = forms.BooleanField(required=False)


@posted
def end(request: HttpRequest, agent: Agent, conversation: int) -> HttpResponse:
    """End it; answers with what was said and where it is undone."""
    customer = conversation_for(agent, conversation).customer_id
    form = Ending(request.POST)
    if not form.is_valid():
        return no(fault(form))
    given = form.cleaned_data
    actions.end(agent, conversation, name=given["key"], text=given["text"])
    blocked = given["block"] and contacts.block(agent, customer)
    said = _("Sent, resolved and blocked.") if blocked else _("Sent and resolved.")
    return JsonResponse({"said": said, "undo": f"/desk/c/{conversation}/end-undo{'?unblock=1' if blocked else ''}"})


@posted
def undo(request: HttpRequest, agent: Agent, conversation: int) -> HttpResponse:
    """Open it again, and let the customer write if this is what had blocked them."""
    customer = conversation_for(agent, conversation).customer_id
    if "unblock" in request.GET:
        contacts.unblock(agent, customer)
    actions.reopen(agent, conversation)
    return JsonResponse({"said": _("Open again."), "undo": ""})
