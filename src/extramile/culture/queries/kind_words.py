"""What customers said to somebody: found where they were part of it, for their own eyes first. Kept nowhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import F, QuerySet

from extramile.base import text
from extramile.base.ids import moment_of
from extramile.culture.gratitude import is_thanks
from extramile.culture.models import Passed
from extramile.customers.models import Act
from extramile.customers.models.act import Kind
from extramile.desk.access import inboxes_of
from extramile.desk.models import By, Conversation, Entry, Rating, Status, Type
from extramile.people.models import Agent

_TALKS, _AT_ONCE = 300, 100
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

    @property
    def said(self) -> tuple[str, str]:
        """Who said what: the same words are found in a rating as in the message."""
        return self.customer, text.folded(" ".join(self.words.split()))[:120]


@dataclass(frozen=True, slots=True)
class _Talk:
    pk: int
    customer: int
    name: str
    opened: datetime


def kind_words(agent: Agent, *, since: date) -> list[KindWords]:
    """What customers said since a day of solved conversations that this person held or wrote in, the newest first.

    Whoever left a note in a colleague's conversation was part of it, as the colleague was. 20 at most.
    """
    newest = _newest(agent, since)
    talks = _part_of(agent, newest)
    found = [*_allowed(agent, talks, newest, since), *_rated(talks, newest), *_written(talks, newest)]
    seen: set[tuple[str, str]] = set()
    told: list[KindWords] = []
    for one in sorted(found, key=lambda one: one.day, reverse=True):
        if len(told) == _MOST or one.day < since:
            break
        if one.said not in seen:
            seen.add(one.said)
            told.append(one)
    return _with_helpers(told, agent)


def _newest(agent: Agent, since: date) -> QuerySet[Conversation]:
    # Asked for within other questions, and not by a list of 300 keys: Django takes longer over that than the database.
    from_then = datetime.combine(since - _BEFORE, time.min, UTC)
    lately = Conversation.objects.filter(status=Status.RESOLVED, last_at__gte=from_then, inbox__in=inboxes_of(agent))
    return lately.order_by("-last_at")[:_TALKS]


def _part_of(agent: Agent, newest: QuerySet[Conversation]) -> dict[int, _Talk]:
    wrote = Entry.objects.filter(conversation__in=newest.values("pk"), agent=agent.pk, type__in=_TOLD)
    part = set(wrote.values_list("conversation", flat=True).distinct())
    columns = ("pk", "customer", "customer__name", "opened_at", "assignee")
    return {
        pk: _Talk(pk, customer, name, opened)
        for pk, customer, name, opened, assignee in newest.values_list(*columns)
        if assignee == agent.pk or pk in part
    }


def _allowed(agent: Agent, talks: Mapping[int, _Talk], newest: QuerySet[Conversation], since: date) -> list[KindWords]:
    """What a customer let us share comes first: the same words elsewhere are these."""
    of = {one.customer: one for one in reversed(list(talks.values()))}
    said = Act.objects.filter(customer__in=newest.values("customer"), kind=Kind.THANKS, day__gte=since)
    theirs = [(act, of[act.customer_id]) for act in said.exclude(about="") if act.customer_id in of]
    told = [(act, one) for act, one in theirs if act.day >= one.opened.date()]
    passed = set(Passed.objects.filter(act__in=[act for act, _ in told], agent=agent).values_list("act", flat=True))
    return [KindWords(one.pk, one.name, act.about, act.day, act.pk, act.pk in passed) for act, one in told]


def _rated(talks: Mapping[int, _Talk], newest: QuerySet[Conversation]) -> list[KindWords]:
    said = Rating.objects.filter(conversation__in=newest.values("pk"), stars__gte=_WELL).exclude(comment="")
    return [
        KindWords(talk, talks[talk].name, comment, at.date())
        for talk, comment, at in said.values_list("conversation", "comment", "changed")
        if talk in talks
    ]


def _written(talks: Mapping[int, _Talk], newest: QuerySet[Conversation]) -> list[KindWords]:
    last = Entry.objects.filter(conversation__in=newest.values("pk"), type=Type.MESSAGE, by=By.VISITOR)
    last = last.filter(said__gt=F("conversation__said") - _LAST_LINES).order_by("-pk")
    found: dict[tuple[str, str], KindWords] = {}
    for talk, words, key in last.values_list("conversation", "text", "pk").iterator(chunk_size=_AT_ONCE):
        if talk in talks and is_thanks(words):
            one = KindWords(talk, talks[talk].name, words, moment_of(key).date())
            found.setdefault(one.said, one)
            # What was said before is not among the newest either.
            if len(found) == _MOST:
                break
    return list(found.values())


def _with_helpers(found: list[KindWords], but: Agent) -> list[KindWords]:
    talks = {one.conversation for one in found}
    wrote = Entry.objects.filter(conversation__in=talks, by=By.AGENT, type__in=_TOLD).exclude(agent=but.pk)
    part = defaultdict(set)
    for talk, who in wrote.values_list("conversation", "agent").distinct():
        part[talk].add(who)
    active = Agent.objects.filter(pk__in=set().union(*part.values()), is_active=True)
    people = list(active.only("name").order_by("name"))
    return [
        KindWords(
            one.conversation, one.customer, one.words, one.day, one.act, one.passed,
            [who for who in people if who.pk in part[one.conversation]],
        )
        for one in found
    ]  # fmt: skip
