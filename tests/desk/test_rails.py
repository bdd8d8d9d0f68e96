"""Guard rails: what each says to a gesture, and which of them cannot both be meant."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from extramile.customers.ladder.rungs import Rung
from extramile.desk.mile.clashes import Why, clash
from extramile.desk.mile.rails import Case, Kind, Rail, Rule, first_no

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
GIFT, REFUND, TIME = Kind.GIFT, Kind.REFUND, Kind.TIME
LOYAL, ADVOCATE, ONE_TIME = Rung.LOYAL, Rung.ADVOCATE, Rung.ONE_TIME
SHOP, REPAIRS = 1, 2


def rail(
    rule: Rule, *kinds: Kind, inbox: int | None = None, amount: int = 0, days: int = 0, rungs: object = ()
) -> Rail:
    return Rail(None, rule, frozenset(kinds), inbox, amount, days, frozenset(rungs), "Offer a repair")  # type: ignore[call-overload]


def case(
    kind: Kind = GIFT, *, amount: int = 500, inbox: int = SHOP, rung: Rung = LOYAL, days: float | None = None
) -> Case:
    lately = {} if days is None else {GIFT: NOW - timedelta(days=days)}
    return Case(kind, amount, inbox, rung, lately, NOW)


@pytest.mark.parametrize(
    ("said", "asked", "no"),
    [
        (rail(Rule.MOST, amount=500), case(amount=500), False),
        (rail(Rule.MOST, amount=500), case(amount=501), True),
        (rail(Rule.MOST, REFUND, amount=500), case(amount=501), False),
        (rail(Rule.MOST, amount=500, inbox=REPAIRS), case(amount=501), False),
        (rail(Rule.KINDS, TIME, REFUND), case(), True),
        (rail(Rule.KINDS, TIME, REFUND, inbox=REPAIRS), case(), False),
        (rail(Rule.KINDS, GIFT), case(), False),
        (rail(Rule.APART, days=30), case(days=29.9), True),
        (rail(Rule.APART, days=30), case(days=30.1), False),
        (rail(Rule.APART, days=30), case(), False),
        (rail(Rule.APART, GIFT, days=30), case(TIME, days=1), False),
        (rail(Rule.APART, days=30), case(TIME, days=1), True),
        (rail(Rule.APART, TIME, days=30), case(TIME, days=1), False),
        (rail(Rule.ONLY, rungs=[LOYAL]), case(), False),
        (rail(Rule.ONLY, rungs=[LOYAL]), case(rung=Rung.NOT_KNOWN), True),
        (rail(Rule.NEVER, rungs=[ONE_TIME]), case(rung=ONE_TIME), True),
        (rail(Rule.NEVER, rungs=[ONE_TIME]), case(), False),
    ],
)
def test_what_a_rail_says(said: Rail, asked: Case, no: bool) -> None:
    assert first_no([said], asked) is (said if no else None)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (rail(Rule.MOST, amount=5), rail(Rule.MOST, amount=9), Why.TWICE),
        (rail(Rule.MOST, *Kind, amount=5), rail(Rule.MOST, amount=9), Why.TWICE),
        (rail(Rule.MOST, REFUND, amount=9), rail(Rule.MOST, amount=5), Why.WIDER),
        (rail(Rule.MOST, REFUND, amount=5), rail(Rule.MOST, amount=9), None),
        (rail(Rule.MOST, REFUND, amount=9), rail(Rule.MOST, GIFT, amount=5), None),
        (rail(Rule.MOST, inbox=SHOP, amount=9), rail(Rule.MOST, inbox=REPAIRS, amount=5), None),
        (rail(Rule.APART, days=30), rail(Rule.APART, GIFT, days=7), Why.WIDER),
        (rail(Rule.APART, days=7), rail(Rule.APART, GIFT, days=30), None),
        (rail(Rule.MOST, amount=5), rail(Rule.APART, days=9), None),
        (rail(Rule.KINDS, TIME), rail(Rule.KINDS, GIFT, inbox=SHOP), Why.NO_KIND),
        (rail(Rule.KINDS, TIME, GIFT), rail(Rule.KINDS, GIFT, inbox=SHOP), None),
        (rail(Rule.KINDS, TIME), rail(Rule.MOST, REFUND, amount=5), Why.UNUSED),
        (rail(Rule.KINDS, TIME, inbox=SHOP), rail(Rule.MOST, REFUND, amount=5), None),
        (rail(Rule.KINDS, TIME, inbox=SHOP), rail(Rule.ONLY, REFUND, inbox=SHOP, rungs=[LOYAL]), Why.UNUSED),
        (rail(Rule.ONLY, rungs=[LOYAL]), rail(Rule.NEVER, rungs=[LOYAL, ONE_TIME]), Why.NO_CUSTOMER),
        (rail(Rule.ONLY, rungs=[LOYAL, ADVOCATE]), rail(Rule.NEVER, rungs=[LOYAL]), None),
        (rail(Rule.ONLY, GIFT, rungs=[LOYAL]), rail(Rule.ONLY, rungs=[ADVOCATE]), Why.NO_CUSTOMER),
        (rail(Rule.ONLY, GIFT, rungs=[LOYAL]), rail(Rule.ONLY, TIME, rungs=[ADVOCATE]), None),
    ],
)
def test_which_cannot_both_be_meant(one: Rail, other: Rail, why: Why | None) -> None:
    for new, there in ((one, other), (other, one)):
        found = clash(new, [there])
        assert (found and (found.other, found.why)) == (why and (there, why))


def test_three_may_leave_nobody_though_any_two_would() -> None:
    both = rail(Rule.ONLY, rungs=[LOYAL, ADVOCATE])
    not_loyal = rail(Rule.NEVER, rungs=[LOYAL])
    assert clash(not_loyal, [both]) is None
    found = clash(rail(Rule.NEVER, GIFT, inbox=SHOP, rungs=[ADVOCATE]), [both, not_loyal])
    assert found and found.why is Why.NO_CUSTOMER and found.other in (both, not_loyal)


def test_three_may_leave_no_kind_though_any_two_would() -> None:
    there = [rail(Rule.KINDS, TIME, GIFT), rail(Rule.KINDS, GIFT, REFUND, inbox=SHOP)]
    assert clash(there[1], there[:1]) is None
    found = clash(rail(Rule.KINDS, TIME, REFUND, inbox=SHOP), there)
    assert found and found.why is Why.NO_KIND and found.other in there


def test_rails_without_a_clash_leave_something_everywhere() -> None:
    """Whatever leads write: in each inbox some kind, without money and for the first time, may be given to somebody."""
    draw = random.Random(7)
    for _ in range(400):
        kept: list[Rail] = []
        for _ in range(8):
            rule, kinds = draw.choice(list(Rule)), draw.sample(list(Kind), draw.randint(1, 5))
            rungs = draw.sample(list(Rung), draw.randint(1, 6))
            values = {
                "inbox": draw.choice([None, SHOP, REPAIRS]),
                "amount": draw.randint(0, 9),
                "days": draw.randint(1, 9),
            }
            new = rail(rule, *kinds, rungs=rungs, **values)
            if clash(new, kept) is None:
                kept.append(new)
        for inbox in (SHOP, REPAIRS, 3):
            allowed = [one.kinds for one in kept if one.rule is Rule.KINDS and one.inbox in (None, inbox)]
            possible = frozenset(Kind).intersection(*allowed)
            assert possible
            for kind in possible:
                asked = [case(kind, amount=0, inbox=inbox, rung=rung) for rung in Rung]
                assert any(first_no(kept, one) is None for one in asked)
