"""How often somebody may do something."""

from __future__ import annotations

import time


class Allowance:
    """`most` acts in `seconds`, refilled evenly (a token bucket); one float pair, so that thousands cost little."""

    __slots__ = ("_level", "_seen", "most", "seconds")

    def __init__(self, most: int, seconds: float) -> None:
        self.most = most
        self.seconds = seconds
        self._level = float(most)
        self._seen = time.monotonic()

    @property
    def spent(self) -> bool:
        """Whether an act now would not be allowed; asking costs nothing."""
        elapsed = time.monotonic() - self._seen
        return self._level + elapsed * self.most / self.seconds < 1.0

    def take(self) -> float:
        """Take one act. Returns 0.0 when it was allowed, else the seconds until the next one will be."""
        now = time.monotonic()
        rate = self.most / self.seconds
        self._level = min(float(self.most), self._level + (now - self._seen) * rate)
        self._seen = now
        if self._level >= 1.0:
            self._level -= 1.0
            return 0.0
        return round((1.0 - self._level) / rate, 3)
