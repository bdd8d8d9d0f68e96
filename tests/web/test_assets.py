"""Static files survive an update for those who have a page open, and two processes that prepare them at once."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extramile.web import assets
from extramile.web.shelf import Shelf


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty data folder, and a product of two static files."""
    package = tmp_path / "package"
    (package / "widget").mkdir(parents=True)
    (package / "widget" / "panel.js").write_text("first")
    (package / "widget" / "style.css").write_text("p { color: red }\n" * 100)
    monkeypatch.setattr(assets, "PACKAGE", package)
    data = tmp_path / "data"
    monkeypatch.setattr(assets.settings, "CONFIG", type("Config", (), {"data": data}))
    assets.build.cache_clear()
    yield data / "static"
    assets.build.cache_clear()


def _update(text: str, *, age: float = 0) -> str:
    """Another version of the product, prepared `age` seconds ago; its build."""
    (assets.PACKAGE / "widget" / "panel.js").write_text(text)
    assets.build.cache_clear()
    folder = assets.prepared()
    os.utime(folder, (time.time() - age,) * 2)
    return assets.build()


def _fetch(shelf: Shelf, path: str) -> tuple[int, bytes]:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {}

    asyncio.run(shelf({"path": path, "method": "GET", "headers": []}, receive, send))
    return sent[0]["status"], sent[1]["body"]


def test_pages_that_are_open_get_the_files_of_their_own_build(kept: Path) -> None:
    builds = [_update(f"version {age}", age=age) for age in (50, 40, 30, 20)]
    shelf = Shelf()
    assert {path.name for path in kept.iterdir()} == set(builds[1:])
    for build, age in zip(builds[1:], (40, 30, 20), strict=True):
        assert _fetch(shelf, f"/static/{build}/widget/panel.js") == (200, f"version {age}\n".encode())
    assert _fetch(shelf, f"/static/{builds[0]}/widget/panel.js")[0] == 404


def test_a_build_that_is_used_again_is_the_newest_again(kept: Path) -> None:
    back = _update("first", age=50)
    _update("second", age=40)
    _update("third", age=30)
    assert _update("first") == back
    _update("fourth")
    assert (kept / back).is_dir()


def test_a_file_that_another_process_cleared_away_is_not_there(kept: Path) -> None:
    build = _update("first")
    shelf = Shelf()
    (kept / build / "widget" / "panel.js").unlink()
    assert _fetch(shelf, f"/static/{build}/widget/panel.js")[0] == 404


def test_two_that_prepare_at_once_both_find_all_files(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other one is done while this one still copies."""
    fill = assets._fill

    def slow(half: Path) -> None:
        monkeypatch.setattr(assets, "_fill", fill)
        assets.prepared()
        fill(half)

    monkeypatch.setattr(assets, "_fill", slow)
    folder = assets.prepared()
    assert (folder / "widget" / "panel.js").read_text() == "first\n"
    assert (folder / "widget" / "style.css.gz").exists()
    assert list(kept.iterdir()) == [folder]


def test_what_is_half_done_stays_while_somebody_may_be_at_it(kept: Path) -> None:
    kept.mkdir(parents=True)
    for name, age in (("young.half", 10), ("old.half", 10_000)):
        (kept / name).mkdir()
        os.utime(kept / name, (time.time() - age,) * 2)
    folder = assets.prepared()
    assert {path.name for path in kept.iterdir()} == {folder.name, "young.half"}


def test_scripts_lose_their_comments_and_nothing_that_they_say() -> None:
    source = "// for people\nconst told = `  two  spaces // stay ${ 1 + 1 }`;\nconst found = /[/]\\s/.test('// a');\n"
    slim = "const told=`  two  spaces // stay ${ 1 + 1 }`;const found=/[/]\\s/.test('// a');\n"
    assert assets.slim(source) == slim
