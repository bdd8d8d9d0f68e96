"""What agents do with a conversation besides writing. The effect comes back to everybody over the live path."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

from extramile.customers.actions import contacts as customer_contacts
from extramile.desk import actions
from extramile.desk.access import NotThere, conversation_for, inboxes_of
from extramile.desk.actions import mood
from extramile.people.models import Agent
from extramile.web.agent import desk
from extramile.web.agent.forms import Holder, Sounding, Until, fault
from extramile.web.fields import Contacts
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of

_Act = Callable[[HttpRequest, Agent, int], HttpResponse | None]
_View = Callable[[HttpRequest, int], HttpResponse]
# What a database can hold in a key; a higher number would be an error and not a conversation that is not there.
_HIGHEST = 2**63 - 1


def posted(act: _Act) -> _View:
    """A view for a posted act: 204 when done, 404 when the conversation is not the agent's to see, 422 with a
    sentence when the desk says no."""

    @allow(Who.AGENT)
    @wraps(act)
    def view(request: HttpRequest, conversation: int) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if conversation > _HIGHEST:
            return HttpResponse(status=404)
        try:
            return act(request, agent_of(request), conversation) or HttpResponse(status=204)
        except NotThere:
            return HttpResponse(status=404)
        except actions.Refused as refused:
            return no(str(refused))

    return view


def no(why: str) -> HttpResponse:
    """The desk says no, with a sentence."""
    return HttpResponse(why, status=422, content_type="text/plain; charset=utf-8")


@posted
def assign(request: HttpRequest, agent: Agent, conversation: int) -> HttpResponse | None:
    """Give the conversation to an agent, a team, both or nobody."""
    form = Holder(request.POST)
    if not form.is_valid():
        return no(fault(form))
    to = form.cleaned_data["to"]
    actions.assign(agent, conversation, agent=to.get("agent"), team=to.get("team"))
    return None


@posted
def snooze(request: HttpRequest, agent: Agent, conversation: int) -> HttpResponse | None:
    """Put the conversation aside."""
    form = Until(request.POST)
    if not form.is_valid():
        return no(fault(form))
    actions.snooze(agent, conversation, until=form.cleaned_data["until"])
    return None


@posted
def wake(request: HttpRequest, agent: Agent, conversation: int) -> None:
    """Bring the conversation back from its snooze."""
    actions.wake(agent, conversation)


@posted
def resolve(request: HttpRequest, agent: Agent, conversation: int) -> None:
    """Mark the conversation as solved."""
    actions.resolve(agent, conversation)


@posted
def reopen(request: HttpRequest, agent: Agent, conversation: int) -> None:
    """Open a resolved conversation again."""
    actions.reopen(agent, conversation)


@posted
def tag(request: HttpRequest, agent: Agent, conversation: int) -> None:
    """Put a tag on the conversation."""
    actions.tag(agent, conversation, request.POST.get("name", ""))


@posted
def untag(request: HttpRequest, agent: Agent, conversation: int) -> None:
    """Take a tag off the conversation."""
    actions.untag(agent, conversation, request.POST.get("name", ""))


@posted
def contacts(request: HttpRequest, agent: Agent, conversation: int) -> HttpResponse:
    """Write down how the customer is called and reached; answers with the panel, or with the form and what is wrong."""
    found = conversation_for(agent, conversation)
    form = Contacts(request.POST)
    if not form.is_valid():
        shown = {"conversation": found, "form": form}
        return render(request, "desk/_contacts.html", shown, status=422)
    found.customer = customer_contacts.change_contact(agent, found.customer_id, **form.cleaned_data)
    return render(request, "desk/_customer.html", desk.panel(agent, found, inboxes_of(agent)))


@posted
def mood_reading(request: HttpRequest, agent: Agent, conversation: int) -> HttpResponse | None:
    """Say how a message of the customer sounds, or with nothing said, let the estimate stand."""
    conversation_for(agent, conversation)
    form = Sounding(request.POST)
    if not form.is_valid():
        return no(fault(form))
    seq, said = form.cleaned_data["seq"], form.cleaned_data["said"]
    if said:
        mood.correct(agent, conversation, seq=seq, said=said)
    else:
        mood.take_back(agent, conversation, seq=seq)
    return None


@posted
def block(request: HttpRequest, agent: Agent, conversation: int) -> None:
    """Stop the customer from writing."""
    customer_contacts.block(agent, conversation_for(agent, conversation).customer_id)


@posted
def unblock(request: HttpRequest, agent: Agent, conversation: int) -> None:
    """Let the customer write again."""
    customer_contacts.unblock(agent, conversation_for(agent, conversation).customer_id)
