"""How well the mood of customers' messages is estimated on a file of labelled text, how long one takes, and its memory.

`goemotions`: comments with emotions, one JSON object a line (`text`, `labels`), told apart into three classes.
`chats`: the import format with `labels.customer_annoyed`; how well the mean over a chat's turns tells.
`--speed` needs no file: what an estimate costs, by length.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from bench.lib.emotions import sign
from bench.lib.figures import Line, note, show, under
from bench.lib.process import memory
from bench.lib.records import records

_BEFORE = memory(os.getpid()).rss

# Measured before and after, since what it holds comes with the import and the first use.
from bench.measure.mood_speed import memory_line, speed  # noqa: E402

from extramile.desk.mood.estimate import estimate  # noqa: E402

estimate("Thank you for the quick answer", by="visitor")
HELD = (memory(os.getpid()).rss - _BEFORE) / 1024

CLASSES = ("negative", "neutral", "positive")


def goemotions(path: Path) -> tuple[dict[str, object], int]:
    """Accuracy and macro-F1 over three classes; comments labelled both positive and negative are left out."""
    pairs: list[tuple[str, str]] = []
    for held in records(path):
        meant = sign(held.get("labels"))  # type: ignore[arg-type]
        if meant is not None:
            found = estimate(str(held["text"]), by="visitor")
            # Of what it is silent about it says nothing, which is neither good nor bad.
            pairs.append((CLASSES[1 + meant], found.likeliest if found else "neutral"))
    right = sum(said == meant for meant, said in pairs)
    values = {"comments": len(pairs), "accuracy": round(right / max(len(pairs), 1), 4)}
    return {**values, "macro_f1": round(sum(f1(pairs, name) for name in CLASSES) / 3, 4)}, len(pairs)


def f1(pairs: Sequence[tuple[str, str]], name: str) -> float:
    """The harmonic mean of precision and recall of one class."""
    both = sum(meant == said == name for meant, said in pairs)
    either = sum(meant == name for meant, _ in pairs) + sum(said == name for _, said in pairs)
    return 2 * both / either if either else 0.0


def chats(path: Path) -> tuple[dict[str, object], int]:
    """The area under the curve for annoyed against calm customers, by the mean valence over their turns."""
    annoyed: list[float] = []
    calm: list[float] = []
    turns = 0
    for held in records(path):
        label = (held.get("labels") or {}).get("customer_annoyed")  # type: ignore[attr-defined]
        said = [str(turn["text"]) for turn in held["turns"] if turn["by"] == "customer"]  # type: ignore[attr-defined]
        if label is None or not said:
            continue
        turns += len(said)
        found = [one.valence for one in (estimate(text, by="visitor") for text in said) if one]
        (annoyed if label else calm).append(sum(found) / len(found) if found else 0.0)
    return {"annoyed": len(annoyed), "calm": len(calm), "auc": round(auc(annoyed, calm), 4)}, turns


def auc(low: Sequence[float], high: Sequence[float]) -> float:
    """How often one of `low` lies below one of `high`; a tie counts half (Mann and Whitney)."""
    ranked = sorted([(value, 0) for value in low] + [(value, 1) for value in high])
    below = won = 0.0
    for _, same in groupby(ranked, key=lambda one: one[0]):
        sides = [side for _, side in same]
        lows = sides.count(0)
        won += (below + lows / 2) * (len(sides) - lows)
        below += lows
    return won / max(len(low) * len(high), 1)


def lines(values: dict[str, object]) -> list[Line]:
    """The table of the figures."""
    number = {name: value for name, value in values.items() if isinstance(value, (int, float))}
    wanted = {"accuracy": 0.68, "auc": 0.74}
    found = [Line(name, f"{number[name]:,}") for name in ("comments", "annoyed", "calm", "macro_f1") if name in number]
    found += [
        Line(name, f"{number[name]:.4f}", f"at least {least}", number[name] >= least)
        for name, least in wanted.items()
        if name in number
    ]
    found.append(under("CPU a message", number["cpu_ms"], 2, "ms"))
    return [*found, memory_line(number["memory_mb"])]


def main() -> int:
    """Read, estimate, print."""
    reads = argparse.ArgumentParser(prog="bench/mood", description=__doc__)
    reads.add_argument("file", type=Path, nargs="?", help="labelled text, one JSON object a line; .gz is read too")
    reads.add_argument("--format", choices=("goemotions", "chats"), help="what the file holds")
    reads.add_argument("--speed", action="store_true", help="measure what an estimate costs; without a file")
    reads.add_argument("--json", action="store_true", help="print one JSON object only")
    asked = reads.parse_args()
    if asked.speed:
        costs, told = speed()
        told["memory_mb"] = round(HELD, 1)
        show("What an estimate of mood costs", [*costs, memory_line(HELD)], told, as_json=asked.json)
        return 0
    if asked.file is None or asked.format is None:
        reads.error("name a file and its --format, or ask for --speed")
    began = time.process_time()
    values, messages = (goemotions if asked.format == "goemotions" else chats)(asked.file)
    cpu = (time.process_time() - began) / max(messages, 1) * 1000
    values |= {"messages": messages, "cpu_ms": round(cpu, 4), "memory_mb": round(HELD, 1), "file": asked.file.name}
    note("An estimate from text alone; the labels are those of the file.")
    show("Mood of customers' messages", lines(values), values, as_json=asked.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
