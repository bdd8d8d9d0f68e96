"""One chat, played live: a visitor at one end, an agent's desk at the other, and a check of what each end hears."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from bench.lib.chats import Chat
from bench.lib.desk import Desk
from bench.lib.door import Frame
from bench.lib.visitor import Visitor

BY = {"customer": "visitor", "agent": "agent", "note": "agent"}


class Ear:
    """What one end has heard: each line once and in order, or how not."""

    def __init__(self) -> None:
        self.heard = 0
        self.doubled = 0
        self.disordered = 0
        self.altered = 0
        self._names: set[str] = set()

    def take(self, frame: Frame, expected: list[tuple[str, str, str]]) -> None:
        """Compare an entry with the line that has to come now; `expected` holds (id, by, text) of what was said."""
        if frame["type"] not in ("message", "note"):
            return
        name = frame["id"]
        if name in self._names:
            self.doubled += 1
            return
        self._names.add(name)
        place = self.heard
        self.heard += 1
        if place >= len(expected) or expected[place][0] != name:
            self.disordered += 1
        elif expected[place][1:] != (frame["by"], frame["text"]):
            self.altered += 1


class Play:
    """Says the turns of one chat, the next one after the one before is acknowledged and its gap has passed."""

    def __init__(self, chat: Chat, visitor: Visitor, on_progress: Callable[[Play], None]) -> None:
        self.chat = chat
        self.visitor = visitor
        self.desk: Desk | None = None
        self.number = 0
        self.sent = 0
        self.acked = 0
        self.at_visitor = Ear()
        self.at_desk = Ear()
        self.ack_ms: list[float] = []
        self.arrival_ms: list[float] = []
        self._spoken: list[tuple[str, str, str]] = []
        self._shown: list[tuple[str, str, str]] = []
        self._said_at = 0.0
        self._pending = False
        self._on_progress = on_progress
        self._loop = asyncio.get_running_loop()
        visitor.on_ack = self.acknowledged
        visitor.on_entry = self.heard_by_visitor

    @property
    def expected_by_visitor(self) -> int:
        """How many lines the visitor has to hear in the end."""
        return sum(turn.by != "note" for turn in self.chat.turns)

    @property
    def first(self) -> str:
        """The id of the message that opened the conversation."""
        return self._spoken[0][0]

    @property
    def complete(self) -> bool:
        """Everything was said, acknowledged, and heard at both ends."""
        lines = len(self.chat.turns)
        return (self.acked, self.at_desk.heard, self.at_visitor.heard) == (lines, lines, self.expected_by_visitor)

    def say_next(self) -> None:
        """Say the next turn; an agent's turn waits until the desk knows the conversation."""
        turn = self.chat.turns[self.sent]
        if turn.by != "customer" and self.desk is None:
            self._pending = True
            return
        self._said_at = time.perf_counter()
        self.sent += 1
        if turn.by == "customer":
            name = self.visitor.write(turn.text)
        else:
            assert self.desk is not None
            more = {"note": True} if turn.by == "note" else {}
            name = self.desk.say(self.number, turn.text, **more)
        self._spoken.append((name, BY[turn.by], turn.text))
        if turn.by != "note":
            self._shown.append(self._spoken[-1])

    def opened_on(self, desk: Desk, number: int) -> None:
        """The desk that holds this conversation, and the desk's number for it, are known now."""
        self.desk, self.number = desk, number
        if self._pending:
            self._pending = False
            self.say_next()

    def acknowledged(self, frame: Frame) -> None:
        """The last turn is stored: let the next one follow."""
        self.acked += 1
        took = time.perf_counter() - self._said_at
        self.ack_ms.append(took * 1000)
        if self.sent < len(self.chat.turns):
            self._loop.call_later(max(0.0, self.chat.turns[self.sent].gap - took), self.say_next)
        self._on_progress(self)

    def heard_by_visitor(self, frame: Frame) -> None:
        """An entry reached the visitor."""
        self._time(frame, "visitor")
        self.at_visitor.take(frame, self._shown)
        self._on_progress(self)

    def heard_by_desk(self, frame: Frame) -> None:
        """An entry reached the agent's desk."""
        self._time(frame, "agent")
        self.at_desk.take(frame, self._spoken)
        self._on_progress(self)

    def _time(self, frame: Frame, end: str) -> None:
        if self._spoken and frame["id"] == self._spoken[-1][0] and frame["by"] != end:
            self.arrival_ms.append((time.perf_counter() - self._said_at) * 1000)
