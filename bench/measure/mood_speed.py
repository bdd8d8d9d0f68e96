"""What an estimate of mood costs: a message, a very long one, the words that moved it, and a whole trace.

Each text is another one, so that nothing that is kept from one look to the next helps.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from bench.lib.figures import Line, percentile, under

from extramile.desk.mood.estimate import estimate, moving_words
from extramile.desk.mood.trace import Line as Said
from extramile.desk.mood.trace import trace
from extramile.desk.mood.waits import CHAT

_WORDS = """
tent order arrived torn seam please still waiting nothing thank you great not happy why refund my the is a very really
pack buckle missing wrote again never broken nobody answers love it but wrong money back soon could help disappointed
""".split()  # noqa: SIM905
_ROUNDS = 400
_MESSAGE, _LONG = 90, 10_000
_TURNS = 40


def texts(n: int, length: int) -> list[str]:
    """Messages of about that many characters, half of their words with a tone, each of them another."""
    drawn = random.Random(length)
    return [" ".join(drawn.choices(_WORDS, k=length // 5))[:length] for _ in range(n)]


def each(run: Callable[[str], object], given: Sequence[str]) -> list[float]:
    """CPU milliseconds of each."""
    spent = []
    for text in given:
        began = time.thread_time()
        run(text)
        spent.append((time.thread_time() - began) * 1000)
    return spent


def speed() -> tuple[list[Line], dict[str, object]]:
    """The table and its values: CPU in ms, the middle and the 99th percentile."""
    message, long = texts(_ROUNDS, _MESSAGE), texts(_ROUNDS // 4, _LONG)
    spent = {
        "message": each(lambda text: estimate(text, by="visitor"), message),
        "longest": each(lambda text: estimate(text, by="visitor"), long),
        "words": each(lambda text: moving_words(text, by="visitor"), message),
        "words_longest": each(lambda text: moving_words(text, by="visitor"), long),
        "trace": each(_trace, texts(10, _TURNS * _MESSAGE)),
    }
    names = {
        "message": "one message of 90 characters",
        "longest": "one message of 10,000 characters",
        "words": "the words that moved one of 90 characters",
        "words_longest": "the words that moved one of 10,000 characters",
        "trace": "the trace of 40 messages, the first time",
    }
    values: dict[str, object] = {}
    lines = []
    for name, all_of_it in spent.items():
        middle, worst = percentile(all_of_it, 0.5), percentile(all_of_it, 0.99)
        values |= {f"{name}_ms": round(middle, 4), f"{name}_p99_ms": round(worst, 4)}
        told = f"{middle:.3f} ms, p99 {worst:.3f} ms"
        limited = name in ("message", "longest", "words")
        lines.append(Line(names[name], told, "under 2 ms" if limited else "", middle < 2 if limited else None))
    return lines, values


def _trace(text: str) -> object:
    began = datetime(2026, 5, 4, tzinfo=UTC)
    parts = [text[at : at + _MESSAGE] for at in range(0, len(text), _MESSAGE)]
    said = [Said(seq, "visitor", began + timedelta(minutes=seq), part) for seq, part in enumerate(parts, 1)]
    return trace(said, patience=CHAT)


def memory_line(held: float) -> Line:
    """The memory of weights and words."""
    return under("memory of weights and words", held, 40, "MB")
