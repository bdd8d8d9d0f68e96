"""Nothing orders, counts or compares people: read from the code itself, so that it holds for code to come."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "extramile"
PERSON = re.compile(r"(^|_)(agent|agents|assignee|author|member|members|lead|invited_by|accepted_by|by)(_id|__|$)")
# What an order of people may be made of: their names, and who is still there.
ALPHABETICAL = {"name", "pk", "id", "is_active"}
SUMS = {"Count", "Sum", "Avg", "Min", "Max", "StdDev", "Variance", "Rank", "DenseRank", "Window", "RowNumber"}
# Holds the kept counts against the rows, and tells no more than how many differ.
RECOUNTS = "desk/queries/soundness.py"
PRIVATE_ROOMS = ("extramile.growth", "extramile.pulse", "extramile.culture")


def files(kind: str) -> Iterator[Path]:
    """The product's own files with that ending."""
    yield from (path for path in sorted(PACKAGE.rglob(f"*.{kind}")) if "migrations" not in path.parts)


def _chain(node: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """The calls of `Agent.objects.filter(…).order_by(…)`, the last first."""
    while isinstance(node, ast.Call | ast.Attribute):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node.func.attr, node
            node = node.func
        else:
            node = node.value


def _root(node: ast.AST) -> str:
    while isinstance(node, ast.Call | ast.Attribute):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def _texts(call: ast.Call) -> list[str]:
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    return [node.value for node in given if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def ranked(source: str) -> list[str]:
    """What in a module orders people by anything but their names, or sums over each of them."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        chain = dict(_chain(node))
        of_people = _root(node) in ("Agent", "Team") and "objects" in ast.dump(node)
        by = [field.lstrip("-") for field in _texts(chain["order_by"])] if "order_by" in chain else []
        if (of_people and not ALPHABETICAL.issuperset(by)) or any(map(PERSON.search, by)):
            found.append(f"{node.lineno}: ordered by {by}")
        grouped = [field for name in ("values", "values_list") if name in chain for field in _texts(chain[name])]
        sums = {name.id for call in chain.values() for name in ast.walk(call) if isinstance(name, ast.Name)} & SUMS
        if sums and (_root(node) == "Agent" or any(PERSON.search(field) for field in grouped)):
            found.append(f"{node.lineno}: {sums} of each person")
    return found


@pytest.mark.parametrize(
    "source",
    [
        "Agent.objects.filter(is_active=True).order_by('-solved')",
        "Agent.objects.annotate(n=Count('entries'))",
        "Entry.objects.values('agent').annotate(n=Count('pk'))",
        "Conversation.objects.values('assignee__name').annotate(wait=Avg('x')).order_by('-wait')",
        "Conversation.objects.order_by('assignee', 'pk')",
    ],
)
def test_a_ranking_would_be_found(source: str) -> None:
    assert ranked(source)


def test_no_query_ranks_people() -> None:
    found = {path.relative_to(PACKAGE).as_posix(): ranked(path.read_text()) for path in files("py")}
    assert {name: lines for name, lines in found.items() if lines and name != RECOUNTS} == {}


def test_no_statement_ranks_people() -> None:
    clause = re.compile(r"(GROUP|ORDER)\s+BY\s+([\w.,\s]+)", re.I)
    found = []
    for path in files("py"):
        for _, columns in clause.findall(path.read_text()):
            found += [
                f"{path.name}: {one}" for one in re.findall(r"\w+", columns) if PERSON.search(one) and one != "BY"
            ]
    assert found == []


def test_no_template_sorts_people() -> None:
    """Lists come in their order from queries, where the tests above look."""
    sorting = re.compile(r"\|\s*(sort|groupby|dictsort|max|min)\b")
    assert [path.name for path in files("html") if sorting.search(path.read_text())] == []


def test_the_private_rooms_are_reached_from_no_desk_report_or_routing() -> None:
    """Growth data never reaches who decides about people or work; only its own pages and what stands on top know it."""
    found = []
    for path in files("py"):
        room = path.relative_to(PACKAGE).parts
        named = room[0] in ("base", "people", "customers", "desk") or room[:2] in (("web", "agent"), ("web", "live"))
        if named or re.search(r"rout(e|ing)|report", path.stem):
            found += [f"{path.name}: {name}" for name in _imports(path) if name.startswith(PRIVATE_ROOMS)]
    assert found == []


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
