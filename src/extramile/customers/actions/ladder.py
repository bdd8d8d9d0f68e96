"""Moving customers on the ladder."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef

from extramile.base import clock, events
from extramile.customers.actions.many import put
from extramile.customers.actions.moves import TOLD, keep
from extramile.customers.events import CustomerChanged
from extramile.customers.ladder.alive import Parameters
from extramile.customers.ladder.rungs import Advocacy, Place, Rung, moved, place
from extramile.customers.ladder.signs import sign
from extramile.customers.models import Move, Purchase, Standing
from extramile.customers.queries.ladder import Bought, facts_of, parameters

_FACTS = ("rung", "repeats", "first", "last", "alive", "acts", "public", "referrals", "sign")
_COLUMNS = (*_FACTS, "since", "computed")


class Stood(NamedTuple):
    """Where a customer stood before, and since when; not known since no day."""

    rung: Rung
    since: date | None


Rule = Callable[[Stood, Place], Rung]


def facts_changed(customers: Iterable[int]) -> None:
    """Place customers anew after a purchase or an act, and tell the desks that show one of a few. A fact moves nobody
    down. Runs in the caller's transaction."""
    those = set(customers)
    place_all(those, today=clock.now().date(), learned=parameters(), rule=_raised)
    if len(those) <= TOLD:
        events.publish(*map(CustomerChanged, sorted(those)))


def night(customers: Iterable[int], *, today: date, learned: Parameters | None) -> None:
    """Place customers as a night does: up at once, down one rung at most, and only who went quiet.

    A second walk on the same day, as after an import, moves nobody down who came to their rung today.
    """

    def rule(stood: Stood, now: Place) -> Rung:
        return max(stood.rung, now.rung) if stood.since == today else moved(stood.rung, now)

    with transaction.atomic():
        place_all(customers, today=today, learned=learned, rule=rule)


def act_withdrawn(customer: int) -> None:
    """Place a customer anew of whom an act was told that was none. They go back to where their last rise found them,
    and no lower: where else they stand does not rest on it. Runs in the caller's transaction."""

    def rule(stood: Stood, now: Place) -> Rung:
        before = stood.rung
        rises = Move.objects.filter(customer=customer, after=before, before__lt=before)
        rise = rises.order_by("-pk").first() if before >= Rung.ADVOCATE else None
        return max(now.rung, before if rise is None else Rung(rise.before))

    place_all([customer], today=clock.now().date(), learned=parameters(), rule=rule)


def facts_gone(customers: Iterable[int]) -> None:
    """Place customers anew after purchases were taken back: by what is left alone, as if the others had never been
    told. Who has none left stands on no rung. Runs in the caller's transaction.
    """
    wanted, today = set(customers), clock.now().date()
    place_all(wanted, today=today, learned=parameters(), rule=lambda _, now: now.rung)
    left = Standing.objects.filter(pk__in=wanted).exclude(Exists(Purchase.objects.filter(customer=OuterRef("pk"))))
    moves = [Move(customer_id=one.pk, day=today, before=one.rung, after=Rung.NOT_KNOWN) for one in left]
    left.delete()
    keep(moves)


def stand_at_least(customer: int, rung: Rung) -> None:
    """Place a customer who has the facts of two now, no lower than either stood. Runs in the caller's transaction."""

    def rule(stood: Stood, now: Place) -> Rung:
        return max(_raised(stood, now), rung)

    place_all([customer], today=clock.now().date(), learned=parameters(), rule=rule)


def rung_of(customer: int) -> Rung:
    """Where a customer stands."""
    return Rung(Standing.objects.filter(pk=customer).values_list("rung", flat=True).first() or Rung.NOT_KNOWN)


def _raised(stood: Stood, now: Place) -> Rung:
    return max(stood.rung, now.rung)


def place_all(customers: Iterable[int], *, today: date, learned: Parameters | None, rule: Rule) -> None:
    """Place customers by a rule, and keep their standings, moves and the counts of rungs in step."""
    facts = facts_of(set(customers), today)
    known = _standing(facts)
    changed: list[tuple[Any, ...]] = []
    moves: list[Move] = []
    for customer, (bought, advocacy) in facts.items():
        kept, stood = known.get(customer, _NOWHERE)
        now = place(bought.history(today), advocacy, learned)
        after = rule(stood, now)
        row = _row(after, bought, advocacy, now.alive)
        if row != kept:
            changed.append((customer, *row, stood.since if after is stood.rung else today, today))
        if after is not stood.rung:
            day = _day((stood.rung, after), today, bought, advocacy)
            moves.append(Move(customer_id=customer, day=day, before=stood.rung, after=after))
    put(Standing, ("customer_id", *_COLUMNS), changed, over=_COLUMNS)
    keep(moves)


_NOWHERE = ((), Stood(Rung.NOT_KNOWN, None))


def _standing(customers: Collection[int]) -> dict[int, tuple[tuple[Any, ...], Stood]]:
    """What is kept of each of these, and where that says they stand. Locked in order of id, so that two who place the
    same customers never wait for each other in a circle."""
    kept = Standing.objects.select_for_update().filter(pk__in=customers).order_by("pk")
    rows = kept.values_list("pk", *_FACTS, "since")
    return {pk: (tuple(facts), Stood(Rung(facts[0]), since)) for pk, *facts, since in rows}


def _day(move: tuple[Rung, Rung], today: date, bought: Bought, advocacy: Advocacy) -> date:
    """Customers come up by what they did last, whenever we hear of it; and down by silence, which ends with today."""
    before, after = move
    return today if after < before else min(today, max(bought.last, advocacy.last or bought.last))


def _row(rung: Rung, bought: Bought, advocacy: Advocacy, alive: float | None) -> tuple[Any, ...]:
    """What is kept of where a customer stands and why, in the order of _FACTS."""
    alive = None if alive is None else round(alive, 3)
    what = sign(rung, repeats=bought.repeats, alive=alive, advocacy=advocacy)
    did = advocacy.acts, advocacy.public, advocacy.referrals
    return (rung.value, bought.repeats, bought.first, bought.last, alive, *did, what.value)
