"""Moving customers on the ladder."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

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

_COLUMNS = ["rung", "since", "repeats", "first", "last", "alive", "acts", "public", "referrals", "sign", "computed"]
Rule = Callable[[Standing, Place], Rung]


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

    def rule(standing: Standing, now: Place) -> Rung:
        return max(_raised(standing, now), rung)

    place_all([customer], today=clock.now().date(), learned=parameters(), rule=rule)


def rung_of(customer: int) -> Rung:
    """Where a customer stands."""
    return Rung(Standing.objects.filter(pk=customer).values_list("rung", flat=True).first() or Rung.NOT_KNOWN)


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
        if _write(kept, bought, advocacy, Place(after, now.alive), today):
            changed.append(kept)
        if after is not before:
            day = _day((before, after), today, bought, advocacy)
            moves.append(Move(customer_id=customer, day=day, before=before, after=after))
    put(changed, over=_COLUMNS)
    keep(moves)


def _day(move: tuple[Rung, Rung], today: date, bought: Bought, advocacy: Advocacy) -> date:
    """Customers come up by what they did last, whenever we hear of it; and down by silence, which ends with today."""
    before, after = move
    return today if after < before else min(today, max(bought.last, advocacy.last or bought.last))


def _write(kept: Standing, bought: Bought, advocacy: Advocacy, now: Place, today: date) -> bool:
    alive = None if now.alive is None else round(now.alive, 3)
    wanted = {
        "rung": now.rung.value, "repeats": bought.repeats, "first": bought.first, "last": bought.last, "alive": alive,
        "acts": advocacy.acts, "public": advocacy.public, "referrals": advocacy.referrals,
        "sign": sign(now.rung, repeats=bought.repeats, alive=alive, advocacy=advocacy).value,
    }  # fmt: skip
    if all(getattr(kept, name) == value for name, value in wanted.items()):
        return False
    if kept.rung != now.rung.value:
        kept.since = today
    for name, value in wanted.items():
        setattr(kept, name, value)
    kept.computed = today
    return True
