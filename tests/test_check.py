"""An install that is well, and each way in which one is not: said in plain words, with what to do about it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from extramile.base import clock
from extramile.base.backup import record
from extramile.desk.models import Entry, Tally
from extramile.desk.queries import soundness
from tests.cast import Cast, conversation, said
from tests.test_backup import database_of, extramile, house
from tests.web.live.conftest import House

__all__ = ["house"]


def look(data: Path, **settings: str) -> tuple[int, dict[str, dict[str, Any]]]:
    """The exit code, and what was found by its name."""
    done = extramile("check", "--json", "--data", str(data), **settings)
    assert done.stderr == ""
    told = json.loads(done.stdout)
    assert told["well"] is (done.returncode == 0)
    return done.returncode, {one["name"]: one for one in told["findings"]}


@pytest.mark.postgres
def test_an_install_that_is_well(house: House) -> None:
    data = house.server.data
    data.chmod(0o700)
    record.note(data, record.Last(clock.now(), str(data), 1))
    code, found = look(data, **database_of(house))
    assert code == 0, found
    assert {"settings", "database", "version", "integrity", "counts", "logs", "clock", "jobs", "server"} <= found.keys()
    assert found["server"]["says"] == "It runs."
    plain = extramile("check", "--data", str(data), **database_of(house))
    assert plain.returncode == 0 and "All is well." in plain.stdout


@pytest.fixture
def install(house: House, tmp_path: Path) -> Iterator[Path]:
    """A copy of the demo's folder, at rest, that a test may spoil."""
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    with (
        sqlite3.connect(house.server.data / "extramile.sqlite3") as live,
        sqlite3.connect(data / "extramile.sqlite3") as to,
    ):
        live.backup(to)
    shutil.copy(house.server.data / "secret-key", data)
    record.note(data, record.Last(clock.now(), str(data), 1))
    yield data


def _sql(statement: str) -> Callable[[Path], None]:
    def change(data: Path) -> None:
        with sqlite3.connect(data / "extramile.sqlite3") as database:
            database.execute(statement)

    return change


def _damaged(data: Path) -> None:
    with (data / "extramile.sqlite3").open("r+b") as file:
        file.seek(0, os.SEEK_END)
        file.seek(file.tell() * 3 // 4)
        file.write(os.urandom(8 * 4096))


def _nobody_at(port: int = 0) -> str:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{door.getsockname()[1]}"


SPOILT: dict[str, tuple[str, Callable[[Path], Any], dict[str, str]]] = {
    "an open folder": ("permissions", lambda data: data.chmod(0o755), {}),
    "a weak key": ("secret key", lambda data: None, {"secret_key": "ab" * 20}),
    "no backup": ("backups", lambda data: (data / "last-backup").unlink(), {}),
    "wrong counts": ("counts", _sql("UPDATE desk_tally SET n = n + 1 WHERE scope = 'any'"), {}),
    "a lost line": ("logs", _sql("DELETE FROM desk_entry WHERE seq = 1 AND conversation_id = 1"), {}),
    "a newer version": (
        "version",
        _sql("INSERT INTO django_migrations (app, name, applied) VALUES ('desk', '9', 0)"),
        {},
    ),
    "a stepped clock": (
        "clock",
        _sql("UPDATE desk_entry SET at = '2999-01-01' WHERE id = (SELECT max(id) FROM desk_entry)"),
        {},
    ),
    "a damaged file": ("integrity", _damaged, {}),
    "no proxy for https": ("address", lambda data: None, {"url": "https://desk.example.com"}),
    "in the open": ("address", lambda data: None, {"url": "http://desk.example.com"}),
    "a proxy without an address": ("address", lambda data: None, {"trust_proxy": "yes"}),
    "a silent mail server": ("mail", lambda data: None, {"mail_url": f"smtp://{_nobody_at()}"}),
    "a wrong setting": ("settings", lambda data: None, {"threads": "none"}),
    "no database": ("database", lambda data: None, {"database_url": f"postgres://nobody@{_nobody_at()}/none"}),
}


@pytest.mark.sqlite
@pytest.mark.parametrize("name", SPOILT)
def test_what_is_to_be_mended(install: Path, name: str) -> None:
    finding, spoil, settings = SPOILT[name]
    spoil(install)
    code, found = look(install, **settings)
    # Where the damage hits what the tables are, the file cannot even be opened.
    finding = finding if finding in found else "database"
    assert code == 1 and found[finding]["state"] == "mend" and found[finding]["mend"], found
    others = {one: found[one] for one in found if found[one]["state"] == "mend" and one != finding}
    assert others == {} or name == "a damaged file", others


def test_a_folder_without_an_install_is_left_alone(tmp_path: Path) -> None:
    code, found = look(tmp_path)
    assert code == 1 and found["folder"]["state"] == "mend" and list(tmp_path.iterdir()) == []


def test_counts_and_logs_are_counted_right(cast: Cast, as_agent: Client) -> None:
    one, other = conversation(cast, assignee=cast.maya, team=cast.care), conversation(cast)
    for made in (one, other):
        said(made, "hello")
        said(made, "a note", agent=cast.maya, note=True)
    assert (soundness.wrong_tallies(), soundness.gaps()) == (0, [])
    Tally.objects.filter(scope="any").update(n=5)
    Tally.objects.filter(scope=f"team:{cast.care.pk}").delete()
    Entry.objects.filter(conversation=other, seq=1).delete()
    assert (soundness.wrong_tallies(), soundness.gaps()) == (2, [other.pk])
