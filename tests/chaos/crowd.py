"""People who talk through thick and thin, by the rules of docs/live.md: keep until acknowledged, come back, resume."""

from __future__ import annotations

import asyncio
import random
from typing import Any

from websockets.exceptions import WebSocketException

from extramile.base.ids import uuid7
from tests.web.live.talk import Frame, Talk, dial

HASTE = 0.2  # of the waiting times that the protocol asks for, so that the test is short


class Person:
    """One client. `acked` is what was promised to them, `log` what they were told, by place."""

    def __init__(self, url: str, door: str, *, origin: str, headers: dict[str, str] | None = None) -> None:
        self.url, self.door, self.origin, self.headers = url, door, origin, headers or {}
        self.outbox: dict[str, Frame] = {}
        self.acked: dict[str, Frame] = {}
        self.written: list[str] = []
        self.log: dict[Any, dict[int, str]] = {}
        self.quarrels: list[str] = []
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
        read, welcome = 0, False
        await talk.say(self.hello())
        while not self.done and talk.code is None:
            fresh, read = talk.got[read:], len(talk.got)
            for frame in fresh:
                welcome = welcome or frame["kind"] == "welcome"
                self.take(frame)
            if welcome and self.outbox and self._flying not in self.outbox:
                self._flying = next(iter(self.outbox))
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
                self._entry(frame)
            case "ack":
                first = self.acked.setdefault(frame["id"], frame)
                if (first[self.place], first["at"]) != (frame[self.place], frame["at"]):
                    self.quarrels.append(f"acknowledged twice, differently: {first} {frame}")
                self.outbox.pop(frame["id"], None)
            case "error" if frame["code"] not in ("unavailable", "rate"):
                self.quarrels.append(str(frame))
            case "error":
                self._flying = ""

    def _entry(self, frame: Frame) -> None:
        log = self.log.setdefault(frame["conversation"], {})
        place = frame[self.place]
        if log.setdefault(place, frame["id"]) != frame["id"]:
            self.quarrels.append(f"{place} was {log[place]} and is {frame['id']}")
        elif place > 1 and place - 1 not in log:
            self.quarrels.append(f"{place} came before {place - 1}")


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
