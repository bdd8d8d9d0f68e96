"""Outboxes: what waits leaves together, and a slow listener is cut off."""

from __future__ import annotations

import asyncio

from extramile.base.live.hub import OUTBOX, Hub, Listener


class Wire:
    """Where a listener's messages go; may be stopped like a network."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.open = asyncio.Event()
        self.open.set()
        self.error: Exception | None = None

    async def send(self, text: str) -> None:
        await self.open.wait()
        if self.error:
            raise self.error
        self.sent.append(text)


class Cut(Listener):
    """Counts how often it was told that it is too slow."""

    __slots__ = ("told",)

    def __init__(self, wire: Wire) -> None:
        super().__init__(wire.send)
        self.told = 0

    def too_slow(self) -> None:
        self.told += 1


async def test_frames_that_wait_leave_together_and_in_order() -> None:
    wire = Wire()
    listener = Listener(wire.send)
    wire.open.clear()
    listener.push("0")
    await asyncio.sleep(0)
    for number in range(1, 201):
        listener.push(str(number))
    wire.open.set()
    await listener.flush()
    assert wire.sent[0] == "0"
    assert "\n".join(wire.sent).split("\n") == [str(number) for number in range(201)]
    assert len(wire.sent) < 10


async def test_a_frame_alone_leaves_at_once() -> None:
    wire = Wire()
    listener = Listener(wire.send)
    listener.push("a")
    await asyncio.sleep(0)
    assert wire.sent == ["a"]
    listener.push("b")
    await asyncio.sleep(0)
    assert wire.sent == ["a", "b"]


async def test_a_full_outbox_cuts_off_once() -> None:
    wire = Wire()
    listener = Cut(wire)
    wire.open.clear()
    listener.push("first")
    await asyncio.sleep(0)
    for number in range(OUTBOX):
        listener.push(str(number))
    assert not listener.cut
    for _ in range(1000):
        listener.push("one too many")
    assert (listener.cut, listener.told) == (True, 1)
    assert not listener._waiting
    wire.open.set()
    await asyncio.wait_for(listener.flush(), 1)
    listener.push("never")
    await asyncio.sleep(0)
    assert "never" not in wire.sent


async def test_a_send_that_fails_ends_the_listener_quietly() -> None:
    wire = Wire()
    wire.error = ConnectionResetError()
    listener = Listener(wire.send)
    listener.push("a")
    await asyncio.wait_for(listener.flush(), 1)
    assert listener.cut


async def test_topics() -> None:
    hub, one, two = Hub(), Listener(Wire().send), Listener(Wire().send)
    hub.subscribe("c:1", one)
    hub.subscribe("c:1", one)
    hub.subscribe("c:1", two)
    assert list(hub.listeners("c:1")) == [one, two]
    hub.unsubscribe("c:1", one)
    hub.unsubscribe("c:1", one)
    hub.unsubscribe("c:2", one)
    assert hub.heard("c:1")
    hub.unsubscribe("c:1", two)
    assert not hub.heard("c:1")
    assert hub._topics == {}


async def test_listeners_may_leave_while_they_are_told() -> None:
    hub, some = Hub(), [Listener(Wire().send) for _ in range(5)]
    for one in some:
        hub.subscribe("t", one)
    told = 0
    for one in hub.listeners("t"):
        hub.unsubscribe("t", one)
        told += 1
    assert told == 5


async def test_a_burst_makes_nobody_slow() -> None:
    wire = Wire()
    listener = Cut(wire)
    for number in range(4 * OUTBOX):
        listener.push(str(number))
    await listener.flush()
    assert (listener.cut, listener.told) == (False, 0)
    assert "\n".join(wire.sent).split("\n") == [str(number) for number in range(4 * OUTBOX)]
