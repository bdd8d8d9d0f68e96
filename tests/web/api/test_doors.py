"""Who may come in for programs, and what the others are told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.test import Client

from extramile.base.limits import Counted
from extramile.people import access, actions, queries
from extramile.people.models import ApiKey, Right
from extramile.web import bearer
from tests.cast import Cast, signed_in
from tests.web.api.conftest import Send, sends

pytestmark = pytest.mark.django_db
ORDER = {"customer": "c-1", "date": "2026-05-03", "order": "A-1"}


def test_a_key_opens_what_it_may_and_nothing_else(cast: Cast) -> None:
    key = actions.make_key(cast.ines, name="Till", rights=[Right.ORDERS])
    send = sends(key)
    assert send("orders", ORDER).json() == {"read": 1, "added": 1, "present": 0, "rejected": []}
    refused = send("acts", [])
    assert (refused.status_code, refused.json()["error"]) == (403, "not_allowed")
    assert refused.json()["sentence"] == "This key may not send acts."
    assert send("somewhere", []).json()["error"] == "not_there"
    assert Client(headers={"Authorization": f"Bearer {key}"}).get("/desk/").status_code == 302


@pytest.mark.parametrize(
    "shown",
    [
        "",
        "Bearer",
        "Bearer  ",
        "Basic aW5lczpw",
        "Bearer extramile_",
        "Bearer extramile_abc",
        "Bearer é",
        "Bearer x" * 900,
    ],
)
def test_what_is_no_key_opens_nothing(cast: Cast, shown: str) -> None:
    answer = Client(headers={"Authorization": shown} if shown else {}).post("/api/v1/orders")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer ")
    assert answer.json().keys() == {"error", "sentence", "do"}


def test_a_key_has_to_be_whole_and_not_revoked(cast: Cast) -> None:
    key = actions.make_key(cast.ines, name="Till", rights=[Right.ORDERS])
    assert sends(key[:-1])("orders", []).status_code == 401
    assert sends(key + "x")("orders", []).status_code == 401
    assert sends(key)("orders", []).status_code == 200
    actions.revoke_key(cast.ines, ApiKey.objects.get().pk)
    assert sends(key)("orders", []).json()["error"] == "wrong_key"
    with pytest.raises(access.NotThere):
        actions.revoke_key(cast.ines, ApiKey.objects.get().pk)


def test_a_key_is_known_by_its_beginning_and_a_digest_alone(cast: Cast) -> None:
    key = actions.make_key(cast.ines, name="Till", rights=["orders", "everything"])
    found = ApiKey.objects.get()
    kept = " ".join(str(getattr(found, field.attname)) for field in ApiKey._meta.concrete_fields)
    secret = key.removeprefix(f"extramile_{found.start}_")
    assert secret not in kept and len(secret) == 43
    assert (found.rights, found.made_by, found.used_on) == (["orders"], cast.ines, None)
    sends(key)("orders", [])
    found.refresh_from_db()
    assert isinstance(found.used_on, date)
    assert queries.key_of(key) == found


def test_only_admins_make_and_revoke_keys(cast: Cast) -> None:
    with pytest.raises(access.NotAllowed):
        actions.make_key(cast.jo, name="Till", rights=[Right.ORDERS])
    actions.make_key(cast.ines, name="Till", rights=[Right.ORDERS])
    with pytest.raises(access.NotAllowed):
        actions.revoke_key(cast.jo, ApiKey.objects.get().pk)


def test_no_cookie_lets_anybody_in(cast: Cast) -> None:
    answer = signed_in(cast.ines).post("/api/v1/orders", ORDER, content_type="application/json")
    assert (answer.status_code, answer.json()["error"]) == (401, "no_key")
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert Client().options("/api/v1/orders", headers={"Origin": "https://shop.example"}).status_code == 401


def test_a_key_in_the_address_is_refused_and_said_to_be_burnt(cast: Cast) -> None:
    key = actions.make_key(cast.ines, name="Till", rights=[Right.ORDERS])
    for browser in (Client(), Client(headers={"Authorization": f"Bearer {key}"})):
        answer = browser.post(f"/api/v1/orders?key={key}", ORDER, content_type="application/json")
        assert (answer.status_code, answer.json()["error"]) == (400, "key_in_address")
        assert key not in answer.content.decode()


def test_only_post_is_taken(cast: Cast, send: Send) -> None:
    key = actions.make_key(cast.ines, name="Till", rights=[Right.ORDERS])
    browser = Client(headers={"Authorization": f"Bearer {key}"})
    for ask in (browser.get, browser.put, browser.delete, browser.patch, browser.head):
        answer = ask("/api/v1/orders")
        assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")


def test_who_asks_too_often_waits(cast: Cast, send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    # A span that began with the epoch and has not ended.
    monkeypatch.setattr(bearer, "_asked", Counted(uuid4().hex, 2, 1e10))
    other = sends(actions.make_key(cast.ines, name="Till", rights=[Right.ORDERS]))
    assert [send("orders", []).status_code for _ in range(3)] == [200, 200, 429]
    refused = send("orders", ORDER)
    assert int(refused.headers["Retry-After"]) > 0
    assert other("orders", []).status_code == 200


def test_no_line_of_the_log_holds_a_key(cast: Cast, lines: Callable[[], list[dict[str, object]]]) -> None:
    key = actions.make_key(cast.ines, name="Till", rights=[Right.ORDERS])
    sends(key)("orders", ORDER)
    sends(key)("acts", ORDER)
    sends(key)("elsewhere", b"{")
    sends(key[:-1])("orders", ORDER)
    Client().post(f"/api/v1/{key}?key={key}", headers={"Authorization": f"Basic {key}"})
    told = lines()
    assert [line["status"] for line in told if line["event"] == "page"] == [200, 403, 404, 401, 400]
    assert key[10:] not in str(told) and key[-20:] not in str(told)


def test_a_database_that_is_away_asks_for_patience(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise OperationalError("database is locked")

    for owner, name in ((queries, "key_of"), (actions, "key_used")):
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, away)
            answer = send("orders", ORDER)
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
            assert answer.json()["error"] == "database_away"
