"""People who talk through thick and thin, by the rules of docs/live.md: keep until acknowledged, come back, resume."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from typing import Any

from websockets.exceptions import WebSocketException

from extramile.base.ids import uuid7
from tests.web.live.talk import Frame, Talk, dial

HASTE = 0.2  # of the waiting times that the protocol asks for, so that the test is short


class Person:
    """One client. `acked` is what was promised to them, `log` what they were told, by place; `said` how often they
    sent each of their messages, and `again` which entries were told to them once more without a reason of their own."""

    def __init__(self, url: str, door: str, *, origin: str, headers: dict[str, str] | None = None) -> None:
        self.url, self.door, self.origin, self.headers = url, door, origin, headers or {}
        self.outbox: dict[str, Frame] = {}
        self.acked: dict[str, Frame] = {}
        self.written: list[str] = []
        self.log: dict[Any, dict[int, str]] = {}
        self.places: dict[str, tuple[Any, int]] = {}
        self.said: Counter[str] = Counter()
        self.again: Counter[str] = Counter()
        self.quarrels: list[str] = []
        self._resumed: set[Any] = set()
        self._answers: set[tuple[Any, int]] = set()
        self.returns = 0
        self._talk: Talk | None = None
        self._flying = ""
        self.done = False

    place = ""

    def hello(self) -> Frame:
        """How this one comes in."""
        raise NotImplementedError

    def write(self, conversation: Any, text: str, **more: Any) -> None:
        """Say something, now or when the line is back."""
        name = str(uuid7())
        self.written.append(name)
        self.outbox[name] = {"kind": "send", "conversation": conversation, "id": name, "text": text, **more}

    async def live(self) -> None:
        """Be here until `done`, whatever happens to the line."""
        tries = 0
        while not self.done:
            try:
                talk = await dial(self.url, f"/live/{self.door}", self.door, origin=self.origin, headers=self.headers)
            except (OSError, WebSocketException, TimeoutError, EOFError):
                tries = min(tries + 1, 3)
                await asyncio.sleep(0.5 * 2**tries * random.uniform(0.5, 1) * HASTE)
                continue
            tries = 0
            self.returns += 1
            try:
                await self._stay(talk)
            except (OSError, WebSocketException):
                pass
            finally:
                await talk.close()

    async def _stay(self, talk: Talk) -> None:
        self._flying = ""
        self._resumed, self._answers = set(), set()
        read, welcome = 0, False
        await talk.say(self.hello())
        while not self.done and talk.code is None:
            fresh, read = talk.got[read:], len(talk.got)
            for frame in fresh:
                welcome = welcome or frame["kind"] == "welcome"
                self.take(frame)
            if welcome and self.outbox and self._flying not in self.outbox:
                self._flying = next(iter(self.outbox))
                self.said[self._flying] += 1
                await talk.say(self.outbox[self._flying])
            for ask in self.asks():
                await talk.say(ask)
            await asyncio.sleep(0.005)

    def asks(self) -> list[Frame]:
        """What this one wants to know now."""
        return []

    def take(self, frame: Frame) -> None:
        """Hear one frame."""
        match frame["kind"]:
            case "entry":
                self._entry(frame["conversation"], frame[self.place], frame["id"])
            case "resumed":
                self._resumed.add(frame["conversation"])
            case "ack":
                first = self.acked.setdefault(frame["id"], frame)
                if (first[self.place], first["at"]) != (frame[self.place], frame["at"]):
                    self.quarrels.append(f"acknowledged twice, differently: {first} {frame}")
                self.outbox.pop(frame["id"], None)
            case "error" if frame["code"] not in ("unavailable", "rate"):
                self.quarrels.append(str(frame))
            case "error":
                self._flying = ""

    def _entry(self, conversation: Any, place: int, name: str) -> None:
        log, here = self.log.setdefault(conversation, {}), (conversation, place)
        known = place in log
        if self.places.setdefault(name, here) != here:
            self.quarrels.append(f"doubled: {name} at {self.places[name]} and at {here}")
        if log.setdefault(place, name) != name:
            self.quarrels.append(f"doubled: {here} was {log[place]} and is {name}")
        elif place > 1 and place - 1 not in log:
            self.quarrels.append(f"{here} came before {place - 1}")
        self._count(here, name, known=known)

    def _count(self, here: tuple[Any, int], name: str, *, known: bool) -> None:
        """What was committed while an answer was read may come with the answer and once more after it."""
        if not known:
            if here[0] not in self._resumed:
                self._answers.add(here)
        elif here in self._answers:
            self._answers.remove(here)
        else:
            self.again[name] += 1


class Visitor(Person):
    """Somebody at the shop with one conversation."""

    place = "said"

    def __init__(self, url: str, key: str, origin: str, number: int) -> None:
        super().__init__(url, "visitor", origin=origin, headers={"X-Forwarded-For": f"10.1.0.{number}"})
        self.key, self.token = key, None
        self.conversation = str(uuid7())

    def hello(self) -> Frame:
        known = self.log.get(self.conversation, {})
        conversation = self.conversation if known or self.acked else None
        said = max(known, default=0)
        return {"kind": "hello", "key": self.key, "token": self.token, "conversation": conversation, "said": said}

    def take(self, frame: Frame) -> None:
        if frame["kind"] == "welcome":
            self.token = frame["token"]
            if frame["conversation"] is None:
                self._resumed.add(self.conversation)
        super().take(frame)


class Agent(Person):
    """Somebody at the desk who opens every conversation of the inbox they hear of, and answers."""

    place = "seq"

    def __init__(self, url: str, session: str) -> None:
        super().__init__(url, "desk", origin=url, headers={"Cookie": f"extramile_session={session}"})
        self.watched: set[int] = set()
        self._wanted: list[int] = []

    def hello(self) -> Frame:
        watch = [{"conversation": one, "seq": max(self.log.get(one, {}), default=0)} for one in self.watched]
        return {"kind": "hello", "watch": watch}

    def open(self, conversation: int) -> None:
        """Watch one more conversation."""
        if conversation not in self.watched:
            self.watched.add(conversation)
            self._wanted.append(conversation)

    def asks(self) -> list[Frame]:
        wanted, self._wanted = self._wanted, []
        return [{"kind": "watch", "conversation": one, "seq": 0} for one in wanted]
