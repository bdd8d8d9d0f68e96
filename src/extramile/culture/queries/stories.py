"""Reading stories: the newest, those that fit what one looks for, and those that the team chose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import reduce
from operator import and_

from django.db.models import Prefetch, Q, QuerySet

from extramile.base import text
from extramile.culture.models import Chosen, Story, Vote
from extramile.culture.queries.own_talks import known_of
from extramile.desk.anonymous import anonymous
from extramile.people.models import Agent

PAGE = 12
CANDIDATES = timedelta(days=14)
_WORDS = 8


@dataclass(frozen=True, slots=True)
class Shown:
    """A story as the team reads it: who made it happen, a customer's words if they may be shared, and who cheered."""

    story: Story
    quote: str
    helpers: list[Agent] = field(default_factory=list)
    cheered: list[Agent] = field(default_factory=list)
    weeks: list[date] = field(default_factory=list)


def page(*, words: str = "", before: int | None = None, most: int = PAGE) -> tuple[list[Shown], bool]:
    """`most` stories, the newest first, before a key if one is given, and whether there are more.

    With `words`, those in which each of them stands, in capitals or not, with accents or without.
    """
    found = Story.objects.filter(holding(words))
    if before is not None:
        found = found.filter(pk__lt=before)
    listed = shown(found.order_by("-pk")[: most + 1])
    return listed[:most], len(listed) > most


def holding(words: str, *, column: str = "found_by") -> Q:
    """A condition on a column of folded text: each of these words stands in it, eight at most."""
    return reduce(and_, (Q((f"{column}__contains", text.folded(word))) for word in words.split()[:_WORDS]), Q())


def shown(stories: Iterable[Story]) -> list[Shown]:
    """These stories as the team reads them; four queries for all of them."""
    if isinstance(stories, QuerySet):
        stories = stories.select_related("author", "quote__customer").prefetch_related(
            "helpers", Prefetch("cheered", Agent.objects.only("name")), "chosen"
        )
    return [
        Shown(
            story, quote_of(story), list(story.helpers.all()), list(story.cheered.all()),
            [one.week for one in story.chosen.all()],
        )
        for story in stories
    ]  # fmt: skip


def quote_of(story: Story) -> str:
    """The customer's words in a story, without whose they are; none when they are not to be shared any more."""
    if story.quote is None:
        return ""
    return anonymous([story.quote.about], known_of(story.quote.customer)).lines[0]


def candidates(today: date) -> list[Story]:
    """The stories of which the team chooses one: those of two weeks that were not chosen before, the newest first."""
    lately = Story.objects.filter(day__gt=today - CANDIDATES, chosen=None)
    return list(lately.only("title").order_by("-pk")[: 2 * PAGE])


def choice_of(agent: Agent, week: date) -> int | None:
    """The story that somebody would choose this week. For their own eyes."""
    return Vote.objects.filter(week=week, agent=agent).values_list("story", flat=True).first()


def chosen(*, since: date) -> Shown | None:
    """The story that the team chose last, in no week before `since`."""
    found = Chosen.objects.filter(week__gte=since).order_by("-week").values_list("story", flat=True).first()
    return next(iter(shown(Story.objects.filter(pk=found))), None) if found else None
