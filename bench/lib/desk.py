"""An agent's desk, on the desk's door."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from http.client import HTTPException

from bench.lib.door import Door
from bench.lib.pages import older
from bench.lib.thread import Frame, Thread

MOST_WATCHED = 500


class Desk(Door):
    """Watches conversations and takes the entries of each one by one. `on_row` hears of each line of the inbox.

    What an answer could not hold it reads from the conversation's page, as docs/live.md says.
    """

    path = "/live/desk"

    def __init__(self, port: int, cookie: str) -> None:
        super().__init__(port, {"Cookie": cookie})
        self.watched: dict[int, Thread] = {}
        self.on_row: Callable[[Frame], None] = _nothing
        self.acts["rows"] = self._rows

    def hello(self) -> Frame:
        for thread in self.watched.values():
            thread.begin(1)
        watched = [{"conversation": one, "seq": thread.have} for one, thread in self.watched.items()]
        return {"kind": "hello", "watch": watched}

    def watch(self, conversation: int) -> None:
        """Open a conversation from its start."""
        self.watched[conversation] = Thread()
        self._ask(conversation)

    def _ask(self, conversation: int) -> None:
        thread = self.watched[conversation]
        thread.ask()
        self.put({"kind": "watch", "conversation": conversation, "seq": thread.have})

    def _resumed(self, frame: Frame) -> None:
        conversation = frame["conversation"]
        thread = self.watched[conversation]
        thread.answered()
        before = thread.missing_before()
        if before is None:
            return
        if frame["first"] > thread.have + 1:
            thread.reading = True
            reading = asyncio.get_running_loop().create_task(self._read(conversation, thread, before))
            self._tasks.add(reading)
            reading.add_done_callback(self._tasks.discard)
        else:
            self.gaps += 1
            self._ask(conversation)

    async def _read(self, conversation: int, thread: Thread, before: int) -> None:
        """Read what is missing from the page, from its end on, until all of it is there."""
        while before > thread.have + 1 and not self._final:
            try:
                page = await asyncio.to_thread(older, self.port, self.headers["Cookie"], conversation, before)
            except (OSError, HTTPException):
                await asyncio.sleep(0.2)
                continue
            for frame in page:
                thread.hold(frame["seq"], frame)
            before = min([frame["seq"] for frame in page], default=before)
        thread.reading = False
        self._take(thread)

    def _rows(self, frame: Frame) -> None:
        for row in frame["rows"]:
            self.on_row(row)

    def _entry(self, frame: Frame) -> None:
        thread = self.watched.get(frame["conversation"])
        if thread is not None:
            self._hears(thread, frame["seq"], frame)

    def _refused(self, frame: Frame) -> None:
        self.watched[frame["conversation"]].refused()
        self._ask(frame["conversation"])

    def _beat(self, frame: Frame) -> None:
        for name, head in frame["heads"].items():
            thread = self.watched.get(int(name))
            if thread is not None and head > thread.have:
                self._ask(int(name))


def _nothing(row: Frame) -> None:
    """Nobody looks at the inbox."""
