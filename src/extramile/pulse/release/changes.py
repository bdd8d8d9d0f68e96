"""Joiners and leavers: what two rounds tell of must not differ by 1 to floor − 1 people.

Whatever is told can be added up and taken from each other, within a round and across rounds. So it is not enough to
hold a team against the same team before: each union of what is told now is held against each of what was told then.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extramile.pulse.release.parts import OUT, WHOLE, Overlap, Part, Shown

Node = tuple[int, int]


def overlaps(now: Sequence[Part], earlier: Mapping[int, Sequence[Part]]) -> dict[int, Overlap]:
    """The overlap of one round with each of several others, by the key of the other."""
    place = {person: part.key for part in now for person in part.people}
    return {key: _overlap(now, then, place) for key, then in earlier.items()}


def _overlap(now: Sequence[Part], then: Sequence[Part], place: Mapping[int, int]) -> Overlap:
    leads = frozenset().union(*(part.leads for part in (*now, *then)))
    people: dict[int, dict[int, int]] = defaultdict(dict)
    leading: dict[int, dict[int, int]] = defaultdict(dict)
    for part in then:
        for rows, those in ((people, part.people), (leading, part.people & leads)):
            # Not a Counter: hundreds of thousands of people are counted, in groups so small that making one costs most.
            many: dict[int, int] = defaultdict(int)
            for person in those:
                many[place.get(person, OUT)] += 1
            for key, those_there in many.items():
                rows[key][part.key] = those_there
    for part in now:
        people[part.key][OUT] = len(part.people) - sum(people[part.key].values())
        leading[part.key][OUT] = len(part.people & leads) - sum(leading[part.key].values())
    return Overlap(people, leading)


@dataclass(frozen=True, slots=True)
class Atoms:
    """For each part of a round the group in which it can be told apart: itself, WHOLE for what is left over, or OUT."""

    of: Mapping[int, int]

    def part(self, key: int) -> int:
        """The group of a part, and OUT of nobody's."""
        return self.of.get(key, OUT)


def atoms(parts: Iterable[Part], told: Collection[int]) -> Atoms:
    """The groups that can be told apart when `told` is shown, in which WHOLE stands for everybody."""
    left = WHOLE if WHOLE in told else OUT
    return Atoms({part.key: part.key if part.key in told else left for part in parts})


class Beside(NamedTuple):
    """Something told now beside a union of what was told before: how many are only in the one, only in the other, and
    how many of those lead."""

    groups: frozenset[int]
    joined: int
    left: int
    leads: int


