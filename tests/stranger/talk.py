"""What a client has of one conversation."""

import secrets
import time
import uuid
from dataclasses import dataclass, field

from .lines import Frame


def name() -> str:
    """A new UUID of version 7, in lower case."""
    value = (time.time_ns() // 1_000_000) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 7 << 76
    return str(uuid.UUID(int=value & ~(0x3 << 62) | 2 << 62))


@dataclass
class Talk:
    """The entries by their place (`said` or `seq`); everything from `first` up to `head` was taken."""

    head: int = 0
    entries: dict[int, Frame] = field(default_factory=dict)
    early: dict[int, Frame] = field(default_factory=dict)  # beyond a gap
    asking: bool = False  # a `hello`, `resume` or `watch` will be answered with `resumed`
    delivered: int = 0
    seen: int = 0
    typing: dict[str, float] = field(default_factory=dict)  # who writes, and until when that is believed

    def take(self, place: int, entry: Frame) -> bool:
        """Take an entry that is new, and say whether to ask for a gap before it."""
        if place in self.entries:
            return False
        (self.entries if place <= self.head else self.early)[place] = entry
        self._join()
        return bool(self.early) and not self.asking

    def resumed(self, last: int, first: int) -> bool:
        """The answer is whole; what lies before `first` is left to `older`. Say whether a gap remains."""
        self.asking = False
        if self.head + 1 < first <= last:
            self.head = first - 1
        self._join()
        self.early = {place: entry for place, entry in self.early.items() if place > self.head}
        return bool(self.early)

    def mark(self, frame: Frame) -> None:
        """Marks never go back."""
        self.delivered = max(self.delivered, frame["delivered"])
        self.seen = max(self.seen, frame["seen"])

    def texts(self) -> list[str]:
        """The texts of the entries in their order."""
        return [self.entries[place]["text"] for place in sorted(self.entries)]

    def _join(self) -> None:
        while self.head + 1 in self.early:
            self.head += 1
            self.entries[self.head] = self.early.pop(self.head)
