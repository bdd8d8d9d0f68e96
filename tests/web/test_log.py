"""Pages in the log: found by the number that a person quotes, and silent about who asked for what."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from extramile.people import queries
from tests.cast import Cast, conversation
from tests.conftest import Lines


@pytest.mark.parametrize("broken", [False, True])
def test_an_invitation_in_the_address(
    cast: Cast, client: Client, lines: Lines, monkeypatch: pytest.MonkeyPatch, broken: bool
) -> None:
    if broken:
        monkeypatch.setattr(queries, "open_invitation", lambda secret: int(secret))
    client.raise_request_exception = False
    answer = client.get("/invite/a-very-secret-link")
    assert answer.status_code == (500 if broken else 404)
    told = lines()
    assert "a-very-secret-link" not in json.dumps(told)
    page = told[-1]
    assert (page["event"], page["status"], page["route"]) == ("page", answer.status_code, "invite/<str:secret>")
    assert page["level"] == ("error" if broken else "info")
    assert {line["request"] for line in told} == {answer.headers["X-Request-Id"]}
    if broken:
        assert told[0]["error"] == ["ValueError"] and told[0]["where"][-1].endswith("<lambda>")
        assert f"quote {page['request']}" in answer.content.decode()


def test_a_page_names_its_request_and_its_conversation(cast: Cast, as_agent: Client, lines: Lines) -> None:
    made = conversation(cast, customer="Quiet Customer")
    first = as_agent.get(f"/desk/c/{made.pk}", headers={"X-Request-Id": "0123456789ab"})
    second = as_agent.get("/desk/")
    told = [line for line in lines() if line["event"] == "page"]
    assert [line.get("conversation") for line in told] == [made.pk, None]
    assert [line["request"] for line in told] == ["0123456789ab", second.headers["X-Request-Id"]]
    assert first.headers["X-Request-Id"] == "0123456789ab"
    assert "Maya" not in json.dumps(told) and "Quiet" not in json.dumps(told)


def test_a_stale_form_has_a_number_too(cast: Cast) -> None:
    answer = Client(enforce_csrf_checks=True).post("/sign-in", {"login": "maya@northfold.example"})
    assert answer.status_code == 403 and f"quote {answer.headers['X-Request-Id']}" in answer.content.decode()
