"""The rules of the house: sizes, and what may not be imported where."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeGuard

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "extramile"
FLOORS = ("base", "people", "customers", "desk", "growth", "culture", "pulse")
MOST_LINES, MOST_OF_A_FUNCTION, MOST_OF_A_TEMPLATE = 300, 40, 120
_FUNCTION = ast.FunctionDef | ast.AsyncFunctionDef
CODE = {".py", ".js", ".css", ".sh"}


def _files(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in sorted((ROOT / folder).rglob("*")) if path.is_file() and _is_ours(path))


def _is_ours(path: Path) -> bool:
    return not {"migrations", "__pycache__", ".cache"} & set(path.parts)


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def _nodes() -> list[tuple[Path, list[ast.AST]]]:
    """All that stands in each file, functions and imports and calls: to walk the trees costs more than to read them."""
    files = (path for path in _files("src", "tests", "bench", "bin") if path.suffix == ".py")
    return [(path, list(filter(_looked_at, ast.walk(ast.parse(path.read_bytes()))))) for path in files]


def _looked_at(node: ast.AST) -> bool:
    return isinstance(node, _FUNCTION | ast.Import | ast.ImportFrom | ast.Call)


def test_no_file_holds_two_rooms() -> None:
    sizes = {_named(path): _lines(path) for path in _files("src", "tests", "bench", "bin") if path.suffix in CODE}
    assert {name: size for name, size in sizes.items() if size > MOST_LINES} == {}


def test_no_template_is_long() -> None:
    sizes = {_named(path): _lines(path) for path in _files("src/extramile/templates")}
    assert {name: size for name, size in sizes.items() if size > MOST_OF_A_TEMPLATE} == {}


def test_no_function_is_long() -> None:
    long = {}
    for path, nodes in _nodes():
        for node in nodes:
            if isinstance(node, _FUNCTION):
                size = (node.end_lineno or node.lineno) - node.lineno + 1
                if size > MOST_OF_A_FUNCTION:
                    long[f"{_named(path)}:{node.name}"] = size
    assert long == {}


def test_no_drawer_for_odds_and_ends() -> None:
    drawers = {"util", "helper", "manager", "handler", "processor", "service"}
    drawers |= {f"{name}s" for name in drawers} | {"common", "misc"}
    found = [_named(path) for path in _files("src") if {path.stem, path.parent.name} & drawers]
    assert found == []


# import-linter sees packages of others whole, so the one name that matters is looked for here.
@pytest.mark.parametrize("floor", FLOORS)
def test_domain_folders_know_no_http(floor: str) -> None:
    found = []
    for path, nodes in _nodes():
        if (PACKAGE / floor) in path.parents:
            found += [f"{_named(path)}: {name}" for name in _imported(nodes) if name.startswith("django.http")]
    assert found == []


def _imported(nodes: list[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_views_do_not_write() -> None:
    """Pages change nothing themselves: no `.save()`, `.create()` or `.delete()` on rows in the web's audiences."""
    writes = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
    found = []
    for path, nodes in _nodes():
        if (PACKAGE / "web") in path.parents:
            found += [f"{_named(path)}:{node.lineno}" for node in nodes if _calls(node, writes)]
    assert found == []


def _calls(node: ast.AST, names: set[str]) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in names
