"""Lines that people have labelled: how well the room hears them, and that they are a fair measure."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from bench.measure.moves import LEAST, MOVING, score

from extramile.growth.practice.rehearsal.files import SHIPPED, found
from extramile.growth.practice.rehearsal.kinds import UNDERSTOOD

HERE = Path(__file__).parent
OPEN, KEPT = HERE / "lines_open.jsonl", HERE / "lines_kept.jsonl"
# A half that is added (lines.md says how) is measured as it comes.
ALL = sorted(HERE.glob("lines_*.jsonl"))
each = pytest.mark.parametrize("path", ALL, ids=[path.stem for path in ALL])


def read(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def moves_in(path: Path) -> Counter[str]:
    return Counter(str(move) for line in read(path) for move in line["moves"])  # type: ignore[attr-defined]


@each
def test_each_move_stands_often_enough_and_beside_lines_that_have_none(path: Path) -> None:
    counted = moves_in(path)
    assert set(counted) == {str(kind) for kind in UNDERSTOOD}
    assert {move: times for move, times in counted.items() if times < 10} == {}
    assert sum(not line["moves"] for line in read(path)) >= 30


@each
def test_lines_that_hang_on_a_story_name_one_that_there_is(path: Path) -> None:
    stories = found(SHIPPED).scenarios.keys()
    for line in read(path):
        assert "scenario" not in line or line["scenario"] in stories
        if {"said_back", "repeated", "overpromise"} & set(line["moves"]):  # type: ignore[call-overload]
            assert "scenario" in line, line


def test_two_halves_of_a_set_share_no_line_and_those_of_the_first_are_of_one_spread() -> None:
    here, there = moves_in(OPEN), moves_in(KEPT)
    assert {move: (here[move], there[move]) for move in here if abs(here[move] - there[move]) > 6} == {}
    texts = {path.stem: {str(line["text"]) for line in read(path)} for path in ALL}
    pairs = [(name, name.replace("open", "kept")) for name in texts if "open" in name]
    assert {
        name: texts[name] & texts[other] for name, other in pairs if other in texts and texts[name] & texts[other]
    } == {}


@each
def test_what_moves_a_temper_is_heard_right(path: Path) -> None:
    values = score(path).values()
    precision = values["precision"]
    assert isinstance(precision, dict) and values["lines"] == len(read(path))
    moving = MOVING & set(UNDERSTOOD)
    assert set(precision) >= moving
    assert {kind: precision[kind] for kind in moving if precision[kind] < LEAST} == {}


def test_questions_are_heard_among_those_that_ask_for_nothing() -> None:
    lines, values = read(HERE / "questions.jsonl"), score(HERE / "questions.jsonl").values()
    asking = sum("question" in line["moves"] for line in lines)  # type: ignore[operator]
    assert asking > 50 and len(lines) - asking > 40
    assert values["precision"]["question"] >= LEAST  # type: ignore[index]