class Past:
    """An earlier round beside this one, of which `told` was shown. What it was asked once it remembers: most scales of
    a round ask the same."""

    def __init__(self, now: Sequence[Part], then: Sequence[Part], both: Overlap, told: Collection[int]) -> None:
        self._now, self._both, self._then = now, both, atoms(then, told)
        self._people = _grouped(both.people.values(), self._then)
        self._leads = _grouped(both.leads.values(), self._then)
        self._beside: dict[int, list[Beside]] = {}
        self._differences: dict[int, set[int]] = {}
        self._crossing: dict[tuple[frozenset[int], int], set[int]] = {}

    def beside(self, key: int) -> list[Beside]:
        """One part, or WHOLE, beside the union closest to it, and beside others that share people with it."""
        if key not in self._beside:
            self._beside[key] = self._each_beside(key)
        return self._beside[key]

    def differences(self, key: int) -> set[int]:
        """By how many people one part, or WHOLE, differs from each union beside it."""
        if key not in self._differences:
            self._differences[key] = {near.joined + near.left for near in self.beside(key)}
        return self._differences[key]

    def crossing(self, told: frozenset[int], *, floor: int) -> set[int]:
        """The groups told now that are in a union which differs from one told then by 1 to floor − 1 people."""
        if (told, floor) not in self._crossing:
            self._crossing[told, floor] = self._crossed(atoms(self._now, told), floor) if told else set()
        return self._crossing[told, floor]

    def _each_beside(self, key: int) -> list[Beside]:
        ours = [part.key for part in self._now] if key == WHOLE else [key]
        people = _grouped((self._both.people.get(our, {}) for our in ours), self._then)
        leads = _grouped((self._both.leads.get(our, {}) for our in ours), self._then)
        size, leading = sum(people.values()), sum(leads.values())
        shared = [group for group, inside in people.items() if inside and group != OUT]
        closest = frozenset(group for group in shared if 2 * people[group] > self._people[group])
        # A group that is inside as a whole belongs to each union; of those inside in part, each may or may not.
        whole = frozenset(group for group in shared if people[group] == self._people[group])
        unions = [closest, whole, frozenset(shared), *(whole | {group} for group in shared)]
        found = []
        for union in filter(None, dict.fromkeys(unions)):
            inside, led = sum(map(people.__getitem__, union)), sum(map(leads.__getitem__, union))
            left = sum(map(self._people.__getitem__, union)) - inside
            then_led = sum(map(self._leads.__getitem__, union)) - led
            found.append(Beside(union, size - inside, left, leading - led + then_led))
        return found

    def _crossed(self, now: Atoms, floor: int) -> set[int]:
        edges: Counter[tuple[Node, Node]] = Counter()
        for here, row in self._both.people.items():
            ours = now.part(here)
            # Nobody is told of who is in no group: all of those are one node, on the side of what is left out.
            near = (0, ours) if ours != OUT else _NOWHERE
            for there, many in row.items():
                theirs = self._then.part(there)
                far = (1, theirs) if theirs != OUT else _NOWHERE
                if near != far and many:
                    edges[near, far] += many
        return {node[1] for node in _loose(edges, floor) if node[0] == 0 and node != _NOWHERE}


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier round told on the same scale, by key, and the round beside this one."""

    past: Past
    shown: Mapping[int, Shown]


def _grouped(rows: Iterable[Mapping[int, int]], then: Atoms) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    group_of = then.of.get
    for row in rows:
        for key, many in row.items():
            found[group_of(key, OUT)] += many
    return found


_NOWHERE: Node = (2, OUT)


def _loose(edges: Mapping[tuple[Node, Node], int], floor: int) -> set[Node]:
    """The nodes on one side of a cut of weight 1 to floor − 1; empty when there is none."""
    weights: dict[Node, Counter[Node]] = defaultdict(Counter)
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


def _join_the_inseparable(weights: dict[Node, Counter[Node]], members: dict[Node, set[Node]], floor: int) -> None:
    """Make one node of two that no cut below the floor parts, until there are none."""
    waiting = list(weights)
    while waiting:
        node = waiting.pop()
        heavy = next((other for other, many in weights.get(node, Counter()).items() if many >= floor), None)
        if heavy is not None:
            _merge(weights, members, node, heavy)
            waiting.append(node)


def _merge(weights: dict[Node, Counter[Node]], members: dict[Node, set[Node]], node: Node, other: Node) -> None:
    members[node] |= members.pop(other)
    for far, many in weights.pop(other).items():
        del weights[far][other]
        if far != node:
            weights[node][far] += many
            weights[far][node] += many


def _components(weights: Mapping[Node, Counter[Node]]) -> list[set[Node]]:
    found: list[set[Node]] = []
    seen: set[Node] = set()
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


def _smallest_cut(weights: dict[Node, Counter[Node]], members: dict[Node, set[Node]], floor: int) -> set[Node]:
    """Stoer and Wagner 1997: the side of a cut below the floor of a connected graph; empty when there is none."""
    weights = {node: Counter(near) for node, near in weights.items()}
    members = {node: set(members[node]) for node in weights}
    while len(weights) > 1:
        order: list[Node] = []
        pull: Counter[Node] = Counter(dict.fromkeys(weights, 0))
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
