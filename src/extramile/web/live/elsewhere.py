"""Who is with other processes, and what they have open: told by each when it changes and every 10 s.

Absence is silence: a process that was killed says no goodbye, and is forgotten 30 s after it was last heard. While
this process itself cannot hear the others, nobody is forgotten.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from extramile.base.live import broker
from extramile.base.live.broker import State

if TYPE_CHECKING:
    from extramile.web.live.house import House

HERE, ASK, GONE = "here", "ask", "gone"
EVERY = 10.0
LEASE = 30.0
_LOOK = 1.0
_SOON = 0.05


@dataclass(slots=True)
class _Process:
    heard: float
    views: dict[int, frozenset[int]] = field(default_factory=dict)


class Elsewhere:
    """The other processes, by their names; none where there is one alone."""

    def __init__(self, house: House, *, viewers_changed: Callable[[int], None]) -> None:
        self._house = house
        self._viewers_changed = viewers_changed
        self._processes: dict[str, _Process] = {}
        self._opened: set[int] = set()
        self._told: list[int] = []
        self._soon = False

    @property
    def processes(self) -> int:
        """How many there are."""
        return len(self._processes)

    def knows(self, process: str) -> bool:
        """Whether a process of that name is there."""
        return process in self._processes

    def viewers(self, conversation: int) -> list[int]:
        """The agents who have a conversation open there."""
        found = (process.views.get(conversation, ()) for process in self._processes.values())
        return sorted({agent for agents in found for agent in agents})

    def changed(self, conversation: int | None = None) -> None:
        """Who is with this process, or who of them has a conversation open, may be different now."""
        if broker.current().state is State.ALONE:
            return
        if conversation is not None:
            self._opened.add(conversation)
        if not self._soon:
            self._soon = True
            asyncio.get_running_loop().call_later(_SOON, self._tell_changed)

    def _tell_changed(self) -> None:
        self._soon = False
        opened, self._opened = self._opened, set()
        if opened or self._house.presence.own() != self._told:
            self._send(self._views(opened), whole=False)

    def tell(self, to: str = "") -> None:
        """Tell all there is to tell."""
        self._send(self._views(None), whole=True, to=to)

    def _send(self, views: dict[int, set[int]], *, whole: bool, to: str = "") -> None:
        people = self._house.presence.own()
        opened = [(conversation, sorted(agents)) for conversation, agents in views.items()]
        if broker.current().send(HERE, {"people": people, "views": opened, "whole": whole}, to=to) and not to:
            self._told = people

    def _views(self, among: set[int] | None) -> dict[int, set[int]]:
        views: dict[int, set[int]] = {conversation: set() for conversation in among or ()}
        for desk in self._house.rows.desks:
            for conversation in desk.watched if among is None else desk.watched & among:
                views.setdefault(conversation, set()).add(desk.agent)
        return views

    def heard(self, process: str, told: dict[str, Any]) -> frozenset[int]:
        """Another process told. Returns the agents there of whom nothing is known here yet."""
        known = self._processes.setdefault(process, _Process(0.0))
        known.heard = time.monotonic()
        unknown = self._house.presence.elsewhere(process, frozenset(told["people"]))
        views = {conversation: frozenset(agents) for conversation, agents in told["views"]}
        before = known.views
        known.views = {of: who for of, who in (views if told["whole"] else before | views).items() if who}
        self._tell_viewers(of for of in before.keys() | views.keys() if before.get(of) != known.views.get(of))
        return unknown

    def met(self, agents: Iterable[int]) -> None:
        """More is known now of these agents: what they have open can be told."""
        those = frozenset(agents)
        for process in self._processes.values():
            self._tell_viewers(of for of, who in process.views.items() if who & those)

    def forget(self, process: str) -> None:
        """A process is gone, and those who were with it."""
        gone = self._processes.pop(process, None)
        if gone:
            self._house.presence.elsewhere(process, frozenset())
            self._tell_viewers(gone.views)

    def _tell_viewers(self, conversations: Iterable[int]) -> None:
        for conversation in tuple(conversations):
            self._viewers_changed(conversation)

    def connected(self) -> None:
        """The others can be heard, perhaps again: ask them, and tell them."""
        now = time.monotonic()
        for process in self._processes.values():
            process.heard = now
        broker.current().send(ASK, None)
        self.tell()

    async def run(self) -> None:
        """Tell every 10 s, and forget whoever has been silent for 30 s; for ever."""
        told = time.monotonic()
        while True:
            await asyncio.sleep(_LOOK)
            if broker.current().state is not State.CONNECTED:
                continue
            now = time.monotonic()
            for process in [name for name, one in self._processes.items() if now - one.heard > LEASE]:
                self.forget(process)
            if now - told >= EVERY:
                told = now
                self.tell()
