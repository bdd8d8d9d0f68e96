"""What agents hear at the desk of what a customer did for the company."""

from __future__ import annotations

from contextlib import suppress

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from extramile.customers.actions import by_hand, taking_back
from extramile.customers.ladder.acts import Kind
from extramile.desk.access import conversation_for
from extramile.people.models import Agent
from extramile.web.agent.acts import no, posted
from extramile.web.agent.forms import fault
from extramile.web.fields import Did


@posted
def did(request: HttpRequest, agent: Agent, conversation: int) -> HttpResponse:
    """Write an act of the customer down; answers with its number, by which it is taken back."""
    customer = conversation_for(agent, conversation).customer_id
    form = Did(request.POST)
    if not form.is_valid():
        return no(fault(form))
    act, _fresh = by_hand.note(agent, customer, Kind(form.cleaned_data["kind"]), about=form.cleaned_data["about"])
    return JsonResponse({"act": act.pk})


@posted
def undid(request: HttpRequest, agent: Agent, conversation: int) -> None:
    """Take that act back; when it is not there any more, there is nothing to do."""
    customer, act = conversation_for(agent, conversation).customer_id, request.POST.get("act", "")
    if act.isdecimal() and len(act) < 19:
        with suppress(taking_back.NotThere):
            taking_back.take_back(agent, customer, "act", int(act), because=_("It was taken back at the desk."))
