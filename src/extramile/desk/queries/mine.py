"""Conversations of one's own, and what in them gives somebody away: asked by their agent, for their own practice."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from extramile.base import text
from extramile.customers.models import Attribute, Identity
from extramile.customers.models.identity import Kind
from extramile.desk.access import NotThere, conversation_for, inboxes_of
from extramile.desk.anonymous import Known
from extramile.desk.models import Conversation, Entry, Status, Type
from extramile.people.models import Agent

_MOST = 20
_LINES = 200
_TELLING = 5  # characters
_HIGHEST = 2**63 - 1
_WORD = re.compile(r"\w+")


class NotMine(LookupError):
    """No such conversation, not this agent's to see, or one that they neither hold nor wrote in."""


def lately(agent: Agent) -> list[Conversation]:
    """The conversations that somebody holds or held when they were resolved, the newest first; twenty of each."""
    found: list[Conversation] = []
    for status in (Status.OPEN, Status.RESOLVED):
        held = Conversation.objects.filter(assignee=agent.pk, status=status, seq__gt=0).select_related("customer")
        found += held.order_by("-last_at", "-pk")[:_MOST]
    return sorted(found, key=lambda one: one.last_at, reverse=True)


def mine(agent: Agent, conversation: int) -> tuple[Conversation, list[Entry]]:
    """A conversation that somebody holds or has written in, and its last 200 messages in order. Raises NotMine."""
    try:
        found = conversation_for(agent, min(conversation, _HIGHEST))
    except NotThere as error:
        raise NotMine from error
    said = Entry.objects.filter(conversation=found, type=Type.MESSAGE)
    if found.assignee_id != agent.pk and not said.filter(agent=agent.pk).exists():
        raise NotMine
    return found, list(said.order_by("-seq")[:_LINES])[::-1]


def own_words(agent: Agent, *, most: int) -> list[Entry]:
    """What somebody wrote last to customers, in conversations that they hold or held, the newest first."""
    talks = [one.pk for one in lately(agent)]
    said = Entry.objects.filter(conversation__in=talks, agent=agent.pk, type=Type.MESSAGE)
    return list(said.select_related("conversation__customer").order_by("-pk")[:most])


def seen_of(agent: Agent, talks: Collection[int]) -> dict[int, Conversation]:
    """Those of these conversations that are there and that somebody may see, by number."""
    found = (
        Conversation.objects.filter(pk__in=talks, inbox__in=inboxes_of(agent)) if talks else Conversation.objects.none()
    )
    return {one.pk: one for one in found.select_related("customer")}


def known_in(talk: Conversation, said: Sequence[Entry]) -> list[Known]:
    """What is known of the customer of a conversation, who else wrote in it, and who of the company it names, each with
    its stand-in."""
    customer = talk.customer
    mails = Identity.objects.filter(customer=customer, kind=Kind.EMAIL).values_list("value", flat=True)
    details = Attribute.objects.filter(customer=customer).values_list("value", flat=True)
    found = [(name, _("[name]")) for name in (customer.name, *(one.author for one in said), *_colleagues_in(said))]
    found += [(mail, _("[mail address]")) for mail in (customer.email, *mails)]
    found += [(customer.phone, _("[phone number]")), (customer.place, _("[place]"))]
    # Of what else is known, short words and small numbers say nothing of anybody.
    found += [(value, _("[detail]")) for value in details if len(value) > _TELLING]
    return [Known(words, stand_in) for words, stand_in in dict(found).items() if words.strip()]


def _colleagues_in(said: Sequence[Entry]) -> list[str]:
    named = set(_WORD.findall(text.folded("\n".join(one.text for one in said))))
    names = Agent.objects.values_list("name", flat=True)
    return [name for name in names if not named.isdisjoint(_WORD.findall(text.folded(name)))]
