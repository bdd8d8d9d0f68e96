"""Monday's letters: one to each person and week, at eight where they are, and late rather than twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.conf import settings
from django.core import signing

from extramile.base import clock, turned
from extramile.culture.actions.mondays import begin
from extramile.culture.models import Letter, NoLetter
from extramile.culture.weeks import EIGHT, WEEK, letters_week, week_at, zone_of
from extramile.people.models import Agent

_KEPT = 2 * WEEK
_SALT = "extramile.culture.letters"


def look(send: Callable[[int, int], object]) -> None:
    """Give this week's idea, and take the next turn of every letter that is due: `send` queues the job for it.

    Any number of processes may look at once.
    """
    now = clock.now()
    begin(week_at(now))
    # Each letter has a link that stops it, and a link needs an address.
    if settings.CONFIG.url:
        _make(now)
        _take_turns(now, send)


def claim(letter: int, turn: int) -> Letter | None:
    """The letter, when this turn is its newest and nobody has begun it, and it may still go; once."""
    if not turned.claim(Letter.objects.all(), letter, turn):
        return None
    found = Letter.objects.select_related("agent").get(pk=letter)
    local = clock.now().astimezone(zone_of(found.agent.time_zone))
    stopped = NoLetter.objects.filter(agent=found.agent).exists() or not found.agent.is_active
    if stopped or letters_week(local) != found.week:
        turned.let_be(Letter.objects.all(), letter)
        return None
    return found


def token_for(agent: int) -> str:
    """What stands in the link by which somebody stops their letters, without signing in. It opens nothing else."""
    return signing.Signer(salt=_SALT).sign(str(agent))


def agent_of_token(token: str) -> int | None:
    """Whose letters a link stops; None when it is not one of ours."""
    try:
        return int(signing.Signer(salt=_SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        return None


def _make(now: datetime) -> None:
    for week, zones in _open_weeks(now).items():
        for name in zones:
            there = Letter.objects.filter(week=week).values("agent")
            # Whoever came after it went to the others begins with the next one.
            began = datetime.combine(week, EIGHT, zone_of(name))
            people = Agent.objects.filter(is_active=True, time_zone=name, joined_at__lt=began, no_letter=None)
            new = people.exclude(pk__in=there).values_list("pk", flat=True)[: turned.AT_ONCE]
            Letter.objects.bulk_create([Letter(week=week, agent_id=pk, due=now) for pk in new], ignore_conflicts=True)


def _open_weeks(now: datetime) -> dict[date, list[str]]:
    named = Agent.objects.filter(is_active=True).order_by().values_list("time_zone", flat=True).distinct()
    found: dict[date, list[str]] = {}
    for name in named:
        week = letters_week(now.astimezone(zone_of(name)))
        if week is not None:
            found.setdefault(week, []).append(name)
    return found


def _take_turns(now: datetime, send: Callable[[int, int], object]) -> None:
    Letter.objects.filter(week__lt=now.date() - _KEPT).delete()
    turned.take(Letter.objects.filter(week__gt=now.date() - WEEK), now, send)
