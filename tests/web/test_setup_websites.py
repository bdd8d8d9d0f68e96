from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from extramile.base import events
from extramile.desk.access import inboxes_of
from extramile.desk.actions import settings as desk
from extramile.desk.events import AccessChanged
from extramile.desk.models import Inbox, Website
from extramile.people import access
from extramile.web import assets
from tests.cast import Cast

SITE = {
    "name": "Shop",
    "origins": "https://shop.example\nhttp://localhost:8000/demo\nshop.example/returns",
    "greeting": "</script><b>Hi & welcome",
    "colour": "#AA3300",
    "position": "left",
    "language": "de",
}


@pytest.mark.parametrize(
    ("given", "origin"),
    [
        ("https://shop.example", "https://shop.example"),
        ("shop.example", "https://shop.example"),
        (" HTTPS://Shop.Example:443/a?b#c ", "https://shop.example"),
        ("https://shop.example:8443/", "https://shop.example:8443"),
        ("https://bücher.example", "https://xn--bcher-kva.example"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://127.0.0.1:80", "http://127.0.0.1"),
        ("http://[::1]:9000", "http://[::1]:9000"),
        ("http://[0:0:0:0:0:0:0:1]:9000", "http://[::1]:9000"),
        ("http://192.168.178.20:8080/shop", "http://192.168.178.20:8080"),
        ("http://10.0.0.7", "http://10.0.0.7"),
        ("http://172.16.3.4", "http://172.16.3.4"),
        ("http://[fd00::7]", "http://[fd00::7]"),
        ("https://8.8.8.8", "https://8.8.8.8"),
    ],
)
def test_an_origin_is_what_browsers_send(given: str, origin: str) -> None:
    assert desk.origin_from(given) == origin


@pytest.mark.parametrize(
    "given",
    [
        "",
        "*",
        "https://*.shop.example",
        "http://shop.example",
        "http://8.8.8.8",
        "http://172.32.3.4",
        "http://127.shop.example",
        "http://192.168.1.20.shop.example",
        "http://[2606:4700::1]",
        "http://[nonsense::1]",
        "ftp://shop.example",
        "https://",
        "javascript:alert(1)",
        "https://a b.example",
        "https://user@shop.example",
        "https://shop.example:x",
        "nonsense",
        "https://sh'op.example",
    ],
)
def test_what_is_no_origin_is_refused(given: str) -> None:
    with pytest.raises(desk.WrongOrigin):
        desk.origin_from(given)


def test_a_website_is_made_and_shows_its_snippet(cast: Cast, as_admin: Client) -> None:
    answer = as_admin.post("/settings/websites/new", {**SITE, "inbox": cast.inbox.pk})
    made = Website.objects.get(name="Shop")
    assert answer.headers["Location"] == f"/settings/websites/{made.pk}/embed"
    assert made.origins == ["https://shop.example", "http://localhost:8000"]
    assert b"/w/" + made.key.encode() in as_admin.get(answer.headers["Location"]).content
    page = as_admin.get(f"/settings/websites/{made.pk}").content.decode()
    assert "https://shop.example\nhttp://localhost:8000</textarea>" in page


def test_wrong_addresses_are_named_one_by_one(cast: Cast, as_admin: Client) -> None:
    given = {**SITE, "inbox": cast.inbox.pk, "origins": "http://shop.example\nnonsense\nhttps://fine.example"}
    page = as_admin.post("/settings/websites/new", given).content.decode()
    assert "http://shop.example: over http:// others" in page and "nonsense is not an address" in page
    assert not Website.objects.filter(name="Shop").exists()


def test_the_loader_carries_what_the_website_chose(cast: Cast, stranger: Client) -> None:
    values: Any = {name: SITE[name] for name in ("greeting", "colour", "position", "language")}
    Website.objects.filter(pk=cast.website.pk).update(**values)
    answer = stranger.get("/w/site_northfold.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not answer.cookies and answer.headers["Vary"] == "Accept-Encoding"
    source = answer.content.decode()
    assert source.startswith("(function(config){") and source.endswith(");\n")
    config = json.loads(source.rsplit("})(", 1)[1].removesuffix(");\n"))
    assert config["greeting"] == SITE["greeting"] and "</script>" not in source.rsplit("})(", 1)[1]
    assert config["origin"] == "http://testserver" and config["key"] == "site_northfold"
    assert config["assets"] == f"http://testserver/static/{assets.build()}/widget/"
    assert config["company"] == "Northfold"


def test_the_chat_can_be_tried_before_it_is_anywhere(cast: Cast, as_admin: Client, as_lead: Client) -> None:
    place = f"/settings/websites/{cast.website.pk}"
    assert f'href="http://testserver{place}/try"' in as_admin.get(f"{place}/embed").content.decode()
    answer = as_lead.get(f"{place}/try")
    policy = answer.headers["Content-Security-Policy"]
    assert '<script async src="http://testserver/w/site_northfold.js"></script>' in answer.content.decode()
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert "connect-src http://testserver ws://testserver;" in policy
    assert as_admin.get("/settings/websites/999/try").status_code == 404


def test_an_unknown_key_is_said_in_the_console(cast: Cast, stranger: Client) -> None:
    answer = stranger.get("/w/site_nobody.js")
    assert answer.content.startswith(b"console.warn(") and b"site_nobody" in answer.content


def test_the_shop_is_there_in_a_demo_only(cast: Cast, stranger: Client, settings: Any) -> None:
    assert stranger.get("/demo/").status_code == 404
    flag = settings.CONFIG.data / "demo"
    flag.touch()
    try:
        for page in ("/demo/", "/demo/ridge-2", "/demo/returns"):
            answer = stranger.get(page)
            policy, content = answer.headers["Content-Security-Policy"], answer.content.decode()
            nonce = content.split('nonce="', 1)[1].split('"', 1)[0]
            assert f"'nonce-{nonce}'" in policy and "unsafe" not in policy
            assert "http://testserver/w/site_northfold.js" in content
        assert stranger.get("/demo/unheard-of").status_code == 404
    finally:
        flag.unlink()


def test_an_inbox_for_a_team_is_told__at_once(cast: Cast, as_admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []
    monkeypatch.setattr(events, "publish", lambda *happened: told.extend(happened))
    as_admin.post(f"/settings/inboxes/{cast.inbox.pk}", {"name": "Shop", "teams": [cast.care.pk]})
    assert told == [AccessChanged()]
    assert inboxes_of(cast.sam) == frozenset()


def test_an_inbox_does_not_fall_open_because_its_last_team_goes(cast: Cast, as_lead: Client) -> None:
    cast.inbox.teams.add(cast.care)
    as_lead.post(f"/settings/teams/{cast.care.pk}/remove")
    assert b"Only this team serves the inbox Shop" in as_lead.get("/settings/teams").content
    assert inboxes_of(cast.sam) == frozenset()


def test_a_used_inbox_stays(cast: Cast, as_admin: Client) -> None:
    as_admin.post(f"/settings/inboxes/{cast.inbox.pk}/remove")
    assert b"A website writes into this inbox" in as_admin.get("/settings/inboxes").content
    as_admin.post(f"/settings/websites/{cast.website.pk}/remove")
    as_admin.post(f"/settings/inboxes/{cast.inbox.pk}/remove")
    assert not Inbox.objects.exists()


def test_leads_do_not_change_websites_and_inboxes(cast: Cast) -> None:
    for act in (
        lambda: desk.save_inbox(cast.jo, name="Mine", teams=[]),
        lambda: desk.remove_inbox(cast.jo, cast.inbox.pk),
        lambda: desk.remove_website(cast.jo, cast.website.pk),
    ):
        with pytest.raises(access.NotAllowed):
            act()
