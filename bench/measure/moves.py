"""How well the rehearsal room understands what agents write, on lines that people have labelled.

The file has one JSON object a line: `text`, `moves` (a list of names), and, for what is held against a story,
`scenario`, the name of a shipped one whose opening the line answers. Precision is the share of what the rules find
that people found too; recall is the share of what people found that the rules find.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bench.lib.figures import Line, note, show
from bench.lib.records import records
from django.conf import settings

from extramile.growth.practice.rehearsal.files import SHIPPED, found
from extramile.growth.practice.rehearsal.kinds import FEELING, FIXING, GRATING, UNDERSTOOD, Kind
from extramile.growth.practice.rehearsal.moves.reading import at_the_start, moves_of
from extramile.growth.practice.rehearsal.moves.spot import Spot

LEAST = 0.8
MOVING = FIXING | FEELING | GRATING


@dataclass
class Score:
    """How often each move was found by the rules, by people, and by both; and where they differ."""

    rules: Counter[str] = field(default_factory=Counter)
    people: Counter[str] = field(default_factory=Counter)
    both: Counter[str] = field(default_factory=Counter)
    lines: int = 0
    differing: list[str] = field(default_factory=list)

    def add(self, text: str, rules: set[str], people: set[str]) -> None:
        """Count one line."""
        self.lines += 1
        for counted, names in ((self.rules, rules), (self.people, people), (self.both, rules & people)):
            counted.update(names)
        if rules != people:
            missed = [f"-{name}" for name in sorted(people - rules)]
            self.differing.append(" ".join([*(f"+{name}" for name in sorted(rules - people)), *missed, text]))

    def values(self) -> dict[str, object]:
        """The figures: a move that neither found has none."""
        precision = {kind: _share(self.both[kind], self.rules[kind]) for kind in UNDERSTOOD if self.rules[kind]}
        recall = {kind: _share(self.both[kind], self.people[kind]) for kind in UNDERSTOOD if self.people[kind]}
        counts = {kind: self.people[kind] for kind in UNDERSTOOD}
        return {"precision": precision, "recall": recall, "labelled": counts, "lines": self.lines}


def score(path: Path) -> Score:
    """Reads a file of labelled lines. What names a scenario that is not shipped is left out, and said."""
    scenarios = found(SHIPPED).scenarios
    counted = Score()
    for record in records(path):
        scenario = scenarios.get(str(record.get("scenario")))
        if record.get("scenario") and scenario is None:
            note(f"There is no scenario {record['scenario']}: {record['text']}")
            continue
        _heard, spots = moves_of(str(record["text"]), at_the_start(scenario))
        labels = record["moves"]
        assert isinstance(labels, list)
        understood = {spot.kind.value for spot in spots if _is_labelled(spot)}
        counted.add(str(record["text"]), understood, {str(label) for label in labels})
    return counted


def _is_labelled(spot: Spot) -> bool:
    """A scenario may ask for a step without a time; to people a next step has one."""
    return spot.kind in UNDERSTOOD and (spot.kind is not Kind.NEXT_STEP or spot.timed)


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4)


def main() -> int:
    """Read, compare, print."""
    reads = argparse.ArgumentParser(prog="bench/moves", description=__doc__)
    reads.add_argument("file", type=Path, help="labelled lines, one JSON object a line; .gz is read too")
    reads.add_argument("--json", action="store_true", help="print one JSON object only")
    reads.add_argument("--differing", action="store_true", help="name the lines of which rules and people differ")
    asked = reads.parse_args()
    settings.configure(USE_I18N=False)
    counted = score(asked.file)
    values = counted.values()
    if asked.differing:
        note("\n".join(counted.differing))
    lines = [Line("lines", f"{counted.lines:,}")]
    for kind in UNDERSTOOD:
        precision, recall = (dict(values[name]).get(kind) for name in ("precision", "recall"))  # type: ignore[call-overload]
        shown = f"{precision if precision is None else format(precision, '.3f')}"
        figure = f"{shown} of {counted.rules[kind]}, recall {'–' if recall is None else format(recall, '.3f')}"
        limited = kind in MOVING and precision is not None
        lines.append(
            Line(kind, figure, f"at least {LEAST}" if limited else "", precision >= LEAST if limited else None)
        )
    show("Moves understood: precision and recall", lines, values, as_json=asked.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
