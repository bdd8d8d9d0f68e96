"""A visitor who keeps to the protocol's page whatever the network does: comes back, and sends again what was not
acknowledged."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from typing import Any

import httpx
from websockets.exceptions import WebSocketException

from tests.web.live.conftest import SHOP
from tests.web.live.talk import Talk, dial, new

_PATIENCE, _MOST = 3.0, 60.0
_LOST = (OSError, WebSocketException, httpx.HTTPError, AssertionError)


class Steady:
    """`texts` are the entries that came, each taken once and in order of `said`; `waiting` is not acknowledged yet."""

    def __init__(self, url: str, key: str, way: str, *, also: Sequence[str] = ()) -> None:
        self.url, self.also, self.key, self.way = url, also, key, way
        self.conversation, self.token = new(), None
        self.waiting: dict[str, str] = {}
        self.texts: list[str] = []
        self.came = 0
        self._patience = _PATIENCE
        self._talk: Talk | None = None

    @property
    def reached(self) -> tuple[int, int, int]:
        """Changes whenever the visitor gets on: came in, heard something, or was heard."""
        return self.came, len(self.texts), len(self.waiting)

    def say(self, text: str) -> None:
        """Send a message, now or as soon as there is a connection."""
        self.waiting[new()] = text

    async def live(self, until: Any) -> None:
        """Come, and come again, until something is so."""
        while not until():
            had = self.reached
            with contextlib.suppress(*_LOST):
                self._talk = await dial(self.url, "/live/visitor", "visitor", origin=SHOP, way=self.way, also=self.also)
                await self._serve(self._talk, until)
            if self._talk:
                await self._talk.close()
            # Who came in vain may have given up too early, on a machine that is busy with others.
            self._patience = _PATIENCE if self.reached != had else min(self._patience * 2, _MOST)

    async def _serve(self, talk: Talk, until: Any) -> None:
        known = self.conversation if self.texts else None
        hello = {"kind": "hello", "key": self.key, "token": self.token, "conversation": known, "said": len(self.texts)}
        await talk.say(hello)
        self.token = (await talk.hears("welcome", within=self._patience))["token"]
        self.came += 1
        taken, sent = 0, ""
        while talk.code is None and not until():
            if sent:
                await talk.until(lambda had=taken: len(talk.got) > had or talk.code is not None, within=self._patience)
            for frame in talk.got[taken:]:
                self._take(frame)
            taken = len(talk.got)
            if self.waiting and next(iter(self.waiting)) != sent:
                sent = next(iter(self.waiting))
                frame = {"kind": "send", "conversation": self.conversation, "id": sent, "text": self.waiting[sent]}
                await talk.say(frame)
            await asyncio.sleep(0.01)

    def _take(self, frame: dict[str, Any]) -> None:
        if frame["kind"] == "ack":
            self.waiting.pop(frame["id"], None)
        elif frame["kind"] == "entry" and frame["said"] == len(self.texts) + 1:
            self.texts.append(frame["text"])
        elif frame["kind"] == "entry" and frame["said"] > len(self.texts):
            raise ValueError(f"{frame['said']} came after {len(self.texts)}")
