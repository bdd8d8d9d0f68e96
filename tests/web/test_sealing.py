"""The seal in the browser: open with the sign-in, wrapped anew with each password, closed to everybody else."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from extramile.people import queries
from extramile.people.actions import sealed, sealing
from extramile.people.models import Sealed
from extramile.people.queries.sealed import entries
from extramile.people.seal import Seal, Shelf
from extramile.web.seal import COOKIE
from tests.cast import PASSWORD, Cast, signed_in
from tests.people.test_sealing import DAY, SECRET, opened

NEW = "granite-and-moss"


@pytest.fixture(autouse=True)
def no_tries_yet() -> Iterator[None]:
    cache.clear()
    yield


def enter(email: str, password: str = PASSWORD) -> Client:
    browser = Client()
    assert browser.post("/sign-in", {"login": email, "password": password}).status_code == 302
    return browser


def is_open(browser: Client) -> bool:
    return browser.get("/sealed/code").status_code == 200


def write(cast: Cast) -> None:
    sealed.put(opened(cast.maya), Shelf.DAY, SECRET, day=DAY)


def reads(cast: Cast, password: str) -> bool:
    key = sealing.ready(cast.maya, password)
    return bool(key) and [one.content for one in entries(Seal(key), Shelf.DAY)] == [SECRET]


def code_for(browser: Client) -> str:
    shown = browser.post("/sealed/code/new", {"current": PASSWORD}).content.decode()
    found = re.search(r'id="code"[^>]*>([0-9A-Z-]{29})<', shown)
    assert found and found[1] not in browser.get("/sealed/code").content.decode(), "it is shown once"
    return found[1]


def set_password_by_link(cast: Cast, **given: str) -> str:
    browser = Client()
    form = browser.get(f"/password-reset/{queries.reset_key(cast.maya)}")
    answer = browser.post(form.headers["Location"], {"password1": NEW, **given})
    return answer.headers.get("Location") or html.unescape(answer.content.decode())


def test_signing_in_opens_it_in_this_browser_and_signing_out_closes_it(cast: Cast) -> None:
    browser = enter("maya@northfold.example")
    cookie = browser.cookies[COOKIE]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    assert is_open(browser)
    kept = Session.objects.get().get_decoded()
    assert cookie.value not in str(kept)
    browser.post("/sign-out")
    assert browser.cookies[COOKIE].value == ""


def test_neither_the_database_nor_the_cookie_opens_it_alone(cast: Cast) -> None:
    browser = enter("maya@northfold.example")
    without = Client()
    without.cookies["extramile_session"] = browser.cookies["extramile_session"].value
    assert without.get("/sealed/code").headers["Location"] == "/sealed/open?next=%2Fsealed%2Fcode"
    other = signed_in(cast.sam)
    other.cookies[COOKIE] = browser.cookies[COOKIE].value
    assert not is_open(other)
    for spoilt in ("", "x", "é", "A" * 44, browser.cookies[COOKIE].value[:-4]):
        without.cookies[COOKIE] = spoilt
        assert not is_open(without)


def test_a_browser_that_cannot_open_it_asks_and_comes_back(cast: Cast) -> None:
    write(cast)
    browser = signed_in(cast.maya)
    asked = browser.get("/sealed/open", {"next": "/profile"})
    assert b"With your password" in asked.content and b'value="/profile"' in asked.content
    wrong = browser.post("/sealed/open", {"words-words": "guess", "next": "/profile"})
    assert wrong.status_code == 422 and b"not your current password" in wrong.content
    right = browser.post("/sealed/open", {"words-words": PASSWORD, "next": "/profile"})
    assert right.headers["Location"] == "/profile" and is_open(browser)
    assert signed_in(cast.sam).get("/sealed/open", {"next": "//evil.example"}).content.count(b"evil") == 0


def test_another_password_opens_what_was_sealed_under_the_one_before(cast: Cast) -> None:
    write(cast)
    browser = enter("maya@northfold.example")
    browser.post("/profile/password", {"password-current": PASSWORD, "password-new": NEW})
    assert is_open(browser) and reads(cast, NEW) and not reads(cast, PASSWORD)


def test_a_reset_asks_first_and_the_code_keeps_what_was_sealed(cast: Cast) -> None:
    write(cast)
    code = code_for(enter("maya@northfold.example"))
    assert "Nothing is changed yet" in set_password_by_link(cast)
    assert "25 letters and digits" in set_password_by_link(cast, code="ABC")
    assert "not your recovery code" in set_password_by_link(cast, code="A" * 25)
    assert reads(cast, PASSWORD), "none of these changed anything"
    assert set_password_by_link(cast, code=code.lower()) == "/sign-in"
    assert reads(cast, NEW) and is_open(enter("maya@northfold.example", NEW))


def test_a_reset_without_the_code_loses_it_once_the_person_says_so(cast: Cast) -> None:
    write(cast)
    assert set_password_by_link(cast, lose="on") == "/sign-in"
    assert not Sealed.objects.exists()
    assert is_open(enter("maya@northfold.example", NEW))


def test_nobody_without_a_seal_is_asked_for_a_code(cast: Cast) -> None:
    assert set_password_by_link(cast) == "/sign-in"


def test_codes_are_not_guessed(cast: Cast) -> None:
    write(cast)
    code = code_for(enter("maya@northfold.example"))
    for _ in range(5):
        set_password_by_link(cast, code="A" * 25)
    assert "many tries" in set_password_by_link(cast, code=code)
    browser = signed_in(cast.maya)
    late = browser.post("/sealed/open/code", {"code-code": code, "code-current": PASSWORD})
    assert b"many tries" in late.content


def test_a_password_that_somebody_else_set_opens_nothing_until_the_code_does(cast: Cast) -> None:
    write(cast)
    code = code_for(enter("maya@northfold.example"))
    cast.maya.set_password(NEW)
    cast.maya.save()
    browser = enter("maya@northfold.example", NEW)
    assert not is_open(browser)
    refused = browser.post("/sealed/open", {"words-words": NEW})
    assert b"without your recovery code" in refused.content and Sealed.objects.exists()
    answer = browser.post("/sealed/open/code", {"code-code": code, "code-current": NEW, "next": "/profile"})
    assert answer.headers["Location"] == "/profile"
    assert is_open(browser) and reads(cast, NEW)


def test_without_either_one_begins_anew_by_saying_so(cast: Cast) -> None:
    write(cast)
    cast.maya.set_password(NEW)
    cast.maya.save()
    browser = enter("maya@northfold.example", NEW)
    assert browser.post("/sealed/open/anew", {"lose-current": "guess"}).status_code == 422
    assert Sealed.objects.exists()
    browser.post("/sealed/open/anew", {"lose-current": NEW})
    assert is_open(browser) and not Sealed.objects.exists()


def test_who_signs_in_without_a_password_chooses_a_passphrase(cast: Cast) -> None:
    cast.maya.set_unusable_password()
    cast.maya.save()
    browser = signed_in(cast.maya)
    assert b"passphrase for your journal" in browser.get("/sealed/open").content
    assert b"least 10" in browser.post("/sealed/open", {"words-words": "short"}).content
    assert browser.post("/sealed/open", {"words-words": "a heron on the pier"}).status_code == 302
    again = signed_in(cast.maya)
    assert b"not your journal passphrase" in again.post("/sealed/open", {"words-words": "wrong words"}).content
    again.post("/sealed/open", {"words-words": "a heron on the pier"})
    assert is_open(again)


def test_a_new_code_takes_the_password(cast: Cast) -> None:
    browser = enter("maya@northfold.example")
    refused = browser.post("/sealed/code/new", {"current": "guess"})
    assert refused.status_code == 422 and b'id="code"' not in refused.content
