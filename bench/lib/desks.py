"""The agents' side of a replay: desks that hold many conversations each, and one that looks out for new ones.

The visitor's name of a conversation is a UUID, the desk's is a number, and no frame holds both. A desk hears of a new
conversation as a line in `rows`, opens it with `watch`, and knows it by the `id` of its first message.
"""

from __future__ import annotations

from functools import partial

from bench.lib.crowd import in_waves
from bench.lib.desk import MOST_WATCHED, Desk
from bench.lib.door import Door
from bench.lib.play import Play
from bench.lib.thread import Frame


class Desks:
    """Spreads conversations over desks and leads what each desk hears to the right play."""

    def __init__(self, port: int, cookie: str, count: int) -> None:
        # The lookout opens nothing: with so little to hear it is never cut off as slow, and misses no new conversation.
        self.lookout = Desk(port, cookie)
        self.desks = [Desk(port, cookie) for _ in range(count)]
        self._first: dict[str, Play] = {}
        self._plays: dict[int, Play] = {}
        self._seen: set[int] = set()
        for desk in [self.lookout, *self.desks]:
            desk.on_row = self._row
            desk.on_ack = self._acked
            desk.on_entry = partial(self._heard, desk)

    @property
    def doors(self) -> list[Door]:
        """Every connection of the agents."""
        return [self.lookout, *self.desks]

    async def open(self) -> None:
        """Connect them all."""
        await in_waves([desk.open() for desk in self.doors])

    def expect(self, name: str, play: Play) -> None:
        """The conversation that begins with the message `name` is this play's."""
        self._first[name] = play

    def _row(self, row: Frame) -> None:
        number = row["conversation"]
        if number in self._seen:
            return
        self._seen.add(number)
        desk = min(self.desks, key=lambda one: len(one.watched))
        if len(desk.watched) < MOST_WATCHED:
            desk.watch(number)

    def _heard(self, desk: Desk, frame: Frame) -> None:
        number = frame["conversation"]
        play = self._plays.get(number)
        if play is None and (play := self._first.pop(frame["id"], None)) is not None:
            self._plays[number] = play
            play.heard_by_desk(frame)
            play.opened_on(desk, number)
        elif play is not None:
            play.heard_by_desk(frame)

    def _acked(self, frame: Frame) -> None:
        self._plays[frame["conversation"]].acknowledged(frame)
