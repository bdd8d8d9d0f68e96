"""A backup made while people write, put back somewhere else; and everything that is no whole backup, refused."""

from __future__ import annotations

import asyncio
import json
import os
import resource
import stat
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import cluster
from tests.browser.server import ROOT, Server
from tests.prepared import demo
from tests.web.live.conftest import LIMITS, SHOP, Browser, House
from tests.web.live.talk import Talk, dial, new


def extramile(
    *words: str, before: Callable[[], None] | None = None, **settings: str
) -> subprocess.CompletedProcess[str]:
    """The command, with nothing of this process's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("EXTRAMILE_")}
    given = {f"EXTRAMILE_{name.upper()}": value for name, value in settings.items()}
    return subprocess.run(
        [sys.executable, "-m", "extramile", *words], env=kept | given | {"PYTHONPATH": str(ROOT / "src")}, cwd=ROOT,
        capture_output=True, text=True, timeout=120, preexec_fn=before,
    )  # fmt: skip


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The demo company, served."""
    server = demo(tmp_path_factory.mktemp("backup") / "data", **LIMITS)
    server.start()
    made = House(server)
    made.allow(SHOP)
    yield made
    server.kill()


def database_of(house: House) -> dict[str, str]:
    """The setting that says where the rows are, when that is not in the folder."""
    return {name: url for name, url in house.server.settings.items() if name == "database_url"}


def elsewhere(house: House) -> dict[str, str]:
    """The same for an empty database beside it."""
    return {
        name: cluster.database(url.rpartition("/")[0], uuid.uuid4().hex) for name, url in database_of(house).items()
    }


