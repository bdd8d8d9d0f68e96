"""What every test stands on: no network beyond this machine, and the named cast."""

from __future__ import annotations

import gc
import ipaddress
import json
import logging
import shutil
import socket
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from django.db import connection
from django.test import Client
from pytest_django import DjangoDbBlocker

from extramile.base import log
from extramile.people import queries
from extramile.people.models import Agent
from tests import cast as northfold
from tests import cluster, prepared
from tests.web.live.conftest import House, served

Lines = Callable[[], list[dict[str, Any]]]


class NetworkIsOff(RuntimeError):
    """A test tried to reach beyond this machine."""


def _refuse_beyond_loopback(address: Any) -> None:
    host = address[0] if isinstance(address, tuple) else ""
    if host in ("", "localhost"):
        return
    if not ipaddress.ip_address(host).is_loopback:
        raise NetworkIsOff(f"{host}: tests reach this machine only")


def _guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            _refuse_beyond_loopback(address)
        return connect(self, address)

    return guarded


# What is read of the tests stays until the end: to look again and again for what may go takes a sixth of the reading.
gc.disable()


def pytest_collection_finish() -> None:
    """From here on things come and go, beside those that stay."""
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """On PostgreSQL leave out what is about SQLite alone."""
    if cluster.wanted():
        for item in items:
            if item.get_closest_marker("sqlite"):
                item.add_marker(pytest.mark.skip(reason="about SQLite"))


@pytest.fixture(scope="session", autouse=True)
def network_off() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _guarded(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", _guarded(socket.socket.connect_ex))
        yield


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """On SQLite the tables are a copy; it goes when its folder does."""
    return not cluster.wanted()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """The tables were made for all workers of a run; that nothing is missing is asked of each."""
    asked = connection.settings_dict["TEST"]
    if address := cluster.wanted():
        asked["TEMPLATE"] = prepared.template(address)
    else:
        shutil.copy(prepared.begun() / "extramile.sqlite3", asked["NAME"])


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """What Django asks of a database once is asked here, and not of the test that happens to come first and counts."""
    with django_db_blocker.unblock():
        assert connection.features.supports_json_field


@pytest.fixture(autouse=True)
def nothing_remembered(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Forget what the process keeps between requests; after a test with real transactions also the search index,
    which Django does not know and therefore does not empty."""
    monkeypatch.setattr(queries, "_founded", False)
    marker = request.node.get_closest_marker("django_db")
    real = "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction"))
    if real:
        request.getfixturevalue("transactional_db")
    yield
    if real and connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO desk_entry_search(desk_entry_search) VALUES ('delete-all')")


@pytest.fixture
def cast(db: None) -> northfold.Cast:
    """The company with its people; add `transactional_db` where threads or commits matter."""
    return northfold.assemble()


@pytest.fixture
def sign_in(cast: northfold.Cast) -> Callable[[Agent], Client]:
    """Signs an agent in: `sign_in(cast.maya).get("/desk/")`."""
    return northfold.signed_in


@pytest.fixture(scope="session")
def shared_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The demo company, served to all of a worker's modules that neither stop it nor ask for settings of their own."""
    yield from served(tmp_path_factory.mktemp("shared"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder, on SQLite, of an install that nobody has set up yet."""
    return prepared.empty(tmp_path / "data")


@pytest.fixture
def stranger() -> Client:
    """Somebody who is not signed in."""
    return Client()


@pytest.fixture
def as_agent(cast: northfold.Cast) -> Client:
    """Maya's browser."""
    return northfold.signed_in(cast.maya)


@pytest.fixture
def as_lead(cast: northfold.Cast) -> Client:
    """Jo's browser."""
    return northfold.signed_in(cast.jo)


@pytest.fixture
def as_admin(cast: northfold.Cast) -> Client:
    """Ines's browser."""
    return northfold.signed_in(cast.ines)


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Lines]:
    """The log since it was last asked for: each line of standard error has to be JSON."""
    root, before = logging.getLogger(), structlog.get_config()
    hooks = [(sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook"), (warnings, "showwarning")]
    for owner, name in hooks:
        monkeypatch.setattr(owner, name, getattr(owner, name))
    levels = {name: logging.getLogger(name).level for name in ("", *log._QUIET)}
    handlers, root.handlers = root.handlers[:], []
    log.prepare("debug")
    yield lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    root.handlers = handlers
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    structlog.configure(**before)
