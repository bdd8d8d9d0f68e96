"""What is counted for Prometheus. Sums of the process only: no label names, or stands for, a person.

Whoever acts counts with one call: on the live path once for a batch, never once for a message. What can be looked at,
such as open connections, is looked at when somebody asks.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Callable, Iterable

import prometheus_client
from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

prometheus_client.disable_created_metrics()  # type: ignore[no-untyped-call]
registry = CollectorRegistry()
ProcessCollector(registry=registry)

_stored = Counter("extramile_entries_stored", "Entries on disk, by type", ["type"], registry=registry)
_batches = Histogram(
    "extramile_batch_size",
    "Messages and marks that one commit of the live writer took",
    buckets=(1, 2, 4, 8, 16, 32, 64, 128, 256),
    registry=registry,
)
_commits = Histogram(
    "extramile_commit_seconds",
    "How long such a commit took",
    buckets=(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5),
    registry=registry,
)
_outcomes = Counter(
    "extramile_writes",
    "What became of messages sent live: acked, refused or unavailable",
    ["outcome"],
    registry=registry,
)
_pages = Histogram(
    "extramile_page_seconds",
    "How long pages took to make, by class of their status",
    ["status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
    registry=registry,
)
_refused = Counter(
    "extramile_connections_refused", "Live connections refused or ended, by code", ["door", "code"], registry=registry
)
_errors = Counter("extramile_frame_errors", "Frames that got an error, by code", ["door", "code"], registry=registry)
_cuts = Counter("extramile_outbox_cuts", "Listeners cut off because they did not read", registry=registry)
_jobs = Counter("extramile_jobs_ended", "Jobs that ended, by how", ["how"], registry=registry)


def stored(types: Iterable[str]) -> None:
    """Entries of these types are on disk."""
    for kind, many in Tally(types).items():
        _stored.labels(kind).inc(many)


def batch(size: int, seconds: float, outcomes: Iterable[str]) -> None:
    """The live writer committed a batch; `outcomes` has a word for each message in it."""
    _batches.observe(size)
    _commits.observe(seconds)
    for word, many in Tally(outcomes).items():
        _outcomes.labels(word).inc(many)


def page(status: int, seconds: float) -> None:
    """A page was answered."""
    _pages.labels(f"{status // 100}xx").observe(seconds)


def refused(door: str, code: str) -> None:
    """A live connection was refused, or ended by us."""
    _refused.labels(door, code).inc()


def frame_error(door: str, code: str) -> None:
    """A frame was answered with an error."""
    _errors.labels(door, code).inc()


def cut() -> None:
    """A listener that did not read was cut off."""
    _cuts.inc()


def job(how: str) -> None:
    """A job ended: `successful` or `failed`."""
    _jobs.labels(how).inc()


class Looked(Collector):
    """What is looked at when somebody asks: `look` returns (name, what it is, {label values: figure})."""

    def __init__(self, look: Callable[[], Iterable[tuple[str, str, float | dict[tuple[str, str], float]]]]) -> None:
        self._look = look

    def collect(self) -> Iterable[Metric]:
        for name, about, found in self._look():
            if not isinstance(found, dict):
                yield GaugeMetricFamily(name, about, value=found)
                continue
            label = next(iter(found), ("", ""))[0]
            family = GaugeMetricFamily(name, about, labels=[label])
            for (_, value), figure in found.items():
                family.add_metric([value], figure)
            yield family


def text(*looked: Collector) -> bytes:
    """Everything in Prometheus' text format; `looked` are looked at for this one answer."""
    asked = CollectorRegistry()
    for one in (registry, *looked):
        asked.register(one)
    return prometheus_client.generate_latest(asked)
