"""One night's walk over a ladder, and then single customers' changes, in a process of their own: figures as JSON.

EXTRAMILE_DATA says whose; the first argument how many single changes.
"""

from __future__ import annotations

import json
import os
import random
import resource
import sys
import time
from datetime import timedelta

from bench.lib.figures import percentile

os.environ["DJANGO_SETTINGS_MODULE"] = "extramile.settings"
import django

django.setup()

from extramile.base import clock  # noqa: E402
from extramile.customers.actions import nights, purchases  # noqa: E402
from extramile.customers.models import Customer  # noqa: E402
from extramile.customers.shapes import Buyer, Purchased  # noqa: E402


def night() -> dict[str, float]:
    """Tonight's walk from its beginning to its end."""
    nights.again()
    began, cpu = time.perf_counter(), time.process_time()
    while nights.go_on(seconds=5):
        pass
    own, learning = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "seconds": round(time.perf_counter() - began, 1),
        "cpu_seconds": round(time.process_time() - cpu, 1),
        "rss_mb": round(own / 1024, 1),
        "learning_rss_mb": round(learning / 1024, 1),
    }


def changes(count: int) -> dict[str, float]:
    """Orders of single customers, each placed on the ladder at once: milliseconds."""
    draw, there, today, times = random.Random(1), Customer.objects.count(), clock.now().date(), []
    cpu = time.process_time()
    for number in range(count):
        buyer = Buyer(email=f"c{draw.randrange(1, there + 1)}@bench.example")
        began = time.perf_counter()
        purchases.bring([Purchased(buyer, today - timedelta(days=1), f"one-{time.time_ns()}-{number}")])
        times.append((time.perf_counter() - began) * 1000)
    return {
        "cpu_ms": round((time.process_time() - cpu) * 1000 / max(count, 1), 2),
        "p50_ms": round(percentile(times, 0.5), 1),
        "p95_ms": round(percentile(times, 0.95), 1),
    }


if __name__ == "__main__":
    print(json.dumps({"night": night(), "again": night(), "change": changes(int(sys.argv[1]))}))
