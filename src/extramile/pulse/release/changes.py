"""Joiners and leavers: what two rounds tell of must not differ by 1 to floor − 1 people.

Whatever is told can be added up and taken from each other, within a round and across rounds. So it is not enough to
hold a team against the same team before: each union of what is told now is held against each of what was told then.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from extramile.pulse.release.parts import OUT, WHOLE, Earlier, Overlap, Pair, Part


def overlap(now: Sequence[Part], then: Sequence[Part]) -> Overlap:
    """The overlap of two rounds."""
    place = {person: part.key for part in now for person in part.people}
    leads = {person for part in (*now, *then) for person in part.leads}
    people: Counter[Pair] = Counter()
    leading: Counter[Pair] = Counter()
    before: set[int] = set()
    for part in then:
        before |= part.people
        for key, many in Counter(place.get(person, OUT) for person in part.people).items():
            people[key, part.key] += many
        for key, many in Counter(place.get(person, OUT) for person in part.people & leads).items():
            leading[key, part.key] += many
    for part in now:
        people[part.key, OUT] += len(part.people - before)
        leading[part.key, OUT] += len((part.people & leads) - before)
    return Overlap(dict(people), dict(leading))


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier round, with its groups."""

    earlier: Earlier
    then: Atoms

    @property
    def both(self) -> Overlap:
        return self.earlier.both


@dataclass(frozen=True, slots=True)
class Atoms:
    """For each part of a round the group in which it can be told apart: itself, WHOLE for what is left over, or OUT."""

    of: Mapping[int, int]

    def part(self, key: int) -> int:
        return self.of.get(key, OUT)


def atoms(parts: Iterable[Part], told: Collection[int]) -> Atoms:
    """The groups that can be told apart when `told` is shown, in which WHOLE stands for everybody."""
    left = WHOLE if WHOLE in told else OUT
    return Atoms({part.key: part.key if part.key in told else left for part in parts})


def past(earlier: Iterable[Earlier]) -> list[Past]:
    """Each earlier round that told anything."""
    told = [(one, {key for key, shown in one.shown.items() if shown.band}) for one in earlier]
    return [Past(one, atoms(one.parts, keys)) for one, keys in told if keys]


@dataclass(frozen=True, slots=True)
class Beside:
    """Something told now beside a union of what was told before: how many are only in the one, only in the other, and
    how many of those lead."""

    groups: frozenset[int]
    joined: int
    left: int
    leads: int

    @property
    def changed(self) -> int:
        """By how many people the two differ."""
        return self.joined + self.left


def beside(key: int, now: Sequence[Part], then: Atoms, both: Overlap) -> list[Beside]:
    """One part, or WHOLE, beside the union closest to it, beside each group it shares people with, and all of those."""
    ours = {part.key for part in now} if key == WHOLE else {key}
    people, leads = _sorted(both.people, ours, then), _sorted(both.leads, ours, then)
    shared = [group for group, (inside, _) in people.items() if inside and group != OUT]
    closest = frozenset(group for group in shared if people[group][0] > people[group][1])
    unions = dict.fromkeys([closest, frozenset(shared), *(frozenset({group}) for group in shared)])
    found = []
    for union in unions:
        joined, left = _apart(people, union)
        found.append(Beside(union, joined, left, sum(_apart(leads, union))))
    return found


def _sorted(many: Mapping[Pair, int], ours: Collection[int], then: Atoms) -> dict[int, list[int]]:
    """How many of each group are in the part and how many are not."""
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for (here, there), number in many.items():
        found[then.part(there)][here not in ours] += number
    return found


def _apart(many: Mapping[int, Sequence[int]], union: Collection[int]) -> tuple[int, int]:
    joined = sum(inside for group, (inside, _) in many.items() if group not in union)
    return joined, sum(outside for group, (_, outside) in many.items() if group in union)


def crossing(now: Atoms, then: Atoms, both: Overlap, *, floor: int) -> set[int]:
    """The groups told now that are in a union which differs from one told then by 1 to floor − 1 people."""
    edges: Counter[tuple[Pair, Pair]] = Counter()
    for (here, there), many in both.people.items():
        one, other = (0, now.part(here)), (1, then.part(there))
        # Nobody is told of who is in no group: all of those are one node, on the side of what is left out.
        one, other = (one if one[1] != OUT else _NOWHERE), (other if other[1] != OUT else _NOWHERE)
        if one != other and many:
            edges[one, other] += many
    return {node[1] for node in _loose(edges, floor) if node[0] == 0 and node != _NOWHERE}


_NOWHERE: Pair = (2, OUT)


def _loose(edges: Mapping[tuple[Pair, Pair], int], floor: int) -> set[Pair]:
    """The nodes on one side of a cut of weight 1 to floor − 1; empty when there is none."""
    weights: dict[Pair, Counter[Pair]] = defaultdict(Counter)
    for (one, other), many in edges.items():
        weights[one][other] += many
        weights[other][one] += many
    members = {node: {node} for node in weights}
    _join_the_inseparable(weights, members, floor)
    for group in _components(weights):
        side = _smallest_cut({node: weights[node] for node in group}, members, floor)
        if side:
            return side
    return set()


def _join_the_inseparable(weights: dict[Pair, Counter[Pair]], members: dict[Pair, set[Pair]], floor: int) -> None:
    """Make one node of two that no cut below the floor parts, until there are none."""
    waiting = list(weights)
    while waiting:
        node = waiting.pop()
        heavy = next((other for other, many in weights.get(node, Counter()).items() if many >= floor), None)
        if heavy is not None:
            _merge(weights, members, node, heavy)
            waiting.append(node)


def _merge(weights: dict[Pair, Counter[Pair]], members: dict[Pair, set[Pair]], node: Pair, other: Pair) -> None:
    members[node] |= members.pop(other)
    for far, many in weights.pop(other).items():
        del weights[far][other]
        if far != node:
            weights[node][far] += many
            weights[far][node] += many


def _components(weights: Mapping[Pair, Counter[Pair]]) -> list[set[Pair]]:
    found: list[set[Pair]] = []
    seen: set[Pair] = set()
    for start in weights:
        if start in seen:
            continue
        group, waiting = set(), [start]
        while waiting:
            node = waiting.pop()
            if node not in group:
                group.add(node)
                waiting += weights[node].keys() - group
        seen |= group
        found.append(group)
    return found


def _smallest_cut(weights: dict[Pair, Counter[Pair]], members: dict[Pair, set[Pair]], floor: int) -> set[Pair]:
    """Stoer and Wagner 1997: the side of a cut below the floor of a connected graph; empty when there is none."""
    weights = {node: Counter(near) for node, near in weights.items()}
    members = {node: set(members[node]) for node in weights}
    while len(weights) > 1:
        order: list[Pair] = []
        pull: Counter[Pair] = Counter(dict.fromkeys(weights, 0))
        while pull:
            node = max(pull, key=lambda one: (pull[one], one))
            order.append(node)
            weight = pull.pop(node)
            for near, many in weights[node].items():
                if near in pull:
                    pull[near] += many
        if weight < floor:
            return members[order[-1]]
        _merge(weights, members, order[-2], order[-1])
    return set()