@pytest.fixture(scope="module")
def whole(house: House, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the demo company."""
    to = tmp_path_factory.mktemp("whole") / "one.tar.gz"
    done = extramile("backup", str(to), "--data", str(house.server.data), **database_of(house))
    assert (done.returncode, done.stderr) == (0, "")
    return to


async def _write(house: House, visitor: Talk, conversation: str, ended: asyncio.Event) -> None:
    await visitor.say({"kind": "hello", "key": house.key, "token": None, "conversation": None, "said": 0})
    await visitor.hears("welcome")
    for turn in range(5_000):
        if ended.is_set():
            return
        await visitor.send(conversation, f"{turn % 9} " * 50)


@pytest.mark.postgres
async def test_made_while_people_write_and_put_back(house: House, tmp_path: Path) -> None:
    visitor = await dial(house.url, "/live/visitor", "visitor", origin=SHOP)
    conversation, ended = new(), asyncio.Event()
    writing = asyncio.create_task(_write(house, visitor, conversation, ended))
    await visitor.until(lambda: len(visitor.all("ack")) > 20)
    await asyncio.to_thread(house.browser, "Maya Reyes")
    before = [ack["id"].replace("-", "") for ack in visitor.all("ack")]
    words = ("backup", str(tmp_path / "kept"), "--data", str(house.server.data), "--json")
    made = await asyncio.to_thread(extramile, *words, **database_of(house))
    ended.set()
    await writing
    await visitor.close()
    assert (made.returncode, made.stderr) == (0, "")
    told = json.loads(made.stdout)
    archive = Path(told["path"])
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600 and archive.stat().st_size == told["bytes"]
    assert [one.name for one in (tmp_path / "kept").iterdir()] == [archive.name]

    data, settings = tmp_path / "data", elsewhere(house)
    done = await asyncio.to_thread(extramile, "restore", str(archive), "--data", str(data), **settings)
    assert (done.returncode, done.stderr) == (0, "") and f"{told['rows']:,} rows" in done.stdout
    assert (data / "secret-key").read_text() == (house.server.data / "secret-key").read_text()
    assert stat.S_IMODE((data / "secret-key").stat().st_mode) == 0o600
    again = House(Server(data, command="serve", **LIMITS, **settings))
    await asyncio.to_thread(again.server.start)
    try:
        there = again.rows(
            "SELECT name, seq FROM desk_entry WHERE conversation_id = ? ORDER BY seq", again.number(conversation)
        )
        assert {name for name, _ in there} >= set(before)
        assert [seq for _, seq in there] == list(range(1, len(there) + 1))
        # Who was signed in still is: the key that says so came along.
        maya = Browser(again.url)
        for cookie in house.browser("Maya Reyes").jar:
            maya.jar.set_cookie(cookie)
        assert "3 3 3 " in await asyncio.to_thread(maya.get, f"/desk/c/{again.number(conversation)}")
    finally:
        await asyncio.to_thread(again.server.stop)


@pytest.mark.postgres
def test_what_is_there_is_put_aside_and_never_lost(house: House, whole: Path, tmp_path: Path) -> None:
    data, settings = tmp_path / "data", elsewhere(house)
    first = extramile("restore", str(whole), "--data", str(data), **settings)
    assert first.returncode == 0, first.stderr
    (data / "mine").write_text("mine")
    refused = extramile("restore", str(whole), "--data", str(data), **settings)
    assert refused.returncode == 1 and "not empty" in refused.stderr and "--replace" in refused.stderr
    again = extramile("restore", str(whole), "--data", str(data), "--replace", **settings)
    assert again.returncode == 0, again.stderr
    aside = next(data.glob("replaced_*"))
    assert (aside / "mine").read_text() == "mine" and not (data / "mine").exists()
    assert (aside / "secret-key").exists() and str(aside) in again.stdout
    if settings:
        empty = extramile("restore", str(whole), "--data", str(tmp_path / "other"), **settings)
        assert empty.returncode == 1 and "The database is not empty" in empty.stderr
        assert not list((tmp_path / "other").glob("[!l]*"))
    else:
        assert (aside / "extramile.sqlite3").exists()


@pytest.mark.postgres
def test_on_a_full_disk_nothing_looks_like_a_backup(house: House, tmp_path: Path) -> None:
    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, resource.RLIM_INFINITY))

    to = tmp_path / "kept"
    done = extramile("backup", str(to), "--data", str(house.server.data), before=full, **database_of(house))
    assert done.returncode == 1 and "could not be made" in done.stderr and "Traceback" not in done.stderr
    assert list(to.iterdir()) == []
    assert extramile("backup", str(to), "--data", str(house.server.data), **database_of(house)).returncode == 0


@pytest.mark.sqlite
def test_the_oldest_go_and_nothing_else(house: House, tmp_path: Path) -> None:
    others = ["extramile-20200101T000000Z.tar.gz", "extramile-20200102T000000Z.tar.gz", "mine-20200101T000000Z.tar.gz"]
    for name in others:
        (tmp_path / name).write_text("old")
    assert extramile("backup", str(tmp_path), "--keep", "2", "--data", str(house.server.data)).returncode == 0
    left = {one.name for one in tmp_path.iterdir()}
    assert left > set(others[1:]) and others[0] not in left and len(left) == 3


@pytest.mark.sqlite
def test_no_server_is_restored_under(house: House, whole: Path) -> None:
    done = extramile("restore", str(whole), "--replace", "--data", str(house.server.data))
    assert done.returncode == 1 and "Stop it first" in done.stderr


def test_an_empty_folder_has_nothing_to_back_up(tmp_path: Path) -> None:
    done = extramile("backup", str(tmp_path / "to"), "--data", str(tmp_path / "none"))
    assert done.returncode == 2 and "nothing to back up" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.sqlite
def test_nothing_is_served_from_a_folder_that_is_half_restored(whole: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert extramile("restore", str(whole), "--data", str(data)).returncode == 0
    (data / "restoring").mkdir()
    done = extramile("serve", "--data", str(data), "--port", "0", "--no-open")
    assert done.returncode == 2 and "did not finish" in done.stderr
    assert extramile("restore", str(whole), "--data", str(data), "--replace").returncode == 0
    assert not (data / "restoring").exists()
