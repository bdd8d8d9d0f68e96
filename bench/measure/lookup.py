"""How well game plans are found by what customers write, on a file of labelled questions, and what a look costs.

The file has one JSON object a line (`text`, `intent`). Every fifth question of an intent is kept out; the others make
its card. A look is right when the first card found is that of the question's intent.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from pathlib import Path

from bench.lib.figures import Line, note, show, under
from bench.lib.records import records

from extramile.desk.lookup import Found, Lookup

FIFTH = 5
MANY = 5_000
LEAST = 0.735


def measured(path: Path) -> dict[str, object]:
    """Share of questions whose card came first, and CPU of a look: over the file's cards, and over MANY cards."""
    kept: dict[str, list[str]] = defaultdict(list)
    asked: list[tuple[str, str]] = []
    seen: dict[str, int] = defaultdict(int)
    for record in records(path):
        text, intent = str(record["text"]), str(record["intent"])
        seen[intent] += 1
        if seen[intent] % FIFTH:
            kept[intent].append(text)
        else:
            asked.append((text, intent))
    names = list(kept)
    found = Lookup((n, "\n".join(kept[name])) for n, name in enumerate(names))
    right = sum(bool(hits) and names[hits[0].card] == intent for hits, intent in _looked(found, asked))
    many = Lookup(enumerate(text for texts in kept.values() for text in texts[: MANY // max(len(names), 1)]))
    began = time.process_time()
    for text, _ in asked[:300]:
        many.find(text)
    cpu = (time.process_time() - began) / max(len(asked[:300]), 1) * 1000
    top1 = round(right / max(len(asked), 1), 4)
    return {"top1": top1, "intents": len(names), "questions": len(asked), "cpu_ms": round(cpu, 3)}


def _looked(found: Lookup, asked: list[tuple[str, str]]) -> list[tuple[list[Found], str]]:
    return [(found.find(text, most=1), intent) for text, intent in asked]


def main() -> int:
    """Read, look, print."""
    reads = argparse.ArgumentParser(prog="bench/lookup", description=__doc__)
    reads.add_argument("file", type=Path, help="labelled questions, one JSON object a line; .gz is read too")
    reads.add_argument("--json", action="store_true", help="print one JSON object only")
    asked = reads.parse_args()
    values = measured(asked.file) | {"file": asked.file.name}
    top1, cpu = float(str(values["top1"])), float(str(values["cpu_ms"]))
    note("One card for each intent, made from four of five of its questions.")
    lines = [
        Line("intents", f"{values['intents']:,}"),
        Line("questions kept out", f"{values['questions']:,}"),
        Line("right card first", f"{top1:.4f}", f"at least {LEAST}", top1 >= LEAST),
        under(f"CPU of a look over {MANY:,} cards", cpu, 10, "ms"),
    ]
    show("Finding game plans", lines, values, as_json=asked.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
