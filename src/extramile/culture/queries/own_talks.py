"""Somebody's own conversations, as far as a story needs them."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from extramile.base import text
from extramile.culture.models import Story
from extramile.customers.models import Act, Customer
from extramile.customers.models.act import Kind
from extramile.desk.anonymous import Known
from extramile.desk.models import By, Conversation, Entry, Status, Type
from extramile.desk.queries.talk import latest
from extramile.desk.shapes import EntryShape
from extramile.people.models import Agent
from extramile.people.queries import roster

_LATELY = 8
_QUOTES = 6
_LINES = 60


def lately(agent: Agent) -> list[Conversation]:
    """The conversations that somebody solved last and has told no story of, the newest first."""
    told = Story.objects.filter(author=agent, conversation__isnull=False).values("conversation")
    found = Conversation.objects.filter(assignee=agent, status=Status.RESOLVED).exclude(pk__in=told)
    return list(found.select_related("customer").order_by("-last_at")[:_LATELY])


def known_of(customer: Customer) -> list[Known]:
    """What is known of a customer, and what stands in its place wherever the team reads it."""
    them = _("the customer")
    known = [(customer.name, them), (customer.email, _("[mail address]")), (customer.phone, _("[phone number]"))]
    return [Known(words, stand_in) for words, stand_in in [*known, (customer.place, _("[place]"))] if words]


def colleagues() -> list[Known]:
    """Everybody's name, and what stands in its place where nobody of the company is to be named."""
    named = [one.name for one in roster()]
    firsts = [text.first_name(name) for name in named]
    return [Known(name, _("a colleague")) for name in [*named, *firsts]]


def messages_of(conversation: Conversation) -> list[EntryShape]:
    """What was said in a conversation, the newest 60 lines of it, in order."""
    return [entry for entry in latest(conversation) if entry.type == Type.MESSAGE][-_LINES:]


def helpers_in(conversation: Conversation, *, but: int) -> list[Agent]:
    """Who of the company wrote in a conversation, a note or to the customer, or holds it; by name."""
    wrote = Entry.objects.filter(conversation=conversation, by=By.AGENT, type__in=(Type.MESSAGE, Type.NOTE))
    people = {*wrote.exclude(agent=None).values_list("agent", flat=True).distinct(), conversation.assignee_id} - {but}
    return list(Agent.objects.filter(pk__in=[one for one in people if one], is_active=True).order_by("name"))


def shareable(customer: int) -> list[Act]:
    """The words of a customer that they let us share, the newest first."""
    return list(
        Act.objects.filter(customer=customer, kind=Kind.THANKS).exclude(about="").order_by("-day", "-pk")[:_QUOTES]
    )


def borrowed(words: str, said: Sequence[EntryShape]) -> str:
    """The customer's own words in somebody's telling: the first eight in a row that are theirs, or none."""
    spoken = [_words(line.text) for line in said if line.by == By.VISITOR]
    theirs = {tuple(line[at : at + _RUN]) for line in spoken for at in range(len(line) - _RUN + 1)}
    told = words.split()
    plain = [text.folded(word).strip(_MARKS) for word in told]
    for at in range(len(plain) - _RUN + 1):
        if tuple(plain[at : at + _RUN]) in theirs:
            return " ".join(told[at : at + _RUN])
    return ""


_RUN = 8
_MARKS = ".,;:!?…“”\"'’‘()[]–—-"


def _words(line: str) -> list[str]:
    return [text.folded(word).strip(_MARKS) for word in line.split()]
