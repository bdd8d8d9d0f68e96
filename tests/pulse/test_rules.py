"""What may be told, by brute force: floors, what is left over, joiners and leavers, bands."""

from __future__ import annotations

import re
from itertools import chain, combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extramile.pulse.release import changes
from extramile.pulse.release.bands import band_of, own_zones, range_of
from extramile.pulse.release.dividing import Asked, divide
from extramile.pulse.release.floors import BURNOUT_FLOOR, FLOOR
from extramile.pulse.release.hiding import enough
from extramile.pulse.release.parts import WHOLE, Band, Part, Shown, Sum, Why
from extramile.pulse.release.telling import release
from tests.test_house import PACKAGE

SIZES = st.dictionaries(st.integers(1, 7), st.integers(0, 14), min_size=1, max_size=7)


def sums(**many: int) -> dict[int, Sum]:
    """Sums of the parts a to g, by how many answered, each in the middle."""
    return {ord(name) - 96: Sum(n, n * 50.0) for name, n in many.items()}


def parts_of(*sizes: int, first: int = 0, unnamed: int = 0) -> list[Part]:
    """Parts 1, 2, … of so many people each, numbered on; and one without a name."""
    found, person = [], first
    for key, size in enumerate(sizes, 1):
        found.append(Part(key, frozenset(range(person, person + size))))
        person += size
    if unnamed:
        found.append(Part(99, frozenset(range(person, person + unnamed)), named=False))
    return found


def told(parts: list[Part], *before: tuple[list[Part], dict[int, Shown]], share: float = 50.0) -> dict[int, Shown]:
    """What is told when all of those asked answer the same."""
    everybody = {part.key: Sum(len(part.people), len(part.people) * share) for part in parts}
    earlier = []
    for then, shown in before:
        seen = {key for key, one in shown.items() if one.band}
        past = changes.Past(parts, then, changes.overlaps(parts, {0: then})[0], seen)
        earlier += [changes.Earlier(past, shown)] if seen else []
    return release(parts, everybody, earlier, floor=FLOOR, steps=4)


def test_the_floors_are_what_they_are_and_nothing_reaches_them() -> None:
    """Whatever decides on a release knows neither settings nor the environment, and no door takes a floor."""
    assert (FLOOR, BURNOUT_FLOOR) == (5, 10)
    files = {path: path.read_text() for path in (PACKAGE / "pulse").rglob("*.py") if "migrations" not in path.parts}
    assert len(files) > 20
    reaching = re.compile(r"^(import os|from os|from django.conf|from extramile.base)", re.M)
    assert [path.name for path, text in files.items() if "release" in path.parts and reaching.search(text)] == []
    doors = [text for path, text in files.items() if "actions" in path.parts or "queries" in path.parts]
    assert not [text for text in doors if re.search(r"floor=(?!measure\.floor)|os\.environ|settings\.", text)]


@pytest.mark.parametrize("floor", [FLOOR, BURNOUT_FLOOR])
@given(sizes=SIZES)
@settings(max_examples=300, deadline=None)
def test_no_two_filters_differ_by_too_few(floor: int, sizes: dict[int, int]) -> None:
    """Each union of teams shown, and the company less each, held against every other."""
    kept = enough({key: Sum(n) for key, n in sizes.items()}, set(sizes), floor=floor)
    company = frozenset((key, one) for key, n in sizes.items() for one in range(n))
    unions = [
        frozenset(person for person in company if person[0] in chosen)
        for chosen in chain.from_iterable(combinations(sorted(kept), n) for n in range(len(kept) + 1))
    ]
    shown = [one for one in unions if one] + ([company] if len(company) >= floor else [])
    for one, other in combinations(shown, 2):
        assert not 0 < len(one ^ other) < floor
    assert all(len(one) >= floor for one in shown)


@given(sizes=SIZES)
@settings(max_examples=200, deadline=None)
def test_no_more_is_hidden_than_has_to_be(sizes: dict[int, int]) -> None:
    """Of those hidden the largest could not have been shown too."""
    counts = {key: Sum(n) for key, n in sizes.items()}
    kept = enough(counts, set(sizes), floor=FLOOR)
    for key in sizes.keys() - kept:
        more = kept | {key}
        left = sum(sizes.values()) - sum(sizes[one] for one in more)
        assert sizes[key] < FLOOR or 1 <= left < FLOOR or any(sizes[one] <= sizes[key] for one in sizes.keys() - more)


def test_the_smallest_falls_with_what_would_be_left() -> None:
    assert enough(sums(a=12, b=6, c=3), {1, 2, 3}, floor=5) == {1}
    assert enough(sums(a=12, b=6, c=5), {1, 2, 3}, floor=5) == {1, 2, 3}
    assert enough(sums(a=6, b=3), {1, 2}, floor=5) == set()


