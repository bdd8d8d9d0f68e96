"""Whether anybody works out what a single person answered, from all that pulse shows: invented companies with teams,
leads, joiners and leavers are asked round after round, and an attacker solves for single answers.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from functools import partial

from bench.lib.attacker import exposed, recovered
from bench.lib.figures import Line, none, note, show
from bench.lib.organisations import invented

_PIECE = 100


def attacked(piece: int, *, first: int, last: int) -> dict[str, int]:
    """What became of some of the companies."""
    found = {"organisations": 0, "rounds": 0, "answers": 0, "shown": 0, "recovered": 0, "exposed": 0}
    for seed in range(first + piece * _PIECE, min(first + (piece + 1) * _PIECE, last)):
        company = invented(seed)
        found["organisations"] += 1
        found["rounds"] += len(company.rounds)
        found["answers"] += sum(len(one.answered) for one in company.rounds)
        found["shown"] += sum(one.band is not None for told in company.rounds for one in told.shown.values())
        found["recovered"] += recovered(company)
        found["exposed"] += exposed(company)
    return found


def main() -> int:
    """Invent, attack, print."""
    reads = argparse.ArgumentParser(prog="bench/attack", description=__doc__)
    reads.add_argument("--organisations", type=int, default=10_000, help="how many companies are attacked (10000)")
    reads.add_argument("--seed", type=int, default=0, help="the first of them; each number is a company of its own (0)")
    reads.add_argument("--json", action="store_true", help="print one JSON object only")
    asked = reads.parse_args()
    last, began = asked.seed + asked.organisations, time.perf_counter()
    note(f"Attacking {asked.organisations:,} companies")
    values: dict[str, float] = {}
    pieces = range(-(-asked.organisations // _PIECE))
    with multiprocessing.get_context("spawn").Pool(os.cpu_count() or 1) as pool:
        for found in pool.imap_unordered(partial(attacked, first=asked.seed, last=last), pieces):
            values = {name: values.get(name, 0) + count for name, count in found.items()}
    values |= {"seed": asked.seed, "seconds": round(time.perf_counter() - began, 1)}
    lines = [
        *(Line(name, f"{values[name]:,}") for name in ("organisations", "rounds", "answers")),
        Line("figures shown", f"{values['shown']:,}"),
        none("single answers recovered", values["recovered"]),
        none("figures that differ by too few people", values["exposed"]),
    ]
    show("Somebody who sees everything that pulse shows", lines, values, as_json=asked.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
