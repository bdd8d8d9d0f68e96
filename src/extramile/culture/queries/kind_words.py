"""What customers said to somebody: found where they were part of it, for their own eyes first. Kept nowhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import F

from extramile.base import text
from extramile.culture.gratitude import is_thanks
from extramile.culture.models import Passed
from extramile.customers.models import Act
from extramile.customers.models.act import Kind
from extramile.desk.access import inboxes_of
from extramile.desk.models import By, Conversation, Entry, Rating, Status, Type
from extramile.people.models import Agent

_TALKS = 300
_BEFORE = timedelta(days=90)
_LAST_LINES = 8
_MOST = 20
_WELL = 4
_TOLD = (Type.MESSAGE, Type.NOTE)


@dataclass(frozen=True, slots=True)
class KindWords:
    """A customer's words to somebody, and who else was part of it.

    `act` is where the customer let us share them, if they did; `passed`, whether this person lets the team read them.
    """

    conversation: int
    customer: str
    words: str
    day: date
    act: int | None = None
    passed: bool = False
    helpers: list[Agent] = field(default_factory=list)


def kind_words(agent: Agent, *, since: date) -> list[KindWords]:
    """What customers said since a day of solved conversations that this person held or wrote in, the newest first.

    Whoever left a note in a colleague's conversation was part of it, as the colleague was. 20 at most.
    """
    talks = _part_of(agent, since)
    found = [*_allowed(agent, talks, since), *_rated(talks), *_written(talks)]
    seen: set[tuple[str, str]] = set()
    told = []
    for one in sorted(found, key=lambda one: one.day, reverse=True):
        same = (one.customer, text.folded(" ".join(one.words.split()))[:120])
        if same not in seen and one.day >= since:
            seen.add(same)
            told.append(one)
    return _with_helpers(told[:_MOST], agent)


def _part_of(agent: Agent, since: date) -> dict[int, Conversation]:
    from_then = datetime.combine(since - _BEFORE, time.min, UTC)
    lately = Conversation.objects.filter(status=Status.RESOLVED, last_at__gte=from_then, inbox__in=inboxes_of(agent))
    talks = {one.pk: one for one in lately.select_related("customer").order_by("-last_at")[:_TALKS]}
    wrote = Entry.objects.filter(conversation__in=talks, agent=agent.pk, type__in=_TOLD)
    part = set(wrote.values_list("conversation", flat=True))
    return {pk: one for pk, one in talks.items() if one.assignee_id == agent.pk or pk in part}


def _allowed(agent: Agent, talks: Mapping[int, Conversation], since: date) -> list[KindWords]:
    """What a customer let us share comes first: the same words elsewhere are these."""
    of = {one.customer_id: one for one in sorted(talks.values(), key=lambda one: one.last_at)}
    said = Act.objects.filter(customer__in=of, kind=Kind.THANKS, day__gte=since).exclude(about="")
    acts = [act for act in said if act.day >= of[act.customer_id].opened_at.date()]
    passed = set(Passed.objects.filter(act__in=acts, agent=agent).values_list("act", flat=True))
    return [
        KindWords(of[act.customer_id].pk, _name(of[act.customer_id]), act.about, act.day, act.pk, act.pk in passed)
        for act in acts
    ]


def _rated(talks: Mapping[int, Conversation]) -> list[KindWords]:
    said = Rating.objects.filter(conversation__in=talks, stars__gte=_WELL).exclude(comment="")
    return [
        KindWords(talk, _name(talks[talk]), comment, at.date())
        for talk, comment, at in said.values_list("conversation", "comment", "changed")
    ]


def _written(talks: Mapping[int, Conversation]) -> list[KindWords]:
    last = Entry.objects.filter(conversation__in=talks, type=Type.MESSAGE, by=By.VISITOR)
    last = last.filter(said__gt=F("conversation__said") - _LAST_LINES)
    return [
        KindWords(talk, _name(talks[talk]), words, at.date())
        for talk, words, at in last.values_list("conversation", "text", "at")
        if is_thanks(words)
    ]


def _with_helpers(found: list[KindWords], but: Agent) -> list[KindWords]:
    talks = {one.conversation for one in found}
    wrote = Entry.objects.filter(conversation__in=talks, by=By.AGENT, type__in=_TOLD).exclude(agent=but.pk)
    part = defaultdict(set)
    for talk, who in wrote.values_list("conversation", "agent").distinct():
        part[talk].add(who)
    people = list(Agent.objects.filter(pk__in=set().union(*part.values()), is_active=True).order_by("name"))
    return [
        KindWords(
            one.conversation, one.customer, one.words, one.day, one.act, one.passed,
            [who for who in people if who.pk in part[one.conversation]],
        )
        for one in found
    ]  # fmt: skip


def _name(talk: Conversation) -> str:
    return talk.customer.name
