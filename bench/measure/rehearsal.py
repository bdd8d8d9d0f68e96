"""What a turn in the rehearsal room costs: reading a line, being moved by it, and answering; and replaying a long take.

All shipped scenarios are played with their good and bad lines, and a take of 20 lines that never ends well is replayed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence

from bench.lib.figures import Line as Shown
from bench.lib.figures import percentile, show, under
from django.conf import settings

from extramile.growth.practice.rehearsal.debrief import debrief
from extramile.growth.practice.rehearsal.files import SHIPPED, found
from extramile.growth.practice.rehearsal.play import play
from extramile.growth.practice.rehearsal.scenario import Scenario
from extramile.growth.practice.rehearsal.take import Line

LIMIT = 30
TAKE = 20
ROUNDS = 5
_LONGEST = "I looked at what you wrote, and I will see to it that number {n} of it is put right by noon. "


def turns(scenarios: Sequence[Scenario]) -> list[float]:
    """CPU milliseconds of each turn, by the lines that scenarios come with: a take with it, less the take without."""
    costs = []
    for scenario in scenarios:
        for texts in (scenario.good, scenario.bad):
            lines = [Line(text) for text in texts]
            costs += [max(0.0, cost(scenario, lines[: n + 1]) - cost(scenario, lines[:n])) for n in range(len(lines))]
    return costs


def cost(scenario: Scenario, lines: Sequence[Line]) -> float:
    """CPU milliseconds of a take with its debrief: the least of some rounds."""
    least = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        debrief(scenario, play(scenario, lines, seed="bench", improv=True))
        least = min(least, (time.process_time() - began) * 1000)
    return least


def main() -> int:
    """Play, measure, print."""
    reads = argparse.ArgumentParser(prog="bench/rehearsal", description=__doc__)
    reads.add_argument("--json", action="store_true", help="print one JSON object only")
    asked = reads.parse_args()
    settings.configure(USE_I18N=False)
    began = time.process_time()
    scenarios = list(found(SHIPPED).scenarios.values())
    loaded = (time.process_time() - began) * 1000
    costs = turns(scenarios)
    calm = min(scenarios, key=lambda one: (one.customer.temper, -one.customer.patience))
    talk = [Line(f"Is number {n} of your order the one that did not come?") for n in range(TAKE)]
    # Written as long as anybody may, and read as far as anybody would.
    long = "".join(_LONGEST.format(n=n) for n in range(110))
    values = {
        "turn_p50_ms": round(percentile(costs, 0.5), 3),
        "turn_p99_ms": round(percentile(costs, 0.99), 3),
        "longest_line_ms": round(cost(calm, [Line(long)]), 3),
        "take_of_20_ms": round(cost(calm, talk), 3),
        "scenarios": len(scenarios),
        "reading_them_ms": round(loaded, 1),
    }
    lines = [
        Shown("scenarios", f"{len(scenarios)}, read once in {loaded:,.0f} ms"),
        Shown("CPU of a turn, half of them", f"{values['turn_p50_ms']} ms"),
        under("CPU of a turn, 99 of 100", float(values["turn_p99_ms"]), LIMIT, "ms"),
        under("CPU of a turn of 10,000 characters", float(values["longest_line_ms"]), LIMIT, "ms"),
        under("CPU of replaying 20 lines, with the debrief", float(values["take_of_20_ms"]), LIMIT, "ms"),
    ]
    show("A turn in the rehearsal room", lines, values, as_json=asked.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
