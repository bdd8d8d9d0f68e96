"""What the customer writes back: facts they were asked for, and a line that shows where they are."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from extramile.growth.practice.rehearsal import stock
from extramile.growth.practice.rehearsal.scenario import Customer, Fact, Says, Writes
from extramile.growth.practice.rehearsal.take import Ended, Heard

_LOUD = 5
_NAMES_IT = 4
_LATELY = 3
_ENDS = frozenset({stock.THANKS, stock.LEAVES})


@dataclass(frozen=True, slots=True)
class Moved:
    """What a line did: by how much it moved the temper, what it is now, which facts are to be told, and what they may
    ask of what is missing.
    """

    heard: Heard
    change: int
    temper: int
    told: Sequence[Fact]
    ended: Ended | None
    abused: bool
    asks: Sequence[str] = ()


@dataclass
class Voice:
    """The customer's way of writing. The same seed and the same talk make the same lines."""

    customer: Customer
    says: Says
    seed: str
    said: list[str] = field(default_factory=list)

    def answer(self, place: int, so: Moved) -> tuple[str, ...]:
        """The lines that follow the agent's line at a `place`."""
        drawn = random.Random(f"{self.seed} {place}")  # noqa: S311  a customer, not a secret
        told = [fact.says for fact in so.told]
        if so.abused:
            lines = [self._one(stock.ABUSED, drawn)] + ([self._one(stock.LEAVES, drawn)] if so.ended else [])
        elif so.ended is Ended.CALM:
            lines = [*told, self._one(stock.THANKS, drawn)]
        elif so.ended is Ended.LEFT:
            lines = [self._one(stock.LEAVES, drawn)]
        elif so.heard in stock.PUZZLED:
            lines = [self._fresh(stock.PUZZLED[so.heard], drawn)]
        elif told:
            lines = [self._one(stock.ANGRIER, drawn), *told] if so.change > 0 else told
        else:
            kind = stock.CALMER if so.change < 0 else stock.ANGRIER if so.change > 0 else stock.SAME
            asks = self._asks(so) if kind != stock.ANGRIER else []
            lines = asks if asks and kind == stock.SAME else [self._one(kind, drawn), *asks]
        self.said += lines
        return tuple(self.worded(line, so.temper) for line in lines)

    def _asks(self, so: Moved) -> list[str]:
        """What is missing, once they are calm enough to name it, and not twice in a row."""
        lately = self.said[-_LATELY:]
        unsaid = [line for line in so.asks if line not in lately]
        return unsaid[:1] if so.change == 0 or so.temper <= _NAMES_IT else []

    def worded(self, line: str, temper: int) -> str:
        """A line as they write it in this temper: who shouts when angry stops when they are not."""
        loud = self.customer.writes is Writes.CAPITALS
        if loud and temper >= _LOUD:
            return line.upper()
        return line

    def _one(self, kind: str, drawn: random.Random) -> str:
        own: tuple[str, ...] = () if kind == stock.ABUSED else getattr(self.says, kind)
        writes = Writes.PLAIN if self.customer.writes is Writes.CAPITALS else self.customer.writes
        unsaid = tuple(line for line in own if line not in self.said)
        spare = own if own and kind in _ENDS else stock.LINES[kind][writes]
        return self._fresh(unsaid or spare, drawn)

    def _fresh(self, lines: Sequence[str], drawn: random.Random) -> str:
        unsaid = [line for line in lines if line not in self.said]
        return drawn.choice(unsaid or list(lines))
