"""Who is here now. Kept in memory only: no history of it is stored anywhere."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from extramile.base.text import first_name

_GRACE = 4.0


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
    """Agents by how many connections they have, and those who are with other processes.

    A reload is not a leaving: the last connection may be gone 4 s.
    """

    def __init__(self, changed: Callable[[Person], None], *, moved: Callable[[], None]) -> None:
        self._changed = changed
        self._moved = moved
        self._people: dict[int, Person] = {}
        self._connections: dict[int, int] = {}
        self._elsewhere: dict[str, frozenset[int]] = {}

    def came(self, person: Person) -> None:
        """One more connection of an agent."""
        self._connections[person.id] = self._connections.get(person.id, 0) + 1
        self.update(person)
        self._moved()

    def update(self, person: Person) -> None:
        """What is known of an agent who is here, or was a moment ago and may be back, has changed."""
        if self._people.get(person.id) != person and self.knows(person.id):
            self._people[person.id] = person
            self._changed(person)

    def left(self, agent: int) -> None:
        """One connection of an agent less."""
        self._connections[agent] -= 1
        if not self._connections[agent]:
            asyncio.get_running_loop().call_later(_GRACE, self._left, agent)

    def _left(self, agent: int) -> None:
        if not self._connections.get(agent):
            self._connections.pop(agent, None)
            self._gone(agent)
            self._moved()

    def _gone(self, agent: int) -> None:
        person = None if self.has(agent) else self._people.pop(agent, None)
        if person is not None:
            self._changed(replace(person, state="off"))

    def elsewhere(self, process: str, agents: frozenset[int]) -> frozenset[int]:
        """Exactly these are with another process now. Returns those of whom nothing is known here yet."""
        before = self._elsewhere.pop(process, frozenset())
        if agents:
            self._elsewhere[process] = agents
        for agent in before - agents:
            self._gone(agent)
        return agents - self._people.keys()

    def has(self, agent: int) -> bool:
        """Whether an agent has a connection, to whichever process."""
        return bool(self._connections.get(agent)) or any(agent in agents for agents in self._elsewhere.values())

    def knows(self, agent: int) -> bool:
        """Whether an agent has a connection, or had one a moment ago and may be back."""
        return agent in self._people or self.has(agent)

    def own(self) -> list[int]:
        """The agents with a connection to this process, in order."""
        return sorted(self._connections)

    def person(self, agent: int) -> Person | None:
        """What is known of somebody who is here."""
        return self._people.get(agent)

    def people(self) -> Collection[Person]:
        """Everybody with a connection."""
        return self._people.values()

    def serving(self, inbox: int) -> list[dict[str, str]]:
        """Those that a visitor of the inbox is told are here."""
        return [
            {"name": first_name(person.name), "initials": person.initials}
            for person in sorted(self._people.values(), key=lambda person: person.name)
            if person.state == "here" and inbox in person.inboxes
        ]
