"""A served install, and all that it leaves behind: files, frames, what it prints and backs up hold no secrets."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import tarfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher

from extramile.base.backup import programs
from extramile.cli.app import app
from extramile.demo.northfold import PASSWORD, address
from tests.browser.server import Server
from tests.privacy.planting import Fields, Post, found_in, plant, planted, secret, shown_to_colleagues
from tests.test_backup import database_of, elsewhere, extramile
from tests.web.live.conftest import LIMITS, Browser, House, Visit
from tests.web.live.test_export import asked

OTHERS = ("Sam Okafor", "Jo Lind", "Ines Duarte")
FORGOTTEN = secret("journey/<str:name>/keep", "words")
NEW = "another-long-walk"
# Those that go on for ever, or bring in what was said elsewhere.
NOT_RUN = {"serve", "demo", "worker", "restore", "import"}
OWN: dict[str, str] = {}


def _post(browser: Browser) -> Post:
    def post(where: str, fields: Fields) -> None:
        browser.post(where, page="/journey/values", **fields)

    return post


def _told(house: House, statement: str, *values: object) -> None:
    """Have the database say something else, as somebody who has it can."""
    if database_of(house):
        with psycopg.connect(database_of(house)["database_url"]) as postgres:
            postgres.execute(statement.replace("?", "%s"), values)
        return
    with sqlite3.connect(f"{house.server.data}/extramile.sqlite3", timeout=20) as database:
        database.execute(statement, values)


def written(house: House, browser: Browser) -> tuple[str, str]:
    """Maya writes through every door, destroys a win, and shows her goal to Sam; her goal, and a recovery code."""
    # Somebody who leads, and whom nothing of this looks at, for a 1:1.
    house.browser("Priya Raman")
    _told(house, "UPDATE people_agent SET role = 'lead' WHERE email = ?", address("Priya Raman"))
    goal = plant(_post(browser), browser.get)["journey/goals"]
    browser.post("/journey/wins/keep", page="/journey/values", words=f"{FORGOTTEN} to be forgotten")
    row = browser.get("/journey/wins").rpartition("/forget")[0].rpartition("/")[2]
    browser.post(f"/journey/wins/{row}/forget", page="/journey/values")
    shown = browser.post("/sealed/code/new", page="/journey/values", current=PASSWORD)
    code = shown.partition('id="code"')[2].partition(">")[2].partition("<")[0].strip()
    assert len(code) == 29
    browser.post(f"{goal}/share", page="/journey/values", colleague=str(house.agent("Sam Okafor")))
    return goal, code


def files_of(house: House) -> Iterator[tuple[str, bytes]]:
    """Whatever lies in the data folder, and the log; on PostgreSQL also a dump."""
    for path in sorted(house.server.data.rglob("*")):
        if path.is_file():
            yield path.name, path.read_bytes()
    yield "log", house.server.log.read_bytes()
    if url := database_of(house).get("database_url"):
        done = subprocess.run([programs._found("pg_dump") or "pg_dump", url], capture_output=True, timeout=60)
        assert done.returncode == 0 and b"people_sealed" in done.stdout
        yield "dump", done.stdout


def on_disk(house: House, code: str) -> list[str]:
    """What of the secrets stands in any of it, in the open or as the bytes of PostgreSQL's dump."""
    every = [(name, held) for name, held in files_of(house)]
    assert any(b"people_sealed" in held for _, held in every), "the rows are somewhere else"
    hexed = [f"{name} in hex" for name, held in every if FORGOTTEN.encode().hex().encode() in held]
    return hexed + [one for name, held in every for one in found_in(name, held, more=[code, code.replace("-", "")])]


def in_backup(archive: Path, to: Path) -> dict[str, bytes]:
    """Every file of a backup, by its name."""
    with tarfile.open(archive) as made:
        made.extractall(to, filter="data")
    return {path.name: path.read_bytes() for path in to.rglob("*") if path.is_file()}


