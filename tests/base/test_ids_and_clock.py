"""Names and times."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from extramile.base import clock
from extramile.base.ids import first_key_at, time_key, uuid7

moments = st.datetimes(
    min_value=datetime(1960, 1, 1), max_value=datetime(2200, 1, 1), timezones=st.just(UTC)
)  # fmt: skip


def test_uuids_are_of_version_7_and_carry_the_time() -> None:
    before = time.time_ns() // 1_000_000
    made = [uuid7() for _ in range(500)]
    after = time.time_ns() // 1_000_000
    assert all(one.version == 7 and one.variant == "specified in RFC 4122" for one in made)
    assert all(before <= one.int >> 80 <= after for one in made)
    assert len(set(made)) == 500


@given(moments, moments)
def test_keys_order_by_time_in_63_bits(one: datetime, other: datetime) -> None:
    early, late = sorted((one, other))
    assert 0 <= time_key(early) < 2**63
    assert first_key_at(early) <= time_key(early)
    if late - early >= timedelta(milliseconds=1) and early.year >= 1970:
        assert time_key(early) < first_key_at(late)


@given(moments)
def test_a_stamp_is_read_back_to_the_millisecond(moment: datetime) -> None:
    stamp = clock.stamp(moment)
    assert len(stamp) == 24
    assert stamp.endswith("Z")
    assert datetime.fromisoformat(stamp) == moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def test_a_stamp_is_in_utc() -> None:
    berlin = datetime(2026, 5, 3, 11, 41, 0, 250_999, tzinfo=timezone(timedelta(hours=2)))
    assert clock.stamp(berlin) == "2026-05-03T09:41:00.250Z"
    assert clock.now().microsecond % 1000 == 0
