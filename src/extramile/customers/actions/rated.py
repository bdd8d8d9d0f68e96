"""What follows from a customer's rating: lines in their account, and acts of advocacy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from extramile.base import text
from extramile.base.clock import stamp
from extramile.customers.account.facts import RATED_ANEW, Fact
from extramile.customers.actions import account, acts
from extramile.customers.ladder.acts import WOULD_RECOMMEND, Kind
from extramile.customers.models import Customer, Line
from extramile.customers.queries.account import standing_or_taken_back
from extramile.customers.shapes import act_key

_WELL, _POORLY = 4, 2
_TURNS = 20


@dataclass(frozen=True, slots=True)
class Said:
    """A rating as of `at`: one to five stars, 0 to 10 or None, and `thanks`, the words that may be shared, or none."""

    stars: int
    recommend: int | None
    thanks: str
    at: datetime


def settle(customer: int, *, conversation: int, resolved: int, said: Callable[[], Said | None]) -> None:
    """Let a customer's account and acts say what a rating says now, whatever they said before.

    `said` is asked under the customer's lock: of two workers, the one with older news must not come last. Told twice,
    it changes nothing more. Raises Customer.DoesNotExist.
    """
    named = f"{conversation}:{resolved}"
    with transaction.atomic():
        Customer.objects.select_for_update(no_key=True).get(pk=customer)
        now = said()
        if now is None:
            return
        _stars(customer, conversation, named, now)
        _thanks(customer, conversation, named, now)
        key = f"recommends:{named}"
        if now.recommend is not None and now.recommend >= WOULD_RECOMMEND:
            acts.tell(customer, Kind.RECOMMENDS, key=key, day=now.at.date(), about=f"{now.recommend}/10")
        else:
            acts.take_back(key, reason=RATED_ANEW)


def _stars(customer: int, conversation: int, named: str, now: Said) -> None:
    fact = Fact.RATED_WELL if now.stars >= _WELL else Fact.RATED_POORLY if now.stars <= _POORLY else None
    # Each time has a key of its own: what was taken back stays so.
    there = standing_or_taken_back().filter(conversation=conversation, key__startswith=f"rated:{named}:")
    standing = dict(there.filter(reversal=None).values_list("key", "fact"))
    for key, before in standing.items():
        if before != fact:
            account.take_back(key, reason=RATED_ANEW)
    if fact is not None and fact not in standing.values():
        key, about = f"rated:{named}:{stamp(now.at)}", f"{now.stars}/5"
        account.record(customer, fact, key=key, at=now.at, about=about, conversation=conversation)


def _thanks(customer: int, conversation: int, named: str, now: Said) -> None:
    """Words that may be shared are an act, with a line beside it; other words are other thanks."""
    words = text.line(text.storable(now.thanks), acts.ABOUT) if now.stars >= _WELL else ""
    keys = {acts.line_key(act_key(key)): key for key in (f"thanks:{named}:{turn}" for turn in range(_TURNS))}
    told = {line.key: line for line in Line.objects.filter(key__in=keys).select_related("reversal")}
    standing = [line for line in told.values() if not hasattr(line, "reversal")]
    same = [line for line in standing if words and line.about == text.line(words, account.ABOUT)]
    for line in standing:
        if line not in same:
            acts.take_back(keys[line.key], reason=RATED_ANEW)
    free = [key for line, key in keys.items() if line not in told]
    if words and not same and free:
        day = now.at.date()
        acts.tell(customer, Kind.THANKS, key=free[0], day=day, about=words, conversation=conversation)
