"""How often somebody may do something."""

from __future__ import annotations

import time

from django.core.cache import cache


class Allowance:
    """`most` acts in `seconds`, refilled evenly (a token bucket); one float pair, so that thousands cost little."""

    __slots__ = ("_level", "_most", "_rate", "_seen")

    def __init__(self, most: int, seconds: float) -> None:
        self._most = self._level = float(most)
        self._rate = most / seconds
        self._seen = time.monotonic()

    @property
    def full(self) -> bool:
        """Whether nothing of it is used up by now."""
        return self._level + (time.monotonic() - self._seen) * self._rate >= self._most

    @property
    def spent(self) -> bool:
        """Whether an act now would not be allowed; asking costs nothing."""
        return self._level + (time.monotonic() - self._seen) * self._rate < 1.0

    def take(self) -> float:
        """Take one act. Returns 0.0 when it was allowed, else the seconds until the next one will be."""
        now = time.monotonic()
        level = min(self._most, self._level + (now - self._seen) * self._rate)
        self._seen = now
        if level >= 1.0:
            self._level = level - 1.0
            return 0.0
        self._level = level
        return round((1.0 - level) / self._rate, 3)


class Allowances:
    """An allowance for each of many keys. When there are too many keys, those that are full again are forgotten."""

    def __init__(self, most: int, seconds: float, *, keys: int = 10_000) -> None:
        self._most, self._seconds, self._keys = most, seconds, keys
        self._kept: dict[str, Allowance] = {}

    def take(self, key: str) -> float:
        """Take one act of a key. Returns 0.0 when it was allowed, else the seconds until the next one will be."""
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) >= self._keys:
                self._forget()
            kept = self._kept[key] = Allowance(self._most, self._seconds)
        return kept.take()

    def spent(self, key: str) -> bool:
        """Whether an act of a key would not be allowed now."""
        kept = self._kept.get(key)
        return kept is not None and kept.spent

    def _forget(self) -> None:
        self._kept = {key: kept for key, kept in self._kept.items() if not kept.full}
        if len(self._kept) >= self._keys:
            self._kept.clear()


class Counted:
    """`most` acts of each key in each span of `seconds`, counted in Django's cache: by all processes together where
    that is Redis, so that it matters nothing which of them is asked."""

    def __init__(self, name: str, most: int, seconds: float) -> None:
        self._name, self._most, self._seconds = name, most, seconds

    def take(self, key: str) -> float:
        """Take one act of a key. Returns 0.0 when it was allowed, else the seconds until the next span begins."""
        now = time.time()
        name = f"{self._name}:{key}:{int(now // self._seconds)}"
        cache.add(name, 0, self._seconds)
        try:
            taken = cache.incr(name)
        except ValueError:
            # Redis came or went between the two, and nothing is counted there.
            return 0.0
        return 0.0 if taken <= self._most else self._seconds - now % self._seconds
