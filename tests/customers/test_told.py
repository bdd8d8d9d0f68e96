"""A rung in words: its reasons, and the next kind step."""

from __future__ import annotations

from datetime import date, timedelta

from extramile.customers.ladder.rungs import Advocacy, Rung
from extramile.customers.ladder.signs import Sign
from extramile.customers.ladder.told import Facts, told

TODAY = date(2026, 5, 3)


def facts(rung: Rung, repeats: int, *, ago: int = 10, alive: float | None = None, did: Advocacy | None = None) -> Facts:
    last = TODAY - timedelta(days=ago)
    return Facts(rung, repeats, last - timedelta(days=30 * repeats), last, alive, did or Advocacy())


def test_the_reasons_are_the_facts() -> None:
    found = told(facts(Rung.LOYAL, 4, alive=0.784), TODAY)
    assert found.reasons == [
        "Bought on 5 days", "last time 10 days ago", "usually every 30 days", "78% likely to still be a customer",
    ]  # fmt: skip
    assert (found.name, found.next_name) == ("Loyal", "Advocate")


def test_who_bought_once_has_no_pace_and_no_probability() -> None:
    assert told(facts(Rung.ONE_TIME, 0, ago=0), TODAY).reasons == ["Bought on 1 day", "last time today"]


def test_acts_and_friends_are_told() -> None:
    did = Advocacy(acts=2, public=1, referrals=1)
    found = told(facts(Rung.BRAND_EVANGELIST, 1, did=did), TODAY)
    assert found.reasons[-2:] == ["spoke up for us 2 times within a year", "sent a friend who bought"]
    assert found.next_name == "" and "Thank them" in found.step


def test_of_whom_nothing_is_known_that_is_what_is_said() -> None:
    found = told(None, TODAY)
    assert (found.name, found.next_name, found.reasons) == ("Not known", "", []) and "No purchase" in found.step


def test_the_step_says_how_far_the_next_rung_is() -> None:
    assert told(facts(Rung.OCCASIONAL, 1), TODAY).step.startswith("2 more orders")
    assert told(facts(Rung.OCCASIONAL, 2), TODAY).step.startswith("One more order")
    assert "2 more public words" in told(facts(Rung.ADVOCATE, 1, did=Advocacy(1, 1)), TODAY).step


def test_a_sign_is_one_at_most() -> None:
    """Near the next rung is who is still here; drifting who came back often, and may just have stopped."""
    cases = {
        Sign.ORDER: [facts(Rung.OCCASIONAL, 2), facts(Rung.OCCASIONAL, 2, alive=0.6)],
        Sign.ACT: [facts(Rung.LOYAL, 3, alive=0.9), facts(Rung.ADVOCATE, 1, did=Advocacy(2, 2))],
        Sign.DRIFTING: [facts(Rung.LOYAL, 3, alive=0.4), facts(Rung.ADVOCATE, 5, alive=0.1, did=Advocacy(2, 2))],
        Sign.NONE: [
            facts(Rung.ONE_TIME, 0), facts(Rung.OCCASIONAL, 1), facts(Rung.OCCASIONAL, 2, alive=0.4),
            facts(Rung.FREQUENT, 3, alive=0.05), facts(Rung.ADVOCATE, 1, did=Advocacy(1, 1)),
        ],
    }  # fmt: skip
    for expected, all_of_them in cases.items():
        assert {one.sign for one in all_of_them} == {expected}
    assert "sell nothing" in told(cases[Sign.DRIFTING][0], TODAY).step
