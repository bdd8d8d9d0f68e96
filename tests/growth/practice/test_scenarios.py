"""Scenario files: what is shipped keeps its word, and what is broken says where."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from extramile.growth.practice.rehearsal import files
from extramile.growth.practice.rehearsal.faults import Broken
from extramile.growth.practice.rehearsal.files import SHIPPED, found, of_install
from extramile.growth.practice.rehearsal.proof import model, proved
from extramile.growth.practice.rehearsal.reading import read, written
from extramile.growth.practice.rehearsal.scenario import Scenario
from extramile.growth.practice.rehearsal.take import Ended
from tests.test_backup import extramile
from tests.test_house import ROOT

ALL = found(SHIPPED)
DANA = (SHIPPED / "third-time-explaining.yaml").read_text(encoding="utf-8")
every = pytest.mark.parametrize("scenario", ALL.scenarios.values(), ids=lambda one: one.name)


def faults_of(text: str) -> list[tuple[int, str]]:
    with pytest.raises(Broken) as broken:
        read(text, name="broken", file="broken.yaml")
    assert all(fault.file == "broken.yaml" and fault.mend for fault in broken.value.faults)
    return [(fault.line, fault.what) for fault in broken.value.faults]


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_what_is_shipped_can_be_read() -> None:
    assert [str(fault) for fault in ALL.faults] == []


@every
def test_good_lines_end_calm_at_the_last_and_bad_ones_do_not(scenario: Scenario) -> None:
    assert [str(fault) for fault in proved(scenario)] == []
    assert model(scenario, scenario.good).ended is Ended.CALM
    assert model(scenario, scenario.bad).trace[-1] >= scenario.customer.temper or scenario.customer.temper < 4


@every
def test_what_an_editor_writes_is_what_was_read(scenario: Scenario) -> None:
    assert read(written(scenario), name=scenario.name, file="") == scenario


def test_the_example_of_the_docs_is_the_shipped_one() -> None:
    page = (ROOT / "docs" / "scenarios.md").read_text(encoding="utf-8")
    example = re.findall(r"```yaml\n(.*?)```", page, re.S)
    assert example == [DANA]


def test_all_that_is_wrong_is_told_at_its_line() -> None:
    text = DANA.replace("level: 2", "level: 9").replace("temper: 8", "temper: hot").replace("need: The", "neeed: The")
    text = text.replace("world: northfold", "world: mars").replace("skills: [saying_back,", "skills: [singing,")
    assert faults_of(text) == [
        (line_of(text, "neeed"), "There is no field “neeed” here."),
        (1, "“need” is missing."),
        (line_of(text, "world"), "“mars” is not known here."),
        (line_of(text, "level"), "This is not such a number."),
        (line_of(text, "skills"), "“singing” is not known here."),
        (line_of(text, "temper: hot"), "This is not such a number."),
    ]


@pytest.mark.parametrize(
    ("old", "new", "at", "what"),
    [
        ("about: Dana", "about: Dana: she", "about", "This is not YAML"),
        ("opening:\n  - This", "opening:\n  This", "  This is the THIRD", "Here should be a list"),
        ("  - id: new_card\n", "  - id: closed_card\n", "  - id: closed_card\n    says: My new", "is given twice"),
        ("    asked_by: [when need,", "    back: [when need,", "", "stands here twice"),
        ("when: early", "when: never", "when: never", "is not known here"),
        ("title: The third time explaining", "title: ''", "title", "Nothing is written here"),
        ("title: The", "title: &a The", "", None),
        ("level: 2", "level: 2\nlevel: 3", "level: 3", "stands here twice"),
        ("skills: [saying_back, owning, next_step]", "skills: []", "skills", "has 0 entries"),
        ("customer:", "customer: Dana\nperson:", "customer", "Here should be fields"),
    ],
)
def test_each_fault_names_its_line(old: str, new: str, at: str, what: str | None) -> None:
    text = DANA.replace(old, new, 1)
    assert text != DANA
    if what is None:
        assert read(text, name="x", file="x").title.startswith("The third")
        return
    told = faults_of(text)
    assert any(what in said and (not at or line == line_of(text, at)) for line, said in told), told


@pytest.mark.parametrize(
    "text",
    [
        "", "- a", "just words", "a: &x [1, *x]", "a: *nothing", "\t: x", "x" * 200_000, "[" * 3_000, "? [a]\n: b",
        "a: !!python/name:os.system x", "\x07", "title: {a: b}", "--- a\n--- b", "9" * 50_000,
    ],
)  # fmt: skip
def test_what_is_no_scenario_at_all_is_told_in_words(text: str) -> None:
    assert faults_of(text)


def test_what_would_not_fit_into_a_sealed_take_is_too_long() -> None:
    [(_, told)] = faults_of(DANA.replace("story: ", f"story: {'字' * 40_000} ", 1))
    assert "too long" in told


def test_a_broken_file_is_read_once_until_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken, reads = tmp_path / "broken.yaml", list[str]()

    def counted(text: str, *, name: str, file: str) -> Scenario:
        reads.append(name)
        return read(text, name=name, file=file)

    monkeypatch.setattr(files, "read", counted)
    for text, times in (("title: A\n", 1), ("title: B\n", 2)):
        broken.write_text(text)
        os.utime(broken, ns=(times, times))
        assert files.found(tmp_path).faults == files.found(tmp_path).faults != ()
        assert len(reads) == times


def test_a_broken_file_leaves_the_others_and_an_own_one_takes_the_place_of_a_shipped_one(tmp_path: Path) -> None:
    folder = tmp_path / "scenarios"
    folder.mkdir()
    (folder / "broken.yaml").write_text("title: A\n")
    (folder / "latin.yaml").write_bytes("title: A\nabout: caf\xe9".encode("latin-1"))
    (folder / "Not A Name.yaml").write_text(DANA)
    (folder / "notes.txt").write_text("nothing")
    (folder / "third-time-explaining.yaml").write_text(DANA.replace("title: The third", "title: Our third"))
    seen = of_install(tmp_path)
    assert seen.scenarios.keys() == ALL.scenarios.keys()
    assert seen.scenarios["third-time-explaining"].title.startswith("Our third")
    assert {fault.file for fault in seen.faults} == {"broken.yaml", "latin.yaml", "Not A Name.yaml"}
    assert next(fault for fault in seen.faults if fault.file == "latin.yaml").line == 2
    assert of_install(tmp_path / "nowhere").scenarios == ALL.scenarios


def test_the_command_says_what_to_mend_and_leaves_an_install_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    own = data / "scenarios"
    own.mkdir(parents=True)
    well = extramile("check", "scenarios", "--data", str(data), "--json")
    assert (well.returncode, well.stderr) == (0, "")
    assert json.loads(well.stdout) == {"well": True, "scenarios": list(ALL.scenarios), "faults": []}
    (own / "sad.yaml").write_text(DANA.replace("card today, and I'll write", "card soon, and I'll write"))
    (own / "broken.yaml").write_text(DANA.replace("level: 2", "level: two"))
    told = extramile("check", "scenarios", "--data", str(data))
    assert told.returncode == 1
    assert "broken.yaml, line 4: This is not such a number. Write a whole number from 1 to 4." in told.stdout
    assert [path.name for path in data.iterdir()] == ["scenarios"]
    alone = extramile("check", "scenarios", str(own / "sad.yaml"))
    assert alone.returncode == 1 and "sad: The good lines do not end calm" in alone.stdout
