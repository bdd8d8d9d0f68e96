"""What somebody writes for themselves is met by nobody else: on no page, in no list, search, job, log or row."""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from extramile.growth.journey import actions as journey
from extramile.growth.models import Shared
from extramile.people.models import Agent, Sealed
from tests.cast import Cast, conversation, said, signed_in, with_open_seal
from tests.conftest import Lines
from tests.privacy import planting
from tests.privacy.planting import found_in, plant, planted, shown_to_colleagues
from tests.web.test_policy import PAGES, _address, admitted, program

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("held_talk")]
KEPT = "journey/<str:name>/keep"
GOALS = "journey/goals"
ROLES = {"sam": "agent", "jo": "lead", "ines": "admin", "stranger": "stranger", "program": "program"}


def browser_posts(browser: Client) -> planting.Post:
    def post(where: str, fields: dict[str, Any]) -> None:
        answer = browser.post(where, fields)
        assert answer.status_code == 302, f"{where}: {answer.status_code}"

    return post


def planted_by(person: Agent) -> tuple[Client, dict[str, str]]:
    """Somebody's browser after they wrote through every door, and the addresses of what is theirs."""
    browser = with_open_seal(person)
    return browser, plant(browser_posts(browser), lambda address: browser.get(address).content.decode())


def everything_of(browser: Client) -> str:
    """Whatever a person can read of their own."""
    places = ("/today/", "/today/close", "/journey/", "/journey/everything.md", "/journey/values")
    return "".join(browser.get(place).content.decode() for place in places)


def addresses(own: dict[str, str], role: str) -> Iterator[str]:
    """Every page that lets a role in, with what it is about filled in.

    The others answer them all with the same page, as tests/web/test_policy.py proves of every address.
    """
    for route, pattern in PAGES:
        if role not in admitted(pattern):
            continue
        row = own.get(route.partition("/<uuid:row>")[0], own[GOALS]).rpartition("/")[2]
        address = _address(route, pattern).replace(str(uuid.UUID(int=1)), row)
        place = route.partition("/<int:talk>")[0]
        address = address.replace(f"/{place}/1", own.get(place, f"/{place}/1"))
        yield from {address, *(address.replace("/journey/sample", f"/journey/{name}") for name in ("wins", "happy"))}


def others(cast: Cast) -> dict[str, Client]:
    """Everybody who is not Maya, with their own seals open; a stranger and a program have none."""
    people = {name: with_open_seal(getattr(cast, name)) for name in ("sam", "jo", "ines")}
    return people | {"stranger": Client(), "program": program(cast)}


def test_every_door_that_seals_is_planted(cast: Cast) -> None:
    """A door that is new has to be given something here, or to say why there is nothing to give."""
    browser = with_open_seal(cast.ines)
    codes = {route: browser.post(_address(route, one)).status_code for route, one in planting.doors().items()}
    writing = {route for route, code in codes.items() if code != 405}
    assert writing == planting.DOORS.keys() | planting.OPEN.keys()
    assert len(PAGES) > 100 and planting.doors().keys() < dict(PAGES).keys()


def test_who_wrote_it_reads_all_of_it(cast: Cast) -> None:
    """Or else the walks below would look for what is not there."""
    browser, own = planted_by(cast.maya)
    shown = everything_of(browser) + "".join(browser.get(address).content.decode() for address in own.values())
    assert {one for one in planted() if one not in shown} == set()
    assert found_in("a page", shown) and found_in("base64", base64.b64encode(shown.encode()))


def test_no_page_shows_it_to_anybody_else(cast: Cast) -> None:
    """But of a goal what is shared with somebody, to them, and for as long as it is shared."""
    people = others(cast)
    maya, own = planted_by(cast.maya)
    said(conversation(cast), "Hello")
    maya.post(f"{own[GOALS]}/share", {"colleague": str(cast.sam.pk)})
    shared, met = set(shown_to_colleagues().values()), []
    for role, browser in people.items():
        # A part of a page shows some of it to the same people: one who is let in everywhere asks for them all.
        parts: list[dict[str, str]] = [{}, {"X-Part": "1"}] if role == "ines" else [{}]
        seen: set[str] = set()
        for address in addresses(own, ROLES[role]):
            for part in parts:
                answer = browser.get(address, headers=part)
                met += found_in(f"{role} at {address}", answered(answer), shared if role == "sam" else ())
                seen |= {one for one in shared if one.encode() in answer.content}
        assert seen == (shared if role == "sam" else set())
        # Signing out is one of the pages.
        assert role in ("stranger", "program") or browser.get("/today/").status_code == 200
    maya.post(f"{own[GOALS]}/share")
    for address in addresses(own, ROLES["sam"]):
        met += found_in(f"taken back, at {address}", answered(people["sam"].get(address)))
    assert met == []


def answered(answer: Any) -> bytes:
    """All that a browser gets."""
    return b"".join([answer.content, str(answer.headers).encode()])


