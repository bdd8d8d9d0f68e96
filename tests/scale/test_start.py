"""What refuses to start beside what, and says what to set."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import prepared
from tests.browser.server import Server
from tests.scale.conftest import SECRET
from tests.scale.valkey import Valkey
from tests.test_cli import SERVING, extramile


@pytest.fixture
def database(postgres: str) -> str:
    """One that nobody has served from yet."""
    return prepared.empty_in(postgres)


@pytest.fixture
def started(tmp_path: Path, database: str) -> Iterator[list[Server]]:
    """Servers that are ended afterwards."""
    servers: list[Server] = []
    yield servers
    for server in servers:
        server.kill()


def refused(folder: Path, *words: str, **settings: str) -> str:
    """What a command says when it will not, in one line."""
    given = {f"EXTRAMILE_{name.upper()}": value for name, value in settings.items()}
    done = extramile(*(words or SERVING), "--data", str(folder), **given)
    assert done.returncode == 2 and len(done.stderr.strip().splitlines()) == 1, done.stderr
    return done.stderr


def test_redis_alone_is_not_enough(tmp_path: Path) -> None:
    said = refused(tmp_path, redis_url="redis://127.0.0.1:1")
    assert "EXTRAMILE_DATABASE_URL" in said and "EXTRAMILE_REDIS_URL" in said


def test_an_address_that_cannot_be(tmp_path: Path) -> None:
    said = refused(tmp_path, redis_url="redis://:secret@localhost:0")
    assert "EXTRAMILE_REDIS_URL" in said and "redis://" in said and "secret" not in said


def test_redis_that_does_not_answer_or_does_not_let_in(tmp_path: Path, database: str) -> None:
    assert "Start it" in refused(tmp_path, database_url=database, redis_url="redis://127.0.0.1:1")
    locked = Valkey(password="right-one")
    try:
        wrong = f"redis://:wrong-one@127.0.0.1:{locked.port}"
        said = refused(tmp_path, database_url=database, redis_url=wrong)
        assert "EXTRAMILE_REDIS_URL" in said and "wrong-one" not in said
        right = Server(tmp_path / "right", command="serve", database_url=database, redis_url=locked.address)
        right.start()
        right.stop()
        assert "right-one" not in right.log.read_text()
    finally:
        locked.remove()


def test_one_alone_and_several_keep_each_other_out(
    tmp_path: Path, database: str, valkey: Valkey, started: list[Server]
) -> None:
    several = {"database_url": database, "redis_url": valkey.address, "secret_key": SECRET}
    alone = Server(tmp_path / "alone", command="serve", database_url=database)
    started.append(alone)
    alone.start()
    for words in (SERVING, ("worker",)):
        said = refused(tmp_path / "one", *words, **several)
        assert "without EXTRAMILE_REDIS_URL" in said
        assert "EXTRAMILE_REDIS_URL" in refused(tmp_path / "alone", *words, **several)
    alone.stop()
    for name in ("one", "one", "two"):
        started.append(Server(tmp_path / name, command="serve", **several))
        started[-1].log = tmp_path / f"{uuid.uuid4().hex}.log"
        started[-1].start()
    assert "set EXTRAMILE_REDIS_URL" in refused(tmp_path / "three", database_url=database)
    assert "EXTRAMILE_REDIS_URL" in refused(tmp_path / "one", database_url=database)


def test_processes_with_another_secret_key(
    tmp_path: Path, database: str, valkey: Valkey, started: list[Server]
) -> None:
    both = {"database_url": database, "redis_url": valkey.address}
    first = Server(tmp_path / "one", command="serve", **both)
    started.append(first)
    first.start()
    for words in (SERVING, ("worker",)):
        assert "Set the same EXTRAMILE_SECRET_KEY" in refused(tmp_path / "two", *words, **both)
    # Where nobody is left who has the old one, a new one may be used.
    first.stop()
    second = Server(tmp_path / "two", command="serve", **both)
    started.append(second)
    second.start()


def test_one_process_needs_no_worker(tmp_path: Path) -> None:
    assert "EXTRAMILE_REDIS_URL" in refused(tmp_path, "worker")
