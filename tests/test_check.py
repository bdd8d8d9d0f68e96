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


def _spoilt(data: Path) -> None:
    data.chmod(0o755)
    (data / "last-backup").unlink()
    for statement in (
        "UPDATE desk_tally SET n = n + 1 WHERE scope = 'any'",
        "DELETE FROM desk_entry WHERE seq = 1 AND conversation_id = 1",
        "UPDATE desk_entry SET at = '2999-01-01' WHERE id = (SELECT max(id) FROM desk_entry)",
    ):
        _sql(data, statement)


def _sql(data: Path, statement: str) -> None:
    with sqlite3.connect(data / "extramile.sqlite3") as database:
        database.execute(statement)


def _newer(data: Path) -> None:
    _sql(data, "INSERT INTO django_migrations (app, name, applied) VALUES ('desk', '9', 0)")


def _damaged(data: Path) -> None:
    with (data / "extramile.sqlite3").open("r+b") as file:
        file.seek(0, os.SEEK_END)
        file.seek(file.tell() * 3 // 4)
        file.write(os.urandom(8 * 4096))


def _nobody() -> str:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{door.getsockname()[1]}"


# At most one thing of each kind in a look, since each look is a whole start.
_WRONG = {"secret_key": "ab" * 20, "url": "https://desk.example.com", "mail_url": f"smtp://{_nobody()}"}
SPOILT: dict[str, tuple[set[str], Callable[[Path], Any], dict[str, str]]] = {
    "much at once": (
        {"permissions", "backups", "counts", "logs", "clock", "secret key", "address", "mail"}, _spoilt, _WRONG
    ),
    "a newer version": ({"version", "address"}, _newer, {"url": "http://desk.example.com"}),
    "no database": (
        {"database", "address"}, lambda data: None,
        {"trust_proxy": "yes", "database_url": f"postgres://nobody@{_nobody()}/none"},
    ),
    "a wrong setting": ({"settings"}, lambda data: None, {"threads": "none"}),
}  # fmt: skip


@pytest.mark.sqlite
@pytest.mark.parametrize("name", SPOILT)
def test_what_is_to_be_mended(install: Path, name: str) -> None:
    findings, spoil, settings = SPOILT[name]
    spoil(install)
    code, found = look(install, **settings)
    assert code == 1
    assert {one for one in found if found[one]["state"] == "mend"} == findings
    assert all(found[one]["mend"] for one in findings)


@pytest.mark.sqlite
def test_a_damaged_file(install: Path) -> None:
    _damaged(install)
    code, found = look(install)
    # Where the damage hits what the tables are, the file cannot even be opened.
    finding = found.get("integrity", found["database"])
    assert code == 1 and finding["state"] == "mend" and "restore" in finding["mend"]


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
