"""Reading Mondays: the one of a week, those before it, and which come."""

from __future__ import annotations

from datetime import date, datetime

from extramile.culture.models import Monday, NoLetter, OwnIdea, Scheduled, Sequence
from extramile.culture.monday.ideas import Idea, authored
from extramile.culture.weeks import WEEK, week_for
from extramile.people.models import Agent

_BEFORE = 52


def monday_for(local: datetime) -> Monday | None:
    """The idea of the week it is for somebody, by the clock on their wall."""
    return Monday.objects.filter(week=week_for(local)).select_related("thread").first()


def mondays(*, until: date) -> list[Monday]:
    """The ideas of a year of weeks up to one, the newest first."""
    return list(Monday.objects.filter(week__lte=until).order_by("-week")[:_BEFORE])


def wants_letters(agent: Agent) -> bool:
    """Whether somebody has Monday's idea by mail."""
    return not NoLetter.objects.filter(agent=agent).exists()


def ideas() -> list[Idea]:
    """Every idea there is, in the order in which they come."""
    own = [own_idea(one) for one in OwnIdea.objects.order_by("-pk")]
    every = {one.key: one for one in (*own, *authored())}
    keys: list[str] = next(iter(Sequence.objects.filter(pk=1).values_list("keys", flat=True)), [])
    first = [every.pop(key) for key in keys if key in every]
    return [*first, *every.values()]


def own_idea(one: OwnIdea) -> Idea:
    """A company's own idea as all others are."""
    return Idea(f"own:{one.pk}", one.title, one.words, one.question, own=one.pk)


def coming(week: date, *, weeks: int) -> list[tuple[date, Idea, bool]]:
    """What comes in so many weeks from one on, as far as it is known now, and whether it was meant for that week.

    An idea that nobody has had yet comes first, then the one whose last time is longest ago.
    """
    every = ideas()
    last = dict(Monday.objects.order_by("week").values_list("key", "week"))
    meant = dict(Scheduled.objects.filter(week__gte=week).values_list("week", "key"))
    known = {one.key: one for one in every}
    found = []
    for place in range(weeks):
        now = week + place * WEEK
        chosen = known.get(meant.get(now, ""))
        free = [one for one in every if one.key not in meant.values()] or every
        idea = chosen or min(free, key=lambda one: last.get(one.key, date.min))
        last[idea.key] = now
        found.append((now, idea, chosen is not None))
    return found
