"""The client's own parts, without a server."""

from __future__ import annotations

import json
import uuid
from pathlib import Path

import pytest
from bench.lib.chats import Chat, Turn, chats, cleaned
from bench.lib.figures import percentile
from bench.lib.names import new_name
from bench.lib.play import Ear


def test_names_are_uuids_of_version_7_in_order_of_time() -> None:
    names = [new_name() for _ in range(1000)]
    assert len(set(names)) == 1000
    assert {uuid.UUID(name).version for name in names} == {7}
    assert {uuid.UUID(name).variant for name in names} == {uuid.RFC_4122}
    assert all(str(uuid.UUID(name)) == name for name in names)


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([], 0.5, 0.0),
        ([3.0], 0.99, 3.0),
        ([4.0, 1.0, 3.0, 2.0], 0.5, 2.0),
        ([float(n) for n in range(1, 101)], 0.99, 99.0),
    ],
)
def test_percentile_is_the_nearest_rank(values: list[float], share: float, expected: float) -> None:
    assert percentile(values, share) == expected


def test_texts_are_cleaned_as_the_protocol_says() -> None:
    assert cleaned(" a\r\nb\rc\0\ud800 ") == "a\nb\nc\ufffd\ufffd"


def test_gaps_are_divided_and_never_longer_than_two_seconds(tmp_path: Path) -> None:
    turns = [
        {"at": "2026-05-03T09:39:00Z", "by": "agent", "text": "too early"},
        {"at": "2026-05-03T09:40:00Z", "by": "customer", "text": "a"},
        {"at": "2026-05-03T09:40:05Z", "by": "agent", "text": "b"},
        {"at": "2026-05-03T09:50:00Z", "by": "customer", "text": "c"},
        {"at": "2026-05-03T09:49:00Z", "by": "customer", "text": " \n "},
    ]
    path = tmp_path / "chats.jsonl"
    path.write_text(json.dumps({"id": "x", "turns": turns}) + "\n" + json.dumps({"id": "y", "turns": []}) + "\n")
    expected = (Turn("customer", "a", 0.0), Turn("agent", "b", 0.5), Turn("customer", "c", 2.0))
    assert list(chats(path, speed=10)) == [Chat("x", expected, 2)]


def test_an_ear_knows_doubles_disorder_and_altered_lines() -> None:
    expected = [("1", "visitor", "a"), ("2", "agent", "b"), ("3", "visitor", "c")]
    ear = Ear()
    for name, text in [("1", "a"), ("1", "a"), ("3", "c"), ("2", "b")]:
        ear.take({"type": "message", "id": name, "by": "visitor", "text": text}, expected)
    assert (ear.heard, ear.doubled, ear.disordered) == (3, 1, 2)
    other = Ear()
    other.take({"type": "message", "id": "1", "by": "visitor", "text": "A"}, expected)
    assert other.altered == 1
