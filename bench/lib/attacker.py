"""Somebody who has seen every page of every round, knows how results are made, who was in which team and who led, and
solves for what single people answered.

Within a round they are even told who answered. They know their own answers: those who lead put theirs together, and
anybody else has their own. Across rounds they know of steady companies that everybody answers and nobody changes
their mind. What is told becomes linear constraints on whole numbers; people who were always in the same groups are
one unknown sum. An answer is recovered when every solution agrees on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from bench.lib.organisations import Organisation, Round
from scipy.optimize import Bounds, LinearConstraint, milp

from extramile.pulse.release.bands import ONE, range_of
from extramile.pulse.release.parts import WHOLE

Signature = tuple[int, ...]
_SINGLES = 3


class Unsound(AssertionError):
    """The truth is none of the attacker's solutions: the attack itself is wrong."""


@dataclass(frozen=True)
class Fact:
    """The answers of some people add up to something between two numbers of steps, both included."""

    people: frozenset[int]
    low: int
    high: int


def recovered(company: Organisation) -> int:
    """How many answers somebody works out, over all rounds and whatever they know beside what is shown."""
    found: set[tuple[int, int]] = set()
    for number, one in enumerate(company.rounds):
        for known in _coalitions(one.answered, company.leads):
            found |= {(number, person) for person in _solved(facts(one, company.steps), one.answered, known, company)}
    if company.steady and len(company.rounds) > 1:
        every = [fact for one in company.rounds for fact in facts(one, company.steps)]
        minds = {person: mind for one in company.rounds for person, mind in one.answered.items()}
        for known in _coalitions(minds, company.leads):
            found |= {(-1, person) for person in _solved(every, minds, known, company)}
    return len(found)


def exposed(company: Organisation, *, most: int = 6) -> int:
    """How many pairs of what was shown, added up in any way, differ by 1 to floor − 1 people.

    Within a round those count who answered, across rounds those who were asked. Every union of the groups that can be
    told apart is held against every other; rounds with more than `most` groups are left out.
    """
    answered = [[frozenset(group) & one.answered.keys() for group in _groups(one)] for one in company.rounds]
    asked = [_unions(_groups(one)) for one in company.rounds if len(_groups(one)) <= most]
    small = sum(0 < len(group) < company.floor for groups in answered for group in groups)
    for place, now in enumerate(asked):
        for then in asked[:place]:
            small += sum(0 < (one ^ other).bit_count() < company.floor for one in now for other in then)
    return small


def _groups(one: Round) -> list[frozenset[int]]:
    """The groups of those asked that can be told apart: the parts shown, and what is left over of the whole."""
    told = {part.key: part.people for part in one.parts if part.key in one.shown and one.shown[part.key].band}
    left = frozenset().union(*(part.people for part in one.parts if part.key not in told))
    return [*told.values(), *([left] if left and one.shown[WHOLE].band else [])]


def _unions(groups: Sequence[frozenset[int]]) -> list[int]:
    """Every union of some groups, as the bits of its people."""
    found = [0]
    for group in groups:
        bits = sum(1 << person for person in group)
        found += [one | bits for one in found]
    return found[1:]


def facts(one: Round, steps: int) -> list[Fact]:
    """What a round tells, as sums of steps. The attacker knows how many answered, though bands of counts are shown."""
    told = []
    groups = {part.key: one.of(part) for part in one.parts}
    groups[WHOLE] = [person for group in list(groups.values()) for person in group]
    for key, shown in one.shown.items():
        if shown.band:
            seen = range_of(shown.band, len(groups[key]), steps)
            grain = ONE // steps
            told.append(Fact(frozenset(groups[key]), -(-seen.low // grain), seen.high // grain))
    return told


def _coalitions(answered: Mapping[int, int], leads: Iterable[int]) -> Iterator[frozenset[int]]:
    yield frozenset(leads) & answered.keys()
    # One person for each answer there is: those who said the same know the same.
    by_answer: dict[int, int] = {}
    for person, answer in answered.items():
        by_answer.setdefault(answer, person)
    extremes = sorted(by_answer)
    for answer in {*extremes[: _SINGLES - 1], *extremes[-1:]}:
        yield frozenset({by_answer[answer]})


def _solved(told: Sequence[Fact], truth: Mapping[int, int], known: frozenset[int], company: Organisation) -> set[int]:
    """The people whose answer follows from the facts and the answers of those in `known`."""
    groups: dict[Signature, list[int]] = defaultdict(list)
    for person in truth.keys() - known:
        signature = tuple(number for number, fact in enumerate(told) if person in fact.people)
        if signature:
            groups[signature].append(person)
    if not groups:
        return set()
    names = list(groups)
    caps = np.array([len(groups[name]) * company.steps for name in names])
    rows, lows, highs = [], [], []
    for number, fact in enumerate(told):
        ours = sum(truth[person] for person in fact.people & known)
        rows.append([1.0 if number in name else 0.0 for name in names])
        lows.append(fact.low - ours)
        highs.append(fact.high - ours)
    right = np.array([sum(truth[person] for person in groups[name]) for name in names])
    matrix = np.array(rows)
    if not ((matrix @ right >= lows).all() and (matrix @ right <= highs).all()):
        raise Unsound(company)
    room = (matrix @ right - lows, highs - matrix @ right)
    system = LinearConstraint(matrix, lows, highs)
    return {
        person
        for place, name in enumerate(names)
        if not _other_world(matrix, room, right, caps, place, len(groups[name]))
        and _pinned(system, caps, place, len(groups[name]))
        for person in groups[name]
    }


def _other_world(
    matrix: np.ndarray,
    room: tuple[np.ndarray, np.ndarray],
    right: np.ndarray,
    caps: np.ndarray,
    place: int,
    people: int,
) -> bool:
    """Whether a world beside the true one is plain to see, in which somebody of the group answered otherwise: so it is
    when they did not all answer alike, or when one step of theirs alone or against one of another group fits."""
    if people > 1 and 0 < right[place] < caps[place]:
        return True
    for step in (1, -1):
        if not 0 <= right[place] + step <= caps[place]:
            continue
        moved = step * matrix[:, place]
        for other in (None, *range(len(caps))):
            if other == place:
                continue
            if other is not None and not 0 <= right[other] - step <= caps[other]:
                continue
            change = moved if other is None else moved - step * matrix[:, other]
            if (change >= -room[0]).all() and (change <= room[1]).all():
                return True
    return False


def _pinned(system: LinearConstraint, caps: np.ndarray, place: int, people: int) -> bool:
    """Whether every solution agrees on each answer of a group: all are at the same end, or there is one person."""
    cost = np.zeros(len(caps))
    cost[place] = 1
    bounds = Bounds(np.zeros(len(caps)), caps)
    ends = [
        milp(sign * cost, constraints=system, bounds=bounds, integrality=np.ones(len(caps))).fun * sign
        for sign in (1, -1)
    ]
    least, most = round(ends[0]), round(ends[1])
    return least == most if people == 1 else most == 0 or least == caps[place]
