"""The measurement of two processes, in the small."""

from __future__ import annotations

from tests import prepared
from tests.bench.test_measurements import figures


def test_chat_over_two_processes_counts_every_message(postgres: str) -> None:
    words = ("--visitors", "4", "--pairs", "1", "--seconds", "0.5", "--rate", "20", "--steady", "0.5")
    found = figures("chat", "--scale", *words, BENCH_DUMP=str(prepared.dumped(postgres)))
    assert found["sent"] > 12
    assert found["lost"] == found["doubled"] == found["out_of_order"] == 0
    assert found["messages_per_second"] > 0 and found["p50_ms"] > 0
