"""Occasions to thank somebody: what happened lately that others may know of. An offer, and no list of people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Subquery

from extramile.base import clock
from extramile.culture.models import Passed, Story, Thanks
from extramile.customers.models import Step
from extramile.customers.models.promise import Kind
from extramile.people.models import Agent

_LATELY = timedelta(days=14)
_EACH = 8
_NEWEST = 2_000


class Why(StrEnum):
    """What happened."""

    WORDS = "words"
    STORY = "story"
    HELPED = "helped"
    EARLY = "early"


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something that somebody did, what it was in words, and on which day. `key` names it for good."""

    key: str
    why: Why
    who: int
    name: str
    what: str
    day: date


def occasions(lead: Agent) -> list[Occasion]:
    """What happened in two weeks, the newest first, but for what the lead did themselves or has thanked for since."""
    since = clock.now().date() - _LATELY
    thanked = Thanks.objects.filter(giver=lead, day__gte=since).values_list("to", "day")
    last = dict(thanked.order_by("day"))
    found = [*_words(since), *_stories(since), *_early()]
    told = [one for one in found if one.who != lead.pk and one.day > last.get(one.who, date.min)]
    return sorted(told, key=lambda one: (one.day, one.key), reverse=True)


def _words(since: date) -> Iterator[Occasion]:
    """What customers let us share, and people let the team read."""
    rows = Passed.objects.filter(day__gte=since, agent__is_active=True).select_related("act", "agent")
    for one in rows.order_by("-pk")[:_EACH]:
        yield Occasion(f"words {one.pk}", Why.WORDS, one.agent.pk, one.agent.name, one.act.about, one.day)


def _stories(since: date) -> Iterator[Occasion]:
    """What the team told: who told it, and who helped."""
    rows = Story.objects.filter(day__gte=since).select_related("author").prefetch_related("helpers")
    for one in rows.order_by("-pk")[:_EACH]:
        if one.author and one.author.is_active:
            yield Occasion(f"story {one.pk}", Why.STORY, one.author.pk, one.author.name, one.title, one.day)
        for helper in one.helpers.all():
            if helper.is_active:
                key = f"helped {one.pk} {helper.pk}"
                yield Occasion(key, Why.HELPED, helper.pk, helper.name, one.title, one.day)


def _early() -> Iterator[Occasion]:
    """Promises that were kept an hour or more before their time."""
    rows = Step.objects.filter(kind=Kind.KEPT, at__gte=clock.now() - _LATELY, undoing=None, late=False)
    # Steps are found by their promise: among the newest of them, or it were a walk through those of years.
    rows = rows.filter(pk__gt=Subquery(Step.objects.order_by("-pk").values("pk")[:1]) - _NEWEST)
    newest = list(rows.select_related("promise").order_by("-pk")[:_EACH])
    people = Agent.objects.in_bulk({one.by for one in newest if one.by})
    for one in newest:
        who = people.get(one.by or 0)
        if who and who.is_active and one.early:
            yield Occasion(f"early {one.pk}", Why.EARLY, who.pk, who.name, one.promise.what, one.at.date())
