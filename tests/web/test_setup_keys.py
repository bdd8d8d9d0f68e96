"""Settings, API: keys are made, shown once, listed and revoked."""

from __future__ import annotations

import re

from django.test import Client

from extramile.people.models import ApiKey
from tests.cast import Cast, signed_in
from tests.web.api.conftest import sends


def made(browser: Client, name: str = "Web shop") -> str:
    page = browser.post("/settings/api/new", {"name": name, "rights": ["orders", "acts"]}).content.decode()
    found = re.search(r'value="(extramile_[^"]+)"', page)
    assert found, page
    return found[1]


def test_a_key_is_shown_once_and_works_until_it_is_revoked(cast: Cast, as_admin: Client) -> None:
    assert b'class="empty"' in as_admin.get("/settings/api").content
    key = made(as_admin)
    listed = as_admin.get("/settings/api").content.decode()
    assert key not in listed and key[:18] in listed
    assert "Orders, Acts" in listed and "not used yet" in listed and "by Ines Duarte" in listed
    assert sends(key)("orders", []).status_code == 200
    assert "last used on" in as_admin.get("/settings/api").content.decode()
    page = f"/settings/api/{ApiKey.objects.get().pk}/revoke"
    assert "Revoke the key “Web shop”?" in as_admin.get(page).content.decode()
    assert sends(key)("orders", []).status_code == 200
    assert as_admin.post(page).headers["Location"] == "/settings/api"
    assert sends(key)("orders", []).status_code == 401
    listed = as_admin.get("/settings/api").content.decode()
    assert "revoked on" in listed and "No keys yet" in listed
    assert as_admin.post(page).status_code == 404


def test_what_is_made_has_a_name_and_may_do_something(cast: Cast, as_admin: Client) -> None:
    for given in (
        {"name": "", "rights": ["orders"]},
        {"name": "Till", "rights": []},
        {"name": "Till", "rights": ["x"]},
    ):
        assert as_admin.post("/settings/api/new", given).status_code == 422
    assert not ApiKey.objects.exists()


def test_neither_agents_nor_leads_get_near(cast: Cast, as_admin: Client) -> None:
    made(as_admin)
    for person in (cast.maya, cast.jo):
        browser = signed_in(person)
        for page in ("", "/new", f"/{ApiKey.objects.get().pk}/revoke"):
            assert browser.post(f"/settings/api{page}").status_code == 403
    assert ApiKey.objects.filter(revoked_on=None).exists()


def test_a_name_is_shown_as_text(cast: Cast, as_admin: Client) -> None:
    made(as_admin, "<script>alert(1)</script>")
    assert b"<script>alert" not in as_admin.get("/settings/api").content


def test_no_session_holds_a_key(cast: Cast, as_admin: Client) -> None:
    key = made(as_admin)
    assert key not in str(dict(as_admin.session.items()))
