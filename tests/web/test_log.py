"""No address that is a secret reaches the log."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from django.test import Client

from extramile.people import queries
from extramile.server import prepare_log
from tests.cast import Cast


@pytest.fixture
def prepared() -> Iterator[None]:
    names = ("django", "django.request", "uvicorn")
    before = {name: logging.getLogger(name).level for name in names}
    prepare_log("info")
    yield
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)
    logging.getLogger("django.request").filters.clear()


@pytest.mark.parametrize("broken", [False, True])
def test_an_invitation_in_the_address(
    cast: Cast,
    client: Client,
    prepared: None,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    broken: bool,
) -> None:
    if broken:
        monkeypatch.setattr(queries, "open_invitation", lambda secret: 1 / 0)
    client.raise_request_exception = False
    answer = client.get("/invite/a-very-secret-link")
    assert answer.status_code == (500 if broken else 404)
    assert "a-very-secret-link" not in "".join(record.getMessage() for record in caplog.records)
    assert len(caplog.records) == broken
