"""The live rooms of this process, and what they share."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

from django.db import close_old_connections

from extramile.base.config import Config
from extramile.base.limits import Allowances
from extramile.base.live.hub import Hub
from extramile.base.live.writer import Writer
from extramile.desk.actions import live
from extramile.desk.actions.rate import Rate
from extramile.desk.actions.recent import Recent
from extramile.desk.queries.hellos import Arriving
from extramile.web.live.connection import Closed, Connection
from extramile.web.live.counted import counted
from extramile.web.live.elsewhere import Elsewhere
from extramile.web.live.frames import BadFrame
from extramile.web.live.hellos import Answer, Hellos
from extramile.web.live.marks import Marks
from extramile.web.live.presence import Person, Presence
from extramile.web.live.rows import Rows
from extramile.web.live.viewers import tell_viewers

P = ParamSpec("P")
T = TypeVar("T")
_RETRY = 2
_HOUR = 3600


class House:
    """Hub, writer, presence and the connections of one process. Everything runs on the event loop but `ask`."""

    def __init__(self, config: Config, *, presence_changed: Callable[[Person], None]) -> None:
        self.config = config
        self.hub = Hub()
        commit = counted(partial(live.commit, recent=Recent()))
        self.writer: Writer[live.Job, live.Outcome] = Writer(commit)
        self.marks = Marks(lambda mark: self.writer.submit(mark, lambda outcome: None))
        self.presence = Presence(presence_changed, moved=lambda: self.elsewhere.changed())
        self.rows = Rows()
        self.elsewhere = Elsewhere(self, viewers_changed=partial(tell_viewers, self))
        self.entering: set[Connection] = set()
        self.connections: set[Connection] = set()
        # Visitors by their network address, agents by their number.
        self.by_holder: dict[str | int, int] = {}
        self.openings = Allowances(config.limit_conversations, _HOUR)
        self.draining = False
        self._shut = False
        self.sends = Allowances(config.limit_sends, 10)
        self.agent_sends = Allowances(config.limit_agent_sends, 10)
        self._hellos = Hellos()
        # Apart, so that thousands of visitors never stand between an agent and the database.
        self._readers = ThreadPoolExecutor(max_workers=3, thread_name_prefix="live-reads")
        self._visitors_readers = ThreadPoolExecutor(max_workers=1, thread_name_prefix="visitors-reads")

    def start(self) -> None:
        """Begin to write and to read; called once the loop runs."""
        self.writer.start(asyncio.get_running_loop())
        self._hellos.start()

    async def ask(self, question: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a query in a thread: the loop itself never touches the database. Raises Closed after the drain."""
        return await self._ask(self._readers, question, *args, **kwargs)

    async def ask_for_visitor(self, question: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The same for what a visitor wants to know."""
        return await self._ask(self._visitors_readers, question, *args, **kwargs)

    async def arrive(self, one: Arriving) -> Answer:
        """What the database says to a visitor who comes in. Raises Closed when it says nothing now."""
        if self.draining:
            raise Closed("restarting", "The desk restarts.")
        return await self._hellos.answer(one)

    async def _ask(self, readers: ThreadPoolExecutor, question: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        if self._shut:
            raise Closed("restarting", "The desk restarts.")

        def answer() -> T:
            close_old_connections()
            return question(*args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(readers, answer)

    def write(self, job: live.Receive | live.Reply | Rate, done: Callable[[live.Outcome], None]) -> None:
        """Queue a message or a rating for the disk. Raises BadFrame when too much is waiting already."""
        if self.writer.full or self.draining:
            of = "rating" if isinstance(job, Rate) else "send"
            raise BadFrame("unavailable", "The desk is very busy. Keep it.", of, id=job.name, retry=_RETRY)
        self.writer.submit(job, done)

    async def drain(self) -> None:
        """Store what was accepted, tell everybody to come back, and close."""
        self.draining = True
        await self.writer.finish()
        await self._hellos.finish()
        await asyncio.sleep(0.05)
        closing = [
            one.close("restarting", "The desk restarts.", retry=1) for one in (*self.entering, *self.connections)
        ]
        await asyncio.gather(*closing, return_exceptions=True)
        self._shut = True
        self._readers.shutdown(wait=False)
        self._visitors_readers.shutdown(wait=False)
