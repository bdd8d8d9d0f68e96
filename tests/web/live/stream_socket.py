"""The fall-back of the live protocol, written from its page alone, with the face of a websocket."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlsplit

import httpx
from websockets.exceptions import ConnectionClosedOK

_SLOWLY = httpx.Timeout(60, pool=None)


class StreamSocket:
    """Opens with the first frame that is sent. `close_code` is the status of the last answer, once it has ended.

    Each request goes to any of `urls`, as a proxy in front of several processes may do it.
    """

    def __init__(self, urls: list[str], path: str, headers: dict[str, str], *, poll: bool) -> None:
        named = {"Host": urlsplit(urls[0]).netloc} | headers
        self.client = httpx.AsyncClient(headers=named, timeout=_SLOWLY, trust_env=False)
        self.urls, self.path, self.poll = iter(lambda: random.choice(urls), ""), path, poll
        self.close_code: int | None = None
        self.name = asyncio.get_running_loop().create_future()
        self.last = 0
        self._hello: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._posting = asyncio.Lock()
        self._reader: asyncio.Task[Any] | None = None

    async def send(self, text: str) -> None:
        """Say frames: the first opens the stream, the others are posted. Raises ConnectionError when not taken."""
        said = [json.loads(line) for line in text.split("\n")]
        async with self._posting:
            if not self._hello.done():
                self._hello.set_result(said.pop(0))
            if said:
                answer = await self.post(said)
                if answer.status_code != 202:
                    raise ConnectionError(f"{answer.status_code} {answer.text}")

    async def post(self, said: list[Any]) -> httpx.Response:
        """Post frames to the stream, once its name is known."""
        body = {"stream": await asyncio.shield(self.name), "frames": said}
        return await self.client.post(f"{next(self.urls)}{self.path}/frames", json=body)

    async def __aiter__(self) -> AsyncIterator[str]:
        self._reader = asyncio.current_task()
        hello = await asyncio.shield(self._hello)
        body = {**hello, "poll": True} if self.poll else hello
        while True:
            try:
                async with self.client.stream("POST", f"{next(self.urls)}{self.path}/stream", json=body) as answer:
                    async for event in self._events(answer):
                        yield event
            except httpx.TransportError:
                break
            if answer.status_code != 200 or not self.poll:
                break
            body = {"stream": self.name.result(), "after": self.last}
        self.close_code = answer.status_code
        raise ConnectionClosedOK(None, None)

    async def _events(self, answer: httpx.Response) -> AsyncIterator[str]:
        name, data = "", []
        async for line in answer.aiter_lines():
            field, _, value = line.partition(": ")
            if field == "event":
                name = value
            elif field == "data":
                data.append(value)
            elif field == "id":
                self.last = int(value)
            elif not line and data:
                if name == "stream":
                    self.name.set_result(json.loads(data[0])["stream"])
                else:
                    yield "\n".join(data)
                name, data = "", []

    async def close(self) -> None:
        """Hang up."""
        if self._reader:
            self._reader.cancel()
        await self.client.aclose()
        self.close_code = self.close_code or 0
