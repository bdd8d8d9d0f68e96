"""The story of the week: each has one vote, and only what the team chose is kept of them."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from extramile.base import clock
from extramile.culture import access
from extramile.culture.models import Chosen, Story, Vote
from extramile.culture.queries.stories import CANDIDATES
from extramile.culture.weeks import week_at
from extramile.people.models import Agent


class NotToChoose(ValueError):
    """The team has chosen this story before, or it is too old."""


def choose(actor: Agent, story: int, *, on: bool = True) -> None:
    """Give one's vote of this week to a story, wherever it was before, or take it back.

    Raises access.NotThere or NotToChoose.
    """
    now = clock.now()
    with transaction.atomic():
        found, week = access.story_for(story), week_at(now)
        if not on:
            Vote.objects.filter(week=week, agent=actor, story=found).delete()
            return
        if found.chosen.exists() or found.day <= now.date() - CANDIDATES:
            raise NotToChoose
        Vote.objects.update_or_create(week=week, agent=actor, defaults={"story": found})


def count_what_is_over() -> None:
    """Keep what the team chose in weeks that are over, and forget who would have chosen what.

    Of two with as many votes it is the one that was told first. May run in several processes at once.
    """
    over = Vote.objects.filter(week__lt=week_at(clock.now())).order_by("week").values_list("week", flat=True)
    for week in over.distinct():
        _count(week)


def _count(week: date) -> None:
    with transaction.atomic():
        votes = list(
            Vote.objects.select_for_update().filter(week=week, agent__is_active=True).values_list("story", flat=True)
        )
        there = Story.objects.filter(pk__in=votes, chosen=None).order_by("pk").values_list("pk", flat=True)
        best = max(there, key=votes.count, default=None)
        if best is not None:
            Chosen.objects.get_or_create(week=week, defaults={"story_id": best})
        Vote.objects.filter(week=week).delete()
