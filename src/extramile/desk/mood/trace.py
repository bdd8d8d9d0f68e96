"""A conversation's trace: how the customer sounded from message to message, with waits and with what people corrected.

Pure. The words of agents never come here; `estimate` refuses them all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from extramile.desk.mood.estimate import estimate, moving_words, smoothed
from extramile.desk.mood.waits import Step, Wait, Waiting
from extramile.desk.mood.words import plain_words

CUSTOMER = "visitor"
TENSE, PLEASED = -0.2, 0.2
# By as much a reading of somebody's moves the valence: from the middle of `tense` to the middle of `calm`.
STEP = 0.5
CALMER, TENSER, NOT_ABOUT_US = "calmer", "tenser", "not_about_us"
_FEWEST_WORDS = 8
_MOST_WORDS = 3
_KEPT = 1_000


@dataclass(frozen=True, slots=True)
class Line:
    """Something that was said. `text` is empty unless `by` is the customer; `correction` is a Reading or None."""

    seq: int
    by: str
    at: datetime
    text: str = ""
    correction: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of the customer. `valence` and `level` (smoothed) run from -1 to 1; None: there is no estimate."""

    line: Line
    valence: float | None
    level: float | None
    wait: Wait | None

    @property
    def moved_by(self) -> Sequence[tuple[str, float]]:
        """The few words that moved the estimate most, with how far."""
        return _moved_by(self.line.text, self.line.by)[:_MOST_WORDS]


@dataclass(frozen=True, slots=True)
class Trace:
    """The customer's messages in order."""

    turns: Sequence[Turn]

    @property
    def levels(self) -> list[float]:
        """The level at each message that has one."""
        return [turn.level for turn in self.turns if turn.level is not None]

    @property
    def is_silent(self) -> bool:
        """Whether there is too little in the one language that is known to say anything."""
        heard = [turn for turn in self.turns if turn.level is not None]
        said = sum(len(plain_words(turn.line.text)) for turn in heard)
        return not heard or said < _FEWEST_WORDS

    @property
    def rise(self) -> float | None:
        """How far the level ended above where it began; None for a silent trace, and for one message alone."""
        return None if self.is_silent or len(self.levels) < 2 else self.levels[-1] - self.levels[0]


def trace(lines: Iterable[Line], *, patience: tuple[Step, ...]) -> Trace:
    """The trace of a conversation's lines, in order. Who is not the customer has answered them."""
    waiting = Waiting(patience)
    heard: list[tuple[Line, float | None, Wait | None]] = []
    for line in lines:
        if line.by != CUSTOMER:
            waiting.answered(line.at)
            continue
        wait = waiting.wrote(line.at)
        heard.append((line, _read(line, wait), wait))
    levels = smoothed(valence for _, valence, _ in heard)
    return Trace([Turn(line, valence, level, wait) for (line, valence, wait), level in zip(heard, levels, strict=True)])


def _read(line: Line, wait: Wait | None) -> float | None:
    valence = heard(line.text, line.by)
    if valence is None or line.correction == NOT_ABOUT_US:
        return None
    moved = {CALMER: STEP, TENSER: -STEP}.get(line.correction or "", 0.0)
    return max(-1.0, min(1.0, valence + moved - (wait.lowers if wait else 0.0)))


# Each look at a conversation asks about the same messages, and one more.
@lru_cache(maxsize=_KEPT)
def heard(text: str, by: str) -> float | None:
    """The valence of one message by its words alone; None where there is no estimate. Raises NotACustomer."""
    found = estimate(text, by=by)
    return found.valence if found else None


@lru_cache(maxsize=_KEPT)
def _moved_by(text: str, by: str) -> tuple[tuple[str, float], ...]:
    return tuple(moving_words(text, by=by))