@given(st.lists(st.lists(st.integers(1, 6), max_size=3), max_size=40))
@settings(max_examples=200, deadline=None)
def test_no_label_is_on_too_few(teams: list[list[int]]) -> None:
    """An answer never carries the name of a team of one to four, nor is it among as few without one."""
    groups = divide(Asked(n, teams=tuple(found)) for n, found in enumerate(teams))
    assert sorted(one.person for group in groups.values() for one in group) == list(range(len(teams)))
    assert all(len(group) >= FLOOR for team, group in groups.items() if team is not None)
    assert len(groups) == 1 or not 1 <= len(groups.get(None, [])) < FLOOR


@pytest.mark.parametrize("left", range(8))
def test_joiners_and_leavers_hold_a_group_back(left: int) -> None:
    before = parts_of(14, 12)
    first = told(before)
    for joined in range(8):
        people = before[0].people - set(range(left)) | set(range(100, 100 + joined))
        second = told([Part(1, people), before[1]], (before, first))
        if 0 < left + joined < FLOOR:
            assert second[1].why == second[WHOLE].why == Why.CHANGED
        else:
            assert second[1].band and second[WHOLE].band
        assert second[2].band, "nothing happened to those"


def test_a_round_is_held_against_all_before_it_and_not_the_last_alone() -> None:
    first, second = parts_of(14), [Part(1, frozenset(range(1, 14)))]
    shown = told(first)
    held = told(second, (first, shown))
    assert held[WHOLE].why == Why.CHANGED
    third = told(second, (first, shown), (second, held))
    assert third[WHOLE].why == Why.CHANGED, "those who are left are the same as in the round that was held back"


def test_teams_that_became_one_are_held_against_both() -> None:
    before = parts_of(8, 9, 10)
    merged = [Part(5, before[0].people | before[1].people - {8}), before[2]]
    assert told(merged, (before, told(before)))[5].why == Why.CHANGED


def test_people_who_change_teams_show_in_no_union() -> None:
    """Five go each way between two teams, and one leaves: each team differs by enough, both together by one."""
    before = parts_of(12, 12)
    one = before[0].people - set(range(5)) | set(range(12, 17))
    other = before[1].people - set(range(12, 18)) | set(range(5))
    second = told([Part(1, one), Part(2, other)], (before, told(before)))
    assert second[WHOLE].why == Why.CHANGED
    assert not (second[1].band and second[2].band)


@pytest.mark.parametrize("steps", [2, 4, 20])
@pytest.mark.parametrize("known", [1, 2, 3])
def test_a_band_leaves_every_other_answer_open(steps: int, known: int) -> None:
    """Whatever the sum, and whatever those who put theirs together said: the others may still be at neither end."""
    for n in range(known + 1, 30):
        grain = 100 / steps
        for place in range(n * steps + 1):
            band = band_of(Sum(n, place * grain), own_zones(n, known, steps), steps)
            if band is None:
                continue
            seen = range_of(band, n, steps)
            assert seen.low <= place * grain * 2 <= seen.high
            for theirs in {0, known * steps, max(0, place - (n - known) * steps), min(known * steps, place)}:
                least, most = seen.low / 2 / grain - theirs, seen.high / 2 / grain - theirs
                assert least < (n - known) * steps and most > 0


@pytest.mark.parametrize("steps", [2, 4, 20])
def test_all_alike_shows_in_no_band(steps: int) -> None:
    """Rule 5: what is told when all answer alike is told just so when one of them answers otherwise, or two do."""
    for n in range(5, 60):
        zones = own_zones(n, 1, steps)
        for alike, other in ((0.0, 100 / steps), (n * 100.0, n * 100 - 100 / steps)):
            band = band_of(Sum(n, alike), zones, steps)
            assert band == band_of(Sum(n, other), zones, steps)
            assert band is None or band.low != band.high


@given(st.integers(5, 60), st.integers(1, 4))
@settings(max_examples=60, deadline=None)
def test_bands_are_multiples_of_five_and_do_not_overlap(n: int, known: int) -> None:
    zones = own_zones(n, known, 4)
    bands = {band_of(Sum(n, n * one / 2), zones, 4) for one in range(201)} - {None}
    ranges = sorted((range_of(one, n, 4) for one in bands if one), key=lambda one: one.low)
    assert all(one.low % 5 == one.high % 5 == 0 for one in bands if one)
    assert all(one.high < other.low for one, other in pairwise(ranges))


def test_what_a_band_says_of_five_people() -> None:
    zones = own_zones(5, 1, 4)
    assert band_of(Sum(5, 500.0), zones, 4) == Band(75, 100) == band_of(Sum(5, 375.0), zones, 4)
    assert band_of(Sum(5, 250.0), zones, 4) == Band(50, 50)
    assert band_of(Sum(5, 0.0), zones, 4) == Band(0, 25)
