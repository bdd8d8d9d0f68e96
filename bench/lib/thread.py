"""One conversation as a client of the live protocol has it (docs/live.md): entries one by one, and gaps closed."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Iterator
from typing import Any

Frame = dict[str, Any]


class Thread:
    """What somebody has of one conversation, and what they asked of it. `have` is the place up to which they have all.

    `answered_at` is when the last of what was asked was answered, infinite until then: who asks again before an answer
    came is answered twice. Until then, and while the page is read, what jumps ahead is no gap, and is held.
    """

    def __init__(self, have: int = 0) -> None:
        self.have = have
        self.answered_at = 0.0
        self.reading = False
        self._open = 0
        self._held: dict[int, Frame] = {}

    def begin(self, asked: int) -> None:
        """Come back: what was asked on the last connection will not be answered, and so much is asked by `hello`."""
        self._open = asked
        self.answered_at = math.inf if asked else 0.0

    def ask(self) -> None:
        """Asked once more."""
        self._open += 1
        self.answered_at = math.inf

    def refused(self) -> None:
        """One that will not be answered."""
        self._open = max(0, self._open - 1)

    def answered(self) -> None:
        """One answer came whole."""
        self.refused()
        if not self._open:
            self.answered_at = asyncio.get_running_loop().time()

    def hold(self, place: int, frame: Frame) -> bool:
        """Keep an entry until it is its turn; False when nothing can come that closes the gap before it."""
        self._held[place] = frame
        return bool(self._open) or self.reading or place == self.have + 1

    def ready(self) -> Iterator[Frame]:
        """The entries whose turn it is, which are taken now."""
        while (frame := self._held.pop(self.have + 1, None)) is not None:
            self.have += 1
            yield frame

    def missing_before(self) -> int | None:
        """The lowest place that is held, when nothing is to come any more and something is missing before it."""
        ahead = [place for place in self._held if place > self.have]
        return min(ahead) if ahead and not self._open and not self.reading else None
