"""Figures of the live path: what each commit took, and what is open and waiting now."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

from extramile.base import metrics
from extramile.desk.actions import live

Commit = Callable[[Sequence[live.Job]], Sequence[live.Outcome]]


def counted(commit: Commit) -> Commit:
    """The same, with its batches and their seconds counted."""

    def committed(batch: Sequence[live.Job]) -> Sequence[live.Outcome]:
        began = time.perf_counter()
        outcomes = commit(batch)
        metrics.batch(len(batch), time.perf_counter() - began, _words(outcomes))
        return outcomes

    return committed


def _words(outcomes: Sequence[live.Outcome]) -> Iterator[str]:
    for outcome in outcomes:
        if isinstance(outcome, live.Done):
            if outcome.entry is not None:
                yield "acked"
        else:
            yield "unavailable" if isinstance(outcome, live.Unavailable) else "refused"
