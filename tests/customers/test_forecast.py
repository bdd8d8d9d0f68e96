"""BG/NBD against the figures that its authors published, and those of the CDNOW sample."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extramile.customers.ladder import forecast
from extramile.customers.ladder.alive import History, Parameters, alive, history
from extramile.customers.ladder.forecast import NothingToLearn
from extramile.customers.ladder.rungs import Advocacy, Rung, place
from tests.customers.cdnow import LEARNED_UNTIL, needs_cdnow, purchases

# As the paper prints them.
PUBLISHED = Parameters(r=0.243, alpha=4.414, a=0.793, b=2.426)


def _known() -> list[tuple[list[date], History]]:
    found = [(days, history(days, LEARNED_UNTIL)) for days in purchases().values()]
    return [(days, one) for days, one in found if one]


@needs_cdnow
def test_the_sample_gives_the_published_parameters() -> None:
    known = [one for _, one in _known()]
    found = forecast.fit(known)
    assert (len(known), round(found.r, 4), round(found.alpha, 4)) == (2357, 0.2426, 4.4135)
    assert (round(found.a, 4), round(found.b, 4)) == (0.7929, 2.4258)
    assert round(forecast.log_likelihood(found, known), 2) == -9582.43


def test_expectations_at_the_published_parameters() -> None:
    two, one = History(2, 30.43, 38.86), History(1, 1.71, 38.86)
    assert round(forecast.expected(PUBLISHED, 39), 5) == 1.19672
    assert (round(forecast.ahead(PUBLISHED, two, 39), 4), round(alive(PUBLISHED, two), 4)) == (1.2260, 0.7266)
    assert (round(forecast.ahead(PUBLISHED, one, 39), 4), round(alive(PUBLISHED, one), 4)) == (0.2032, 0.2121)


@needs_cdnow
def test_the_rungs_tell_who_buys_again() -> None:
    """The table of evidence: customers of each rung, purchases per head in the 39 weeks after, and who bought again."""
    counted: Counter[Rung] = Counter()
    after: dict[Rung, list[int]] = defaultdict(list)
    for days, one in _known():
        rung = place(one, Advocacy(), PUBLISHED).rung
        counted[rung] += 1
        after[rung].append(len({day for day in days if day > LEARNED_UNTIL}))
    table = {
        rung: (n, round(sum(after[rung]) / n, 3), round(100 * sum(map(bool, after[rung])) / n, 1))
        for rung, n in counted.items()
    }
    assert table == {
        Rung.ONE_TIME: (1411, 0.237, 13.7),
        Rung.OCCASIONAL: (653, 0.925, 43.2),
        Rung.FREQUENT: (72, 1.444, 48.6),
        Rung.LOYAL: (221, 3.801, 78.7),
    }


@needs_cdnow
def test_the_forecast_falls_short_as_the_pages_say() -> None:
    forecast_sum = sum(forecast.ahead(PUBLISHED, one, 39) for _, one in _known())
    came = sum(len({day for day in days if day > LEARNED_UNTIL}) for days, _ in _known())
    assert (round(forecast_sum), came) == (1654, 1882)


@pytest.mark.parametrize("histories", [[], [History(0, 0, 10)], [History(0, 0, 10)] * 50])
def test_nothing_is_learned_from_customers_who_bought_once(histories: list[History]) -> None:
    with pytest.raises(NothingToLearn):
        forecast.fit(histories)


@given(
    st.builds(
        lambda repeats, last, quiet: History(repeats, last, last + quiet),
        st.integers(1, 5000), st.floats(0, 2000), st.floats(0, 2000),
    )
)  # fmt: skip
def test_a_longer_silence_never_makes_it_likelier_that_somebody_is_there(one: History) -> None:
    longer = History(one.repeats, one.last, one.age + 1)
    assert 0 <= alive(PUBLISHED, longer) <= alive(PUBLISHED, one) <= 1


def test_purchases_of_one_day_count_once_and_later_ones_not_yet() -> None:
    day = date(2026, 5, 1)
    days = [day, day, day + timedelta(days=14), day + timedelta(days=90)]
    assert history(days, day + timedelta(days=28)) == History(1, 2.0, 4.0)
    assert history(days, day - timedelta(days=1)) is None
