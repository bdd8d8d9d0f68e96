"""Reading game plans."""

from __future__ import annotations

import threading
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, QuerySet

from extramile.desk.lookup import Lookup
from extramile.desk.models import GamePlan, PlanVersion

STALE = timedelta(days=180)
_FITS = 0.12
_lock = threading.Lock()
_kept: tuple[object, Lookup] | None = None


@dataclass(frozen=True, slots=True)
class Shelf:
    """Cards as they stand on the page: published ones by title, those that want a look, and drafts."""

    published: list[GamePlan]
    stale: list[GamePlan]
    drafts: list[GamePlan]


class NotThere(LookupError):
    """No such card."""


def shelf(today: date) -> Shelf:
    """All cards."""
    found = list(GamePlan.objects.select_related("owner"))
    out = [plan for plan in found if plan.published]
    return Shelf(out, [plan for plan in out if is_stale(plan, today)], [plan for plan in found if not plan.published])


def is_stale(plan: GamePlan, today: date) -> bool:
    """Whether a card wants a look: nobody has for 180 days, or it failed more often than it helped."""
    return plan.checked <= today - STALE or plan.missed > max(2, plan.helped)


def plan(pk: int) -> GamePlan:
    """One card. Raises NotThere."""
    found = GamePlan.objects.select_related("owner").filter(pk=pk).first()
    if found is None:
        raise NotThere(pk)
    return found


def versions(pk: int) -> list[PlanVersion]:
    """What a card said before, the newest first; fifty at most."""
    return list(PlanVersion.objects.filter(plan=pk).order_by("-pk")[:50])


def fitting(text: str, *, most: int = 3) -> list[GamePlan]:
    """The published cards that fit a message or a few typed words, the best first; none that fit badly."""
    found = _lookup().find(text, most=most, at_least=_FITS)
    cards = GamePlan.objects.filter(published__isnull=False).in_bulk([one.card for one in found])
    return [cards[one.card] for one in found if one.card in cards]


def published(pks: Collection[int]) -> list[GamePlan]:
    """Those of these cards that everybody has and that say what to do, by title."""
    return list(_telling().filter(pk__in=pks)) if pks else []


def published_of(pks: Collection[int]) -> list[int]:
    """Which of these cards everybody has, and say what to do."""
    return list(_telling().filter(pk__in=pks).values_list("pk", flat=True)) if pks else []


def published_beyond(pks: Collection[int], *, most: int) -> list[int]:
    """Which cards everybody has beside these, and say what to do: the oldest first, `most` at most."""
    return list(_telling().exclude(pk__in=pks).order_by("pk").values_list("pk", flat=True)[:most])


def _telling() -> QuerySet[GamePlan]:
    return GamePlan.objects.filter(published__isnull=False).exclude(first_words="", steps="")


def _lookup() -> Lookup:
    global _kept
    now = GamePlan.objects.filter(published__isnull=False).aggregate(n=Count("pk"), changed=Max("changed"))
    mark = (now["n"], now["changed"])
    with _lock:
        if _kept is None or _kept[0] != mark:
            cards = GamePlan.objects.filter(published__isnull=False)
            texts = cards.values_list("pk", "title", "situation", "first_words")
            _kept = (mark, Lookup((pk, f"{title}\n{title}\n{when}\n{words}") for pk, title, when, words in texts))
        return _kept[1]
