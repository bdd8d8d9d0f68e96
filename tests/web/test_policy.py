"""Every address, tried by a stranger and by every role, against what its view declares."""

from __future__ import annotations

import ast
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from extramile.desk import actions
from extramile.desk.models import Conversation, Entry, Tally
from extramile.people.actions import make_key
from extramile.people.models import Right
from extramile.web.policy import Who, policy_of
from tests.cast import Cast, conversation, said, signed_in, twin

_SAMPLES: dict[str, Any] = {"IntConverter": 1, "UUIDConverter": uuid.UUID(int=1)}
_GROUP = re.compile(r"\(\?P<\w+>[^)]*\)")
_ADMITTED = {
    Who.PUBLIC: {"stranger", "program", "agent", "lead", "admin"},
    Who.LINK: {"stranger", "program", "agent", "lead", "admin"},
    Who.AGENT: {"agent", "lead", "admin"},
    Who.LEAD: {"lead", "admin"},
    Who.ADMIN: {"admin"},
    Who.KEY: {"program"},
}


def _patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern, before + str(pattern.pattern))
        else:
            yield before + str(pattern.pattern), pattern


def _address(route: str, pattern: URLPattern) -> str:
    for name, converter in pattern.pattern.converters.items():
        kind = type(converter).__name__
        text = converter.to_url(_SAMPLES[kind]) if kind in _SAMPLES else "sample"
        for written in (f"<{name}>", *(f"<{prefix}:{name}>" for prefix in ("int", "str", "slug", "uuid", "path"))):
            route = route.replace(written, text)
    return "/" + _GROUP.sub("sample", route).strip("^$")


def program(cast: Cast) -> Client:
    """Something that shows a key which may do everything there is to do with one."""
    key = make_key(cast.ines, name="Web shop", rights=list(Right))
    return Client(headers={"Authorization": f"Bearer {key}"})


PAGES = list(_patterns(get_resolver()))
SIGNED_IN = {"agent": "maya", "lead": "jo", "admin": "ines"}
ROLES = {"stranger", "program", *SIGNED_IN}
# By what they begin with. One test walks a place, since to sign people in costs more than to ask for a page.
PLACES: dict[str, list[tuple[str, URLPattern]]] = {}
for page in PAGES:
    PLACES.setdefault(page[0].partition("/")[0] or "/", []).append(page)


def _turned_away(answer: HttpResponse) -> bool:
    location = answer.headers.get("Location", "")
    return answer.status_code in (401, 403) or (answer.status_code == 302 and location.startswith("/sign-in?next="))


def admitted(pattern: URLPattern) -> set[str]:
    """The roles that an address lets in; before the first run, and of what leads to it, one page is the same to all."""
    who = policy_of(pattern.callback)
    return set(ROLES) if who is Who.FIRST_RUN else _ADMITTED[who]


@contextmanager
def _undone() -> Iterator[None]:
    """What is asked for next meets the rows as this met them."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("place", PLACES)
def test_each_address_admits_whom_it_declares(cast: Cast, place: str) -> None:
    signed = {name: signed_in(getattr(cast, person)) for name, person in SIGNED_IN.items()}
    people = {"stranger": Client(), "program": program(cast), **signed}
    assert people.keys() == ROLES
    for route, pattern in PLACES[place]:
        who, address = policy_of(pattern.callback), _address(route, pattern)
        assert "<" not in address
        for role, browser in people.items():
            with _undone():
                answer = twin(browser).get(address)
            if who is Who.FIRST_RUN:
                assert answer.headers["Location"] == "/desk/"
            else:
                let_in = role in _ADMITTED[who]
                assert _turned_away(answer) is not let_in, f"{role} at {address}: {answer.status_code}"


def test_before_the_first_run_every_page_leads_to_it(db: None) -> None:
    stranger = Client()
    for route, pattern in PAGES:
        with _undone():
            answer = twin(stranger).get(_address(route, pattern))
        if policy_of(pattern.callback) is Who.FIRST_RUN:
            assert answer.status_code != 302
        elif policy_of(pattern.callback) is Who.KEY:
            assert answer.status_code == 401, f"{route}: there is no key yet, and a program fills in no form"
        else:
            assert (answer.status_code, answer.headers["Location"]) == (302, "/setup"), route


def test_a_view_that_declares_nothing_answers_nobody() -> None:
    with pytest.raises(ImproperlyConfigured, match="allow"):
        policy_of(lambda request: None)


# What is answered before any page is, and the tests that try its doors.
BEFORE_PAGES = {
    "/healthz": "public: version and state",
    "/metrics": "tests/web/live/test_figures.py",
    "/static/": "public: files of the package",
    "/api/": "tests/web/api/test_doors.py",
    "/customers/export/": "tests/web/live/test_export.py",
    "/live/": "tests/web/live/test_fallback.py",
    "/live/visitor": "tests/web/live/test_doors.py",
    "/live/desk": "tests/web/live/test_doors.py",
}


def test_what_is_no_page_is_declared_too() -> None:
    """The walk sees Django's addresses; these are the others, read from where connections are handed out."""
    tree = ast.parse((Path(__file__).parents[2] / "src" / "extramile" / "asgi.py").read_text())
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert {text for text in texts if text.startswith("/")} == BEFORE_PAGES.keys()
    named = [place for place in BEFORE_PAGES.values() if not place.startswith("public")]
    assert [place for place in named if not (Path(__file__).parents[2] / place).is_file()] == []


