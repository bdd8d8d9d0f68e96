"""Moving customers on the ladder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date

from django.db import transaction
from django.db.models import F

from extramile.base import clock, events
from extramile.customers.events import CustomerChanged
from extramile.customers.ladder.alive import Parameters
from extramile.customers.ladder.rungs import Place, Rung, moved, place
from extramile.customers.models import Move, RungCount, Standing
from extramile.customers.queries.ladder import Bought, facts_of, parameters

_COLUMNS = ["rung", "since", "repeats", "first", "last", "alive", "computed"]
_TOLD = 20
Rule = Callable[[Standing, Place], Rung]


def facts_changed(customers: Iterable[int]) -> None:
    """Place customers anew after a purchase or an act. A fact moves nobody down. Runs in the caller's transaction."""
    place_all(customers, today=clock.now().date(), learned=parameters(), rule=_raised)


def night(customers: Iterable[int], *, today: date, learned: Parameters | None) -> None:
    """Place customers as a night does: up at once, down one rung at most, and only who went quiet.

    A second walk on the same day, as after an import, moves nobody down who came to their rung today.
    """

    def rule(standing: Standing, now: Place) -> Rung:
        before = Rung(standing.rung)
        return max(before, now.rung) if standing.since == today else moved(before, now)

    with transaction.atomic():
        place_all(customers, today=today, learned=learned, rule=rule)


def act_withdrawn(customer: int) -> None:
    """Place a customer anew of whom an act was told that was none. They go back to where their last rise found them,
    and no lower: where else they stand does not rest on it. Runs in the caller's transaction."""

    def rule(standing: Standing, now: Place) -> Rung:
        before = Rung(standing.rung)
        rises = Move.objects.filter(customer=customer, after=before, before__lt=before)
        rise = rises.order_by("-pk").first() if before >= Rung.ADVOCATE else None
        return max(now.rung, before if rise is None else Rung(rise.before))

    place_all([customer], today=clock.now().date(), learned=parameters(), rule=rule)


def _raised(standing: Standing, now: Place) -> Rung:
    return max(Rung(standing.rung), now.rung)


def place_all(customers: Iterable[int], *, today: date, learned: Parameters | None, rule: Rule) -> None:
    """Place customers by a rule, and keep their standings, moves and the counts of rungs in step."""
    facts = facts_of(set(customers), today)
    # Locked in order, so that two who place the same customers never wait for each other in a circle.
    known = Standing.objects.select_for_update().filter(pk__in=facts).order_by("pk").in_bulk()
    changed: list[Standing] = []
    moves: list[Move] = []
    for customer, (bought, advocacy) in facts.items():
        kept = known.get(customer) or Standing(customer_id=customer, rung=Rung.NOT_KNOWN)
        before = Rung(kept.rung)
        now = place(bought.history(today), advocacy, learned)
        after = rule(kept, now)
        if _write(kept, bought, Place(after, now.alive), today):
            changed.append(kept)
        if after is not before:
            moves.append(Move(customer_id=customer, day=today, before=before, after=after))
    # Django's bulk_update takes twenty times as long for the same rows.
    Standing.objects.bulk_create(changed, update_conflicts=True, unique_fields=["customer"], update_fields=_COLUMNS)
    Move.objects.bulk_create(moves)
    _count(moves)
    # Panels that are open on one of thousands, after an import or a night, are right again when they are opened anew.
    if len(moves) <= _TOLD:
        events.publish(*(CustomerChanged(move.customer_id) for move in moves))


def _write(kept: Standing, bought: Bought, now: Place, today: date) -> bool:
    alive = None if now.alive is None else round(now.alive, 3)
    wanted = (now.rung.value, bought.repeats, bought.first, bought.last, alive)
    if wanted == (kept.rung, kept.repeats, kept.first, kept.last, kept.alive):
        return False
    if kept.rung != now.rung.value:
        kept.since = today
    kept.rung, kept.repeats, kept.first, kept.last, kept.alive = wanted
    kept.computed = today
    return True


def _count(moves: Iterable[Move]) -> None:
    change: Counter[int] = Counter()
    for move in moves:
        change[move.after] += 1
        if move.before:
            change[move.before] -= 1
    for rung, by in sorted(change.items()):
        if by and not RungCount.objects.filter(rung=rung).update(n=F("n") + by):
            RungCount.objects.create(rung=rung, n=by)