def test_no_door_tells_it_to_who_writes_at_it(cast: Cast) -> None:
    """Posting at somebody else's goal or entry neither shows nor changes it."""
    maya, own = planted_by(cast.maya)
    before, met = maya.get("/journey/everything.md").content, []
    for role, browser in others(cast).items():
        for address in addresses(own, ROLES[role]):
            if address.startswith(("/journey/", "/today/", "/sealed/", "/practice/")):
                for given in ({}, {"sure": "1", "words": "x", "q": "the", "place": "1", "colleague": str(cast.sam.pk)}):
                    met += found_in(f"{role} at {address}", browser.post(address, given).content)
    assert met == []
    assert maya.get("/journey/everything.md").content == before


def test_no_search_finds_it(cast: Cast) -> None:
    planted_by(cast.maya)
    words = planting.secret(KEPT, "words")
    met: list[str] = []
    places = ("/desk/search?q=", "/customers/lists/everyone?q=", "/desk/rows?box=everyone&q=", "/journey/wins?q=")
    for role, browser in others(cast).items():
        for place in places:
            for asked in ("heron", "the"):
                met += found_in(f"{role} at {place}{asked}", browser.get(place + asked).content)
            # What was asked for may come back in the field, and nothing else of it.
            assert b"of it" not in browser.get(place + words).content
        met += found_in(f"{role}'s own search", browser.post("/journey/wins", {"q": "the"}).content)
    assert met == []
    own = with_open_seal(cast.maya)
    assert words.encode() in own.post("/journey/wins", {"q": f"THE {words}"}).content
    # Words that are looked for stand in no address: those are kept in histories, and in the logs of proxies.
    assert words.encode() not in own.get(f"/journey/wins?q={words}-not").content.replace(b"the " + words.encode(), b"")


def rows() -> Iterator[tuple[str, bytes]]:
    """Each table of the database, and all of its rows as bytes."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            yield table, b"\n".join(_bytes(value) for row in cursor.fetchall() for value in row)


def _bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def test_no_row_holds_it_and_none_says_whose_it_is(cast: Cast) -> None:
    """Jobs, sessions, whatever was logged in a table: everything there is."""
    with_open_seal(cast.sam)
    browser, own = planted_by(cast.maya)
    browser.post(f"{own[GOALS]}/share", {"colleague": str(cast.sam.pk)})
    assert Shared.objects.filter(reader_id=cast.sam.pk).exists()
    assert [one for table, held in rows() for one in found_in(table, held)] == []
    assert len(list(rows())) > 30 and Sealed.objects.exists()
    columns = {field.name for field in Sealed._meta.get_fields()}
    assert columns == {"id", "shelf", "day", "box"}
    assert not [field for field in Sealed._meta.get_fields() if field.is_relation]


def test_no_line_of_the_log_holds_it(cast: Cast, lines: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor the page and the log of something that broke with the words in its hands."""
    planted_by(cast.maya)
    words = planting.secret(KEPT, "words")

    def breaks(*args: Any, **given: Any) -> None:
        local = words
        raise RuntimeError(f"could not keep {local}")

    monkeypatch.setattr(journey, "keep", breaks)
    browser = with_open_seal(cast.maya)
    browser.raise_request_exception = False
    answer = browser.post("/journey/wins/keep", {"words": words})
    assert answer.status_code == 500
    told = json.dumps(lines())
    assert "RuntimeError" in told
    assert found_in("page", answer.content) == found_in("log", told) == []


def test_a_recovery_code_is_shown_once_and_kept_nowhere(cast: Cast, lines: Lines) -> None:
    browser = with_open_seal(cast.maya)
    answer = browser.post("/sealed/code/new", {"current": cast.password}).content.decode()
    code = answer.partition('id="code"')[2].partition(">")[2].partition("<")[0].strip()
    assert len(code) == 29
    later = b"".join(browser.get(address).content for address in ("/sealed/code", "/today/", "/profile"))
    everywhere = [(name, held) for name, held in rows()] + [("log", json.dumps(lines()).encode()), ("later", later)]
    assert [one for name, held in everywhere for one in found_in(name, held, more=[code, code.replace("-", "")])] == []


def test_what_is_sealed_is_kept_by_no_cache_and_told_to_no_other_site(cast: Cast) -> None:
    """After signing out, the back button asks again and finds a sign-in."""
    browser, own = planted_by(cast.maya)
    places = ("/today/", "/today/close", "/journey/", "/journey/everything.md", "/journey/wins", "/practice/rehearsal/")
    for address in (*places, *own.values()):
        answer = browser.get(address)
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "same-origin"
    browser.post("/sign-out")
    assert browser.get("/journey/").headers["Location"].startswith("/sign-in")
    assert not browser.cookies["extramile_seal"].value


def test_another_persons_session_and_cookie_open_nothing_together(cast: Cast) -> None:
    """Neither a cookie without its session, nor one put beside another's."""
    maya, _ = planted_by(cast.maya)
    sam = with_open_seal(cast.sam)
    sam.cookies["extramile_seal"] = maya.cookies["extramile_seal"].value
    assert sam.get("/journey/").headers["Location"].startswith("/sealed/open")
    admin = signed_in(cast.ines)
    admin.cookies["extramile_seal"] = maya.cookies["extramile_seal"].value
    session = admin.session
    session["seal"] = maya.session["seal"]
    session.save()
    assert admin.get("/journey/").headers["Location"].startswith("/sealed/open")
