"""Who is here now. Kept in memory only: no history of it is stored anywhere."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

_GRACE = 4.0
LEASE = 30.0


@dataclass(frozen=True, slots=True)
class Person:
    """An agent as colleagues see them."""

    id: int
    name: str
    initials: str
    role: str
    state: str
    inboxes: frozenset[int]


class Presence:
    """Agents by how many connections they have, here and, on a lease of 30 s, at other processes.

    A reload is not a leaving: the last connection may be gone 4 s. `changed` is told of each change; `ours` when the
    change was one of this process's own people.
    """

    def __init__(self, changed: Callable[[Person], None], ours: Callable[[], None]) -> None:
        self._changed = changed
        self._ours = ours
        self._people: dict[int, Person] = {}
        self._connections: dict[int, int] = {}
        self._elsewhere: dict[str, tuple[float, dict[int, Person]]] = {}

    def came(self, person: Person) -> None:
        """One more connection of an agent."""
        self._connections[person.id] = self._connections.get(person.id, 0) + 1
        self.update(person)

    def update(self, person: Person) -> None:
        """What is known of an agent who is connected has changed."""
        if self._connections.get(person.id) and self._people.get(person.id) != person:
            self._people[person.id] = person
            self._changed(person)
            self._ours()

    def left(self, agent: int) -> None:
        """One connection of an agent less."""
        self._connections[agent] -= 1
        if not self._connections[agent]:
            asyncio.get_running_loop().call_later(_GRACE, self._gone, agent)

    def _gone(self, agent: int) -> None:
        if not self._connections.get(agent):
            self._connections.pop(agent, None)
            before = self._all()
            self._people.pop(agent, None)
            self._tell(before)
            self._ours()

    def own(self) -> list[dict[str, Any]]:
        """This process's people, for other processes."""
        return [{**asdict(person), "inboxes": sorted(person.inboxes)} for person in self._people.values()]

    def heard(self, process: str, people: Iterable[Mapping[str, Any]]) -> None:
        """Another process's people, good for one lease."""
        before = self._all()
        found = [Person(**{**person, "inboxes": frozenset(person["inboxes"])}) for person in people]
        self._elsewhere[process] = (time.monotonic() + LEASE, {person.id: person for person in found})
        self._tell(before)

    def expire(self) -> set[str]:
        """Forget processes whose lease is over; returns their names."""
        now = time.monotonic()
        over = {process for process, (until, _) in self._elsewhere.items() if until < now}
        if over:
            before = self._all()
            for process in over:
                del self._elsewhere[process]
            self._tell(before)
        return over

    def _all(self) -> dict[int, Person]:
        found: dict[int, Person] = {}
        for _, people in self._elsewhere.values():
            found.update(people)
        return found | self._people

    def _tell(self, before: Mapping[int, Person]) -> None:
        after = self._all()
        for agent in before.keys() | after.keys():
            if before.get(agent) != after.get(agent):
                self._changed(after.get(agent) or replace(before[agent], state="off"))

    def people(self) -> Iterable[Person]:
        """Everybody with a connection anywhere."""
        return self._all().values()

    def serving(self, inbox: int) -> list[dict[str, str]]:
        """Those that a visitor of the inbox is told are here."""
        return [
            {"name": person.name, "initials": person.initials}
            for person in sorted(self.people(), key=lambda person: person.name)
            if person.state == "here" and inbox in person.inboxes
        ]