def printed(house: House, to: Path) -> dict[str, str]:
    """What each command prints of an install that is served."""
    where = ("--data", str(house.server.data))
    given = {"check": (), "ladder": (), "upgrade": (), "backup": (str(to), "--json"), "corrections": (f"{to}.csv",)}
    named = {one.name or one.callback.__name__ for one in app.registered_commands if one.callback}
    named |= {str(group.name) for group in app.registered_groups}
    assert named == given.keys() | NOT_RUN, "say what a new command prints, or why it is not run here"
    done = {name: extramile(name, *words, *where, **database_of(house)) for name, words in given.items()}
    assert done["backup"].returncode == 0, done["backup"].stderr
    return {name: one.stdout + one.stderr for name, one in done.items()}


def taken_along(house: House) -> dict[str, bytes]:
    """What leads take along as files, and machines ask for."""
    session = house.browser("Jo Lind").session
    found = {"export": asked(house, "everyone.csv", session=session)[1]}
    for path in ("/metrics", "/healthz"):
        with urllib.request.urlopen(house.url + path, timeout=20) as answer:
            found[path] = answer.read()
    return found


def reset(house: House) -> None:
    """Somebody with the database gives Maya another password."""
    password = Argon2PasswordHasher().encode(NEW, "a-salt-of-her-own")
    _told(house, "UPDATE people_agent SET password = ? WHERE email = ?", password, address("Maya Reyes"))


def read_elsewhere(archive: Path, data: Path, goal: str, code: str, settings: dict[str, str]) -> None:
    """Restored beside another secret: nobody reads it, but for its writer with a password, or then with the code."""
    assert extramile("restore", str(archive), "--data", str(data), **settings).returncode == 0
    there = House(Server(data, command="serve", secret_key="another-secret-" * 4, **LIMITS, **settings))
    there.server.start()
    try:
        for name in OTHERS:
            other = Browser(there.url).sign_in(name)
            allowed = shown_to_colleagues().values() if name == "Sam Okafor" else ()
            shown = other.get("/journey/") + other.get("/journey/everything.md")
            assert found_in(name, shown, allowed) == [] and all(one in shown for one in allowed)
        maya = Browser(there.url).sign_in("Maya Reyes")
        shown = maya.get("/journey/everything.md") + maya.get("/today/") + maya.get(goal)
        assert {one for one in planted() if one not in shown} == set()
        reset(there)
        again = Browser(there.url).sign_in("Maya Reyes", NEW)
        assert found_in("without", again.get("/journey/")) == []
        fields = {"code-code": code, "code-current": NEW, "next": "/journey/everything.md"}
        assert FORGOTTEN in again.post("/sealed/open/code", page="/sealed/open", **fields)
        assert on_disk(there, code) == []
    finally:
        there.server.stop()


@pytest.mark.postgres
async def test_nothing_it_leaves_behind_holds_a_secret(house: House, desk: Visit, tmp_path: Path) -> None:
    listening = [await desk(name) for name in OTHERS]
    maya = await asyncio.to_thread(house.browser, "Maya Reyes")
    goal, code = await asyncio.to_thread(written, house, maya)
    assert await asyncio.to_thread(on_disk, house, code) == [], "while it is shared"
    seen = await asyncio.to_thread(house.browser("Sam Okafor").get, "/journey/")
    assert secret("journey/goals/<uuid:row>/edit", "wish") in seen
    for talk in listening:
        await talk.alive()
        assert found_in("a frame", str(talk.got)) == []
    said = await asyncio.to_thread(printed, house, tmp_path / "one.tar.gz")
    said |= {name: str(body) for name, body in (await asyncio.to_thread(taken_along, house)).items()}
    assert [one for name, body in said.items() for one in found_in(name, body)] == []
    held = in_backup(tmp_path / "one.tar.gz", tmp_path / "opened")
    assert len(held) >= 3 and [one for name, body in held.items() for one in found_in(name, body, more=[code])] == []
    await asyncio.to_thread(maya.post, f"{goal}/share", "/journey/values")
    await asyncio.to_thread(house.server.stop)
    assert on_disk(house, code) == [], "taken back, and at rest"
    await asyncio.to_thread(read_elsewhere, tmp_path / "one.tar.gz", tmp_path / "data", goal, code, elsewhere(house))
