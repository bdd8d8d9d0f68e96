"""Promises while a reply is being written. What is typed is read for one, and neither kept nor logged."""

from __future__ import annotations

import re

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from extramile.base import clock
from extramile.base.ids import uuid7
from extramile.customers.actions import promises
from extramile.customers.promises.said import promise_in, short
from extramile.desk.access import conversation_for
from extramile.desk.queries.talk import is_by
from extramile.people.models import Agent
from extramile.web.agent.acts import no, posted
from extramile.web.agent.forms import fault
from extramile.web.owed import DueForm, reads

# A promise stands in the last words, if anywhere: whoever pastes a novel is not read from its beginning.
_LAST = 2_000
_NAME = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class PromiseForm(DueForm):
    """What is promised, and until when. `key` keeps a form that is sent twice from being two promises."""

    what = forms.CharField(
        label=gettext_lazy("What"), max_length=300, error_messages={"required": gettext_lazy("Write what you promise.")}
    )
    key = forms.RegexField(_NAME, required=False)
    message = forms.RegexField(_NAME, required=False)


@posted
def found(request: HttpRequest, agent: Agent, conversation: int) -> HttpResponse | None:
    """The promise in what is being written: what, until when, and how that reads; 204 without one."""
    conversation_for(agent, conversation)
    said = promise_in(request.POST.get("text", "")[-_LAST:], now=timezone.localtime(clock.now()))
    if said is None:
        return None
    return JsonResponse(
        {"sentence": said.what, "what": short(said.what), "due": said.due.isoformat(), "reads": reads(said.due)}
    )


@posted
def reading(request: HttpRequest, agent: Agent, conversation: int) -> HttpResponse | None:
    """How a time in words, or a chosen one, reads; 204 while it is none."""
    conversation_for(agent, conversation)
    form = DueForm(request.POST)
    return JsonResponse({"reads": reads(form.cleaned_data["due"])}) if form.is_valid() else None


@posted
def make(request: HttpRequest, agent: Agent, conversation: int) -> HttpResponse:
    """Make a promise by hand, or one that stands in a message of the agent's own that has been sent."""
    talk = conversation_for(agent, conversation)
    form = PromiseForm(request.POST)
    if not form.is_valid():
        return no(fault(form))
    given = form.cleaned_data
    if given["message"] and not is_by(agent.pk, conversation, given["message"]):
        return no(_("The message with this promise has not been sent."))
    name = given["message"] or given["key"] or str(uuid7())
    made = promises.make(
        agent.pk, talk.customer_id, given["what"], given["due"], name=name, message=given["message"] or None,
        conversation=conversation,
    )  # fmt: skip
    undo = f"/customers/promises/{made.pk}/withdraw"
    return JsonResponse({"said": _("Promised: %(time)s.") % {"time": reads(made.due)}, "undo": undo})