def test_a_stranger_who_posts_changes_nothing(cast: Cast) -> None:
    stranger = Client()
    for route, pattern in PAGES:
        if policy_of(pattern.callback) not in (Who.PUBLIC, Who.FIRST_RUN, Who.LINK):
            assert twin(stranger).post(_address(route, pattern)).status_code == 401, route


_ACT = {
    "key": "0190a6f2-0000-7000-8000-000000000001",
    "kind": "thanks",
    "seq": "1",
    "said": "calmer",
    "to": "",
    "until": "2099-05-03T09:40",
    "name": "Somebody Else",
    "tag": "seen",
    "email": "",
    "phone": "",
    "occasion": "first:2026-01-01",
    "let_go": "yes",
    "what": "Call her",
    "when": "tomorrow",
    "text": "Goodbye",
    "give": "time",
    "why": "She is leaving tomorrow",
    "reason": "late",
}
_SECRETS = (b"Quiet Customer", b"my secret address", b"a note in confidence", b"in-confidence")
OF_ONE = [(route, pattern) for route, pattern in PAGES if "<int:conversation>" in route]


@pytest.fixture
def hidden(cast: Cast) -> Conversation:
    """A conversation in an inbox that only Maya's team serves, with more in it than a stranger may know."""
    made = conversation(cast, customer="Quiet Customer")
    said(made, "my secret address")
    said(made, "a note in confidence", agent=cast.maya, note=True)
    actions.tag(cast.maya, made.pk, "in-confidence")
    cast.inbox.teams.add(cast.care)
    return made


def _rows_of(found: Conversation) -> list[object]:
    tables = (Conversation.objects.filter(pk=found.pk), Entry.objects.filter(conversation=found))
    people = type(found.customer).objects.filter(pk=found.customer_id)
    return [list(one.order_by("pk").values()) for one in (*tables, people, Tally.objects.all())]


def test_whoever_may_not_see_a_conversation_finds_nothing(cast: Cast, hidden: Conversation) -> None:
    """Every part, menu and act, found from the addresses themselves; the same answer as for one that is not there."""
    sam, jo, before = signed_in(cast.sam), signed_in(cast.jo), _rows_of(hidden)
    assert len(OF_ONE) > 30
    for route, _ in OF_ONE:
        address = "/" + route.replace("<int:conversation>", str(hidden.pk)) + "?before=9"
        for browser, place in ((sam, address), (jo, address.replace(str(hidden.pk), "99999"))):
            answers = [browser.get(place), browser.get(place, headers={"X-Part": "1"}), browser.post(place, _ACT)]
            codes = [answer.status_code for answer in answers]
            assert codes in ([404, 404, 404], [405, 405, 404]), route
            assert not [secret for answer in answers for secret in _SECRETS if secret in answer.content], route
        assert _rows_of(hidden) == before, route
        with _undone():
            assert {jo.get(address).status_code, jo.post(address, _ACT).status_code} & {200, 204}, route


def test_no_list_or_search_shows_what_is_hidden(cast: Cast, hidden: Conversation) -> None:
    for browser, found in ((signed_in(cast.sam), False), (signed_in(cast.jo), True)):
        pages = [browser.get(f"/desk/rows?box={box}") for box in ("everyone", "unassigned", "mine", "resolved")]
        pages += [browser.get("/desk/"), browser.get("/desk/search?q=secret"), browser.get("/desk/search?q=Quiet")]
        shown = b"".join(page.content for page in pages)
        assert any(secret in shown for secret in _SECRETS) is found


def test_nothing_is_exempt_from_the_forms_secret() -> None:
    """But what no browser opens by itself, and what a signed link opens: there neither cookies nor forms count."""
    exempt = {route for route, pattern in PAGES if getattr(pattern.callback, "csrf_exempt", False)}
    assert exempt == {route for route, pattern in PAGES if policy_of(pattern.callback) in (Who.KEY, Who.LINK)}


def test_a_form_without_its_secret_changes_nothing(cast: Cast) -> None:
    """Somebody else's page can make a browser post, with its cookies, but cannot know the secret of the form."""
    stranger = Client(enforce_csrf_checks=True)
    admin = twin(stranger)
    admin.cookies = signed_in(cast.ines).cookies
    for route, pattern in PAGES:
        address = _address(route, pattern)
        refused = {Who.KEY: 401, Who.LINK: 404}.get(policy_of(pattern.callback), 403)
        assert twin(stranger).post(address, _ACT).status_code == refused, route
        assert twin(admin).post(address, _ACT).status_code == refused, route
        assert twin(admin).post(address, _ACT, headers={"X-Part": "1"}).status_code == refused, route
