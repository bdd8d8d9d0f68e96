"""One websocket: splits messages into frames, answers bad ones by name, and closes in one way."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.db import InterfaceError, OperationalError

from extramile.base import metrics
from extramile.base.clock import now, stamp
from extramile.base.limits import Allowance
from extramile.base.live.hub import Listener
from extramile.web.door import Line, Message, Receive, Send
from extramile.web.live import frames
from extramile.web.live.frames import BadFrame, Door

_ERRORS_IN_A_ROW = 20
_GOODBYE = 5.0
CLOSE = {
    "hello_first": 4400, "token": 4401, "refused": 4403, "revoked": 4403, "slow": 4408, "flood": 4429,
    "restarting": 1012,
}  # fmt: skip


class Closed(Exception):
    """The connection ends here: `code` says why, and is empty when the other side went away.

    `retry` says in how many seconds to come back, where that is not as usual after this code.
    """

    def __init__(self, code: str = "", says: str = "", *, retry: float | None = None) -> None:
        super().__init__(code)
        self.code, self.says, self.retry = code, says, retry


class Connection(Listener):
    """A listener with a websocket under it. Subclasses say what each frame means: `quick` has what needs no waiting,
    by its kind, and `take` the rest."""

    __slots__ = ("_ended", "_errors", "_frames", "_held", "_line", "_raw", "_reached", "closing", "who")
    door: Door
    quick: ClassVar[Mapping[str, Callable[[Any, dict[str, Any]], None]]]

    def __init__(self, send: Send, line: Line | None, *, who: str, frames_in_10_s: int) -> None:
        super().__init__(self._text, line.say if line else None)
        self._line = line
        self._raw = send
        self._errors = 0
        self._frames = Allowance(frames_in_10_s, 10)
        self._held: list[tuple[int, int, str]] | None = None
        self._reached: dict[int, int] | None = None
        self.who = who
        self.closing = False
        self._ended: asyncio.Event | None = None

    async def _text(self, text: str) -> None:
        await self._raw({"type": "websocket.send", "text": text})

    def give(self, kind: str, **fields: Any) -> None:
        """Queue a frame for the other side."""
        self.push(frames.make(self.door, kind, **fields))

    def tell(self, frame: str, conversation: int = 0, place: int = 0) -> None:
        """Give what happens elsewhere; held back while what was before it is still being read."""
        if self._held is not None:
            self._held.append((conversation, place, frame))
        elif self._reached is None or not self._has(conversation, place):
            self.push(frame)

    def hold(self) -> None:
        """Hold back what happens until `let_go`, or it would overtake what is read meanwhile."""
        self._held = []

    def let_go(self, conversation: int = 0, reached: int = 0) -> None:
        """Give what happened meanwhile, without the entries of a conversation up to `reached`."""
        held, self._held = self._held or [], None
        if reached:
            # Between a commit and its telling there is a moment: an entry that was read in it is told of afterwards.
            self._reached = self._reached or {}
            self._reached[conversation] = reached
        for of, place, frame in held:
            if not self._has(of, place):
                self.push(frame)

    def _has(self, conversation: int, place: int) -> bool:
        return self._reached is not None and 0 < place <= self._reached.get(conversation, 0)

    def refuse(self, bad: BadFrame) -> None:
        """Answer a frame that changed nothing. Raises Closed after too many in a row."""
        self.wrong(bad)
        self._errors += 1
        if self._errors > _ERRORS_IN_A_ROW:
            raise Closed("flood", "Too many errors in a row.")

    async def take(self, frame: dict[str, Any]) -> None:
        """Act on one well-formed frame that is not `quick`. Raises BadFrame or Closed."""
        raise NotImplementedError

    def let_in(self) -> None:
        """What comes from here on may be acted upon at once."""
        if self._line:
            self._line.hear(self._at_once)

    def _at_once(self, text: str) -> bool:
        """Act on a message of one quick frame; False for every other one, which is to be heard in turn."""
        # Whoever erred last may have erred too often, and only in turn a connection can be ended for it.
        if self._errors or self.closing or "\n" in text:
            return False
        try:
            frame = frames.read(self.door, self.who, text)
            act = self.quick.get(frame["kind"])
            if act is None:
                return False
            if wait := self._frames.take():
                raise BadFrame("rate", "Too fast.", frame["kind"], retry=wait, **frames.named(self.door, frame))
            act(self, frame)
        except BadFrame as bad:
            self._bad(bad)
        except Exception:
            # A mistake of ours is made once more where it is logged, and where the connection ends. Nothing that is
            # quick means more when it is said twice.
            return False
        return True

    async def hear(self, message: Message) -> None:
        """Act on one websocket message: one or more frames. Raises Closed when it was the last."""
        if message["type"] != "websocket.receive":
            raise Closed
        text = message.get("text")
        if text is None:
            self.refuse(BadFrame("malformed", "Frames travel as text."))
            return
        for line in text.split("\n"):
            # Who was signed out in the middle of a message has said the rest of it too late.
            if line and not self.closing:
                await self._one(line)

    async def _one(self, line: str) -> None:
        wait = self._frames.take()
        try:
            frame = frames.read(self.door, self.who, line)
            if wait:
                raise BadFrame("rate", "Too fast.", frame["kind"], retry=wait, **frames.named(self.door, frame))
            act = self.quick.get(frame["kind"])
            if act:
                act(self, frame)
            else:
                await self.take(frame)
        except (InterfaceError, OperationalError):
            self.let_go()
            named = frames.named(self.door, frame)
            self._unavailable(BadFrame("unavailable", "The desk cannot be asked now.", frame["kind"], retry=3, **named))
        except BadFrame as bad:
            self._bad(bad)
        else:
            self._errors = 0

    def _bad(self, bad: BadFrame) -> None:
        if bad.code == "unavailable":
            self._unavailable(bad)
        else:
            self.refuse(bad)

    def _unavailable(self, bad: BadFrame) -> None:
        # Our own trouble is no error of theirs: it is told, and never counted against them.
        self.wrong(bad)

    def wrong(self, bad: BadFrame) -> None:
        """Answer a frame with an error."""
        metrics.frame_error(self.door, bad.code)
        self.push(frames.error(self.door, bad))

    def _ping(self, _: dict[str, Any]) -> None:
        self.give("beat", at=stamp(now()), heads={})

    @property
    def conversations(self) -> list[int]:
        """Which conversations it is about, for the log: at most ten."""
        raise NotImplementedError

    def leave(self) -> None:
        """The connection is gone."""

    def too_slow(self) -> None:
        asyncio.get_running_loop().create_task(self.close("slow", "Too many frames were waiting.", retry=1))

    async def close(self, code: str, says: str, *, retry: float | None = None) -> None:
        """Say why, and close. Nothing happens when it is closing already."""
        if self.closing:
            return
        self.closing = True
        self._ended = asyncio.Event()
        try:
            # Whoever does not read cannot be told, and must not hold up those who wait for this end.
            async with asyncio.timeout(_GOODBYE):
                if not self.cut:
                    await self.flush()
                # Nothing follows a bye.
                self.cut = True
                last = frames.make(self.door, "bye", code=code, says=says, retry=retry)
                await self._raw({"type": "websocket.send", "text": last})
                await self._raw({"type": "websocket.close", "code": CLOSE[code], "reason": code})
        except (OSError, RuntimeError):
            # The other side was quicker, or too slow.
            pass
        finally:
            self.cut = True
            self._ended.set()

    async def ended(self) -> None:
        """Wait until the goodbye that is under way has been said."""
        if self._ended:
            await self._ended.wait()


async def first(receive: Receive, seconds: float) -> Message:
    """The first message after the upgrade. Raises Closed when none comes in time."""
    try:
        async with asyncio.timeout(seconds):
            return await receive()
    except TimeoutError:
        raise Closed("hello_first", "No hello came.") from None
