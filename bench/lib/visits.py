"""A browser that opens the desk's pages one after the other, on one connection."""

from __future__ import annotations

import http.client
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

from bench.lib.process import cpu_seconds

_REST = re.compile(r'data-from="([^"]+)"')


class NotAPage(Exception):
    """The server answered with something else; the message holds it."""


@dataclass(frozen=True)
class Cost:
    """What pages cost: milliseconds of each, and CPU of one in milliseconds, of the server and of its database."""

    times: list[float]
    cpu: float
    database_cpu: float


class Reader:
    """One signed-in person. `pids` are the server and, where it is a process of its own, the database."""

    def __init__(self, port: int, cookie: str, pids: tuple[int, ...]) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._cookie = cookie
        self._pids = pids

    def status(self, address: str) -> int:
        """How a page is answered."""
        return self._ask(address)[0]

    def open(self, address: str) -> str:
        """A page. Raises NotAPage."""
        status, body = self._ask(address)
        if status != 200:
            raise NotAPage(f"{status} for {address}: {body[:2000]!r}")
        return body.decode()

    def _ask(self, address: str) -> tuple[int, bytes]:
        self._connection.request("GET", address, headers={"Cookie": self._cookie})
        answer = self._connection.getresponse()
        return answer.status, answer.read()

    def cost(self, addresses: Iterable[str]) -> Cost:
        """Open pages and weigh them."""
        before = [cpu_seconds(pid, children=place > 0) for place, pid in enumerate(self._pids)]
        times = []
        for address in addresses:
            began = time.perf_counter()
            self.open(address)
            times.append((time.perf_counter() - began) * 1000)
        after = [cpu_seconds(pid, children=place > 0) for place, pid in enumerate(self._pids)]
        cpu = [(now - then) * 1000 / max(1, len(times)) for now, then in zip(after, before, strict=True)]
        return Cost(times, cpu[0], sum(cpu[1:]))

    def onward(self, address: str, pages: int) -> str:
        """The address of the page so many pages on, by each page's own link; the last one if they are fewer."""
        for _ in range(pages):
            found = _REST.findall(self.open(address))
            if not found:
                break
            address = unescape(found[-1])
        return address
