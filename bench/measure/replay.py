"""Plays real chats live against a server that it starts, and checks that nothing is lost, doubled or out of order.

Customers speak over widget sockets, agents over desk sockets. All chats start together; the gaps of the file are
divided by --speed and are never longer than 2 s; a turn follows when the one before is acknowledged. This client is
written from docs/live.md alone.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import uvloop
from bench.lib import server
from bench.lib.chats import Chat, chats
from bench.lib.crowd import in_waves
from bench.lib.desks import Desks
from bench.lib.door import Door
from bench.lib.figures import Line, none, note, percentile, show
from bench.lib.install import Install, found
from bench.lib.play import Play
from bench.lib.visitor import Visitor


class Replay:
    """All the chats at once."""

    def __init__(self, played: list[Chat], port: int, install: Install, desks: int) -> None:
        self.desks = Desks(port, install.cookie, desks)
        self.plays = [Play(chat, Visitor(port, install.key), self._progress) for chat in played]
        self.seconds = 0.0
        self._complete: set[Play] = set()
        self._last = time.monotonic()
        self._done = asyncio.Event()

    @property
    def doors(self) -> list[Door]:
        """Every connection."""
        return [*self.desks.doors, *(play.visitor for play in self.plays)]

    async def run(self, patience: float) -> None:
        """Connect everybody, start all chats together, and wait for the end, or `patience` seconds without a sign."""
        await self.desks.open()
        await in_waves([play.visitor.open() for play in self.plays])
        note(f"{len(self.plays):,} visitors and {len(self.desks.doors)} desks are connected.")
        began = self._last = time.monotonic()
        for play in self.plays:
            play.say_next()
            self.desks.expect(play.first, play)
        while not self._done.is_set() and time.monotonic() - self._last < patience:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._done.wait(), 5)
            self._look(began)
        self.seconds = time.monotonic() - began

    def leave(self) -> None:
        """Close every connection."""
        for door in self.doors:
            door.close()

    def _progress(self, play: Play) -> None:
        self._last = time.monotonic()
        if play.complete and play not in self._complete:
            self._complete.add(play)
            if len(self._complete) == len(self.plays):
                self._done.set()

    def _look(self, began: float) -> None:
        for door in self.doors:
            door.listen()
        acked = sum(play.acked for play in self.plays)
        note(f"{time.monotonic() - began:6.0f} s  {acked:,} acknowledged, {len(self._complete):,} chats complete")


def figures(replay: Replay) -> dict[str, object]:
    """The counts, and how long a message took."""
    plays, doors = replay.plays, replay.doors
    ears = [ear for play in plays for ear in (play.at_desk, play.at_visitor)]
    due = sum(len(play.chat.turns) + play.expected_by_visitor for play in plays)
    acked = sum(play.acked for play in plays)
    acks = [one for play in plays for one in play.ack_ms]
    arrivals = [one for play in plays for one in play.arrival_ms]
    return {
        "chats": len(plays),
        "turns": sum(len(play.chat.turns) for play in plays),
        "skipped": sum(play.chat.skipped for play in plays),
        "sent": sum(play.sent for play in plays),
        "acknowledged": acked,
        "received_by_desk": sum(play.at_desk.heard for play in plays),
        "received_by_visitor": sum(play.at_visitor.heard for play in plays),
        "lost": due - sum(ear.heard for ear in ears),
        "doubled": sum(ear.doubled for ear in ears) + sum(door.repeated for door in doors),
        "out_of_order": sum(ear.disordered for ear in ears) + sum(door.gaps for door in doors),
        "altered": sum(ear.altered for ear in ears),
        "overlaps_ignored": sum(door.overlaps for door in doors),
        "came_back": dict(Counter(why for door in doors for why in door.comebacks)),
        "errors": dict(Counter(error["code"] for door in doors for error in door.errors)),
        "seconds": round(replay.seconds, 1),
        "messages_per_second": round(acked / replay.seconds, 1) if replay.seconds else 0,
        "ack_p50_ms": round(percentile(acks, 0.5), 1),
        "ack_p99_ms": round(percentile(acks, 0.99), 1),
        "arrival_p50_ms": round(percentile(arrivals, 0.5), 1),
        "arrival_p99_ms": round(percentile(arrivals, 0.99), 1),
    }


def lines(values: dict[str, object]) -> list[Line]:
    """The table of the figures."""
    counted = ("chats", "turns", "skipped", "sent", "acknowledged", "received_by_desk", "received_by_visitor")
    number = {name: value for name, value in values.items() if isinstance(value, (int, float))}
    return [
        *(Line(name.replace("_", " "), f"{number[name]:,}") for name in counted),
        *(none(name.replace("_", " "), number[name]) for name in ("lost", "doubled", "out_of_order", "altered")),
        Line("connections that came back", _counts(values["came_back"])),
        Line("errors", _counts(values["errors"]), "none", not values["errors"]),
        Line("messages a second", f"{number['messages_per_second']:,} over {number['seconds']:,} s"),
        Line("send to acknowledgement, p50, p99", f"{number['ack_p50_ms']} ms, {number['ack_p99_ms']} ms"),
        Line("send to the other side, p50, p99", f"{number['arrival_p50_ms']} ms, {number['arrival_p99_ms']} ms"),
    ]


def _counts(values: object) -> str:
    return (
        ", ".join(f"{name}: {count}" for name, count in values.items())
        if isinstance(values, dict) and values
        else "none"
    )


async def play_all(played: list[Chat], port: int, install: Install, asked: argparse.Namespace) -> dict[str, object]:
    """Play the chats and return the figures."""
    desks = asked.desks or math.ceil(len(played) / 250)
    replay = Replay(played, port, install, desks)
    try:
        await replay.run(asked.patience)
        return figures(replay)
    finally:
        replay.leave()


def main() -> int:
    """Start a server, play, print the counts; 1 on any loss, double, disorder, altered line or error."""
    reads = argparse.ArgumentParser(prog="bench/replay", description=__doc__)
    reads.add_argument("file", type=Path, help="chats, one JSON object a line; may be .gz")
    reads.add_argument("--speed", type=float, default=10, help="how many times faster than life (10)")
    reads.add_argument("--limit", type=int, help="play only the first so many chats")
    reads.add_argument("--desks", type=int, help="desk sockets that share the conversations (one for 250)")
    reads.add_argument("--patience", type=float, default=60, help="give up after so many seconds without a sign (60)")
    reads.add_argument("--json", action="store_true", help="print one JSON object only")
    asked = reads.parse_args()
    played = list(chats(asked.file, speed=asked.speed, most=asked.limit))
    server.prepare()
    limits = server.raised()
    with server.folder() as data, server.product(data, limits) as ours:
        install = found(ours.port)
        note(f"Raised limits: {' '.join(f'{name}={value}' for name, value in limits.items())}.")
        values = uvloop.run(play_all(played, ours.port, install, asked))
    values |= {"speed": asked.speed, "limits": limits}
    show(f"Replay of {asked.file.name}, {asked.speed:g} times faster", lines(values), values, as_json=asked.json)
    return 1 if any(values[name] for name in ("lost", "doubled", "out_of_order", "altered", "errors")) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
