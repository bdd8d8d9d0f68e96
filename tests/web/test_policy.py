"""Every address, tried by a stranger and by every role, against what its view declares."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from extramile.web.policy import Who, policy_of
from tests.cast import Cast, signed_in

_SAMPLES: dict[str, Any] = {"IntConverter": 1, "UUIDConverter": uuid.UUID(int=1)}
_GROUP = re.compile(r"\(\?P<\w+>[^)]*\)")
_ADMITTED = {
    Who.PUBLIC: {"stranger", "agent", "lead", "admin"},
    Who.AGENT: {"agent", "lead", "admin"},
    Who.LEAD: {"lead", "admin"},
    Who.ADMIN: {"admin"},
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


PAGES = list(_patterns(get_resolver()))


def _turned_away(answer: HttpResponse) -> bool:
    location = answer.headers.get("Location", "")
    return answer.status_code == 403 or (answer.status_code == 302 and location.startswith("/sign-in?next="))


@pytest.mark.parametrize(("route", "pattern"), PAGES, ids=[route or "/" for route, _ in PAGES])
def test_each_address_admits_whom_it_declares(cast: Cast, route: str, pattern: URLPattern) -> None:
    who = policy_of(pattern.callback)
    address = _address(route, pattern)
    assert "<" not in address
    people = {
        "stranger": Client(),
        "agent": signed_in(cast.maya),
        "lead": signed_in(cast.jo),
        "admin": signed_in(cast.ines),
    }
    for role, browser in people.items():
        answer = browser.get(address)
        if who is Who.FIRST_RUN:
            assert answer.headers["Location"] == "/desk/"
        else:
            assert _turned_away(answer) == (role not in _ADMITTED[who]), f"{role} at {address}: {answer.status_code}"


@pytest.mark.parametrize(("route", "pattern"), PAGES, ids=[route or "/" for route, _ in PAGES])
def test_before_the_first_run_every_address_leads_to_it(db: None, route: str, pattern: URLPattern) -> None:
    answer = Client().get(_address(route, pattern))
    if policy_of(pattern.callback) is Who.FIRST_RUN:
        assert answer.status_code != 302
    else:
        assert (answer.status_code, answer.headers["Location"]) == (302, "/setup")


def test_a_stranger_who_posts_changes_nothing(cast: Cast) -> None:
    for route, pattern in PAGES:
        if policy_of(pattern.callback) not in (Who.PUBLIC, Who.FIRST_RUN):
            assert Client().post(_address(route, pattern)).status_code == 401, route
