"""Neither the log nor the figures for machines name a person of the company: with times beside them they would be a
clock on people."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.privacy.test_ranking import PERSON, files

LEVELS = {"debug", "info", "warning", "error", "critical", "exception", "bind", "bind_contextvars"}
FIGURES = {"Counter", "Gauge", "Histogram", "Summary"}


def _calls(names: set[str]) -> Iterator[tuple[str, ast.Call]]:
    for path in files("py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in names:
                    yield f"{path.name}:{node.lineno}", node


def test_no_line_of_the_log_names_a_person() -> None:
    lines = list(_calls(LEVELS))
    assert len(lines) > 10
    found = [where for where, call in lines for given in call.keywords if PERSON.search(given.arg or "")]
    assert found == []


def test_no_figure_is_of_a_person() -> None:
    figures = list(_calls(FIGURES))
    assert len(figures) > 3
    labels = [
        (where, label.value)
        for where, call in figures
        for given in [*call.args, *(keyword.value for keyword in call.keywords)]
        for label in getattr(given, "elts", [])
        if isinstance(label, ast.Constant)
    ]
    assert [one for one in labels if PERSON.search(str(one[1]))] == []
