"""Who stands where, and who moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extramile.customers.ladder.alive import History, Parameters
from extramile.customers.ladder.rungs import Advocacy, Place, Rung, moved, place

PARAMETERS = Parameters(r=0.2426, alpha=4.4135, a=0.7929, b=2.4258)
BUSY, QUIET = History(5, 36.0, 38.0), History(5, 8.0, 200.0)


@pytest.mark.parametrize(
    ("bought", "advocacy", "rung"),
    [
        (None, Advocacy(acts=9, public=9, referrals=9), Rung.NOT_KNOWN),
        (History(0, 0, 300), Advocacy(), Rung.ONE_TIME),
        (History(0, 0, 300), Advocacy(acts=2, public=2), Rung.ONE_TIME),
        (History(0, 0, 300), Advocacy(acts=1, referrals=1), Rung.BRAND_EVANGELIST),
        (History(2, 10, 300), Advocacy(), Rung.OCCASIONAL),
        (History(1, 10, 300), Advocacy(acts=1), Rung.ADVOCATE),
        (History(1, 10, 300), Advocacy(acts=3, public=3), Rung.BRAND_EVANGELIST),
        (QUIET, Advocacy(), Rung.FREQUENT),
        (BUSY, Advocacy(), Rung.LOYAL),
        (BUSY, Advocacy(acts=2, public=2), Rung.ADVOCATE),
    ],
)
def test_the_facts_give_the_rung(bought: History | None, advocacy: Advocacy, rung: Rung) -> None:
    assert place(bought, advocacy, PARAMETERS).rung == rung


def test_without_parameters_nobody_is_called_loyal() -> None:
    assert place(BUSY, Advocacy(), None) == Place(Rung.FREQUENT, None)


rungs = st.sampled_from(list(Rung)[1:])
places = st.builds(Place, rungs, st.one_of(st.none(), st.floats(0, 1)))


@given(rungs, places)
def test_a_night_moves_nobody_down_by_more_than_one_rung_nor_who_is_still_there(before: Rung, now: Place) -> None:
    after = moved(before, now)
    assert after >= before - 1
    if now.rung >= before:
        assert after == now.rung
    elif now.alive is None or now.alive >= 0.3:
        assert after == before


def test_who_went_quiet_comes_down_night_by_night_to_where_the_facts_are() -> None:
    now = Place(Rung.OCCASIONAL, 0.1)
    nights = [Rung.LOYAL]
    for _ in range(4):
        nights.append(moved(nights[-1], now))
    assert nights == [Rung.LOYAL, Rung.FREQUENT, Rung.OCCASIONAL, Rung.OCCASIONAL, Rung.OCCASIONAL]
