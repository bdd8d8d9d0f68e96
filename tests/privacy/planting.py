"""Sentences that nobody but their writer may meet, and every door through which people write for themselves.

Doors are found, not listed: what can be posted to in `web.growth`, and whatever else is @sealed. One that is new and
has no line in DOORS fails `test_every_door_that_seals_is_planted`.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from django.urls import URLPattern

from tests.web.test_policy import PAGES

Fields = dict[str, Any]
Post = Callable[[str, Fields], None]
_MARK = "heron"
# Where somebody finds what lies under these addresses, and is theirs.
LISTED = {
    "journey/goals": "/journey/",
    "practice/recall/cards": "/practice/recall/cards",
    "practice/rehearsal/takes": "/practice/rehearsal/takes/",
    "practice/rehearsal/debriefs": "/practice/rehearsal/debriefs/",
    "journey/one-to-ones": "/journey/one-to-ones/",
}
SCENARIO = "third-time-explaining"
GOAL = ("title", "wish", "outcome", "obstacle", "situation", "action", "serves")
# Each door, in the order in which they are gone through: the words that are secrets, and what else it is given.
DOORS: dict[str, tuple[tuple[str, ...], Fields]] = {
    "today/begin": ((), {}),
    "today/arriving": ((), {"face": "4"}),
    "today/intention": (("situation", "action", "source"), {}),
    "today/parts": ((), {"part": "warm_up", "off": "1"}),
    "today/close/good": (("good",), {}),
    "today/close/hard": (("happened", "told_myself", "else_true", "next_time"), {}),
    "today/close/leave": ((), {}),
    "practice/rehearsal/deal": ((), {}),
    "practice/rehearsal/scenarios/<slug:name>/begin": ((), {}),
    "practice/rehearsal/takes/<uuid:row>/say": (("words",), {"place": "0"}),
    "practice/rehearsal/takes/<uuid:row>/undo": ((), {"place": "0"}),
    "practice/rehearsal/takes/<uuid:row>/again": ((), {"place": "1"}),
    "practice/rehearsal/takes/<uuid:row>/next": ((), {}),
    "practice/rehearsal/takes/<uuid:row>/share": ((), {}),
    "practice/rehearsal/debriefs/<int:talk>": (("happened", "moved", "next_time"), {}),
    "journey/goals/new": (GOAL, {}),
    "journey/goals/<uuid:row>/edit": (GOAL, {}),
    "journey/goals/<uuid:row>/check-in": (("words",), {}),
    "journey/goals/<uuid:row>/milestone": (("words",), {}),
    "journey/goals/<uuid:row>/reached": ((), {"again": "1"}),
    "journey/goals/<uuid:row>/share": ((), {}),
    "journey/values": (("other",), {"value": ["Calm"], "words:Calm": ""}),
    "journey/skills": ((), {"listening": "steady"}),
    "journey/meaning": (("meaning",), {}),
    "journey/heading": (("role", "asks", "next_step"), {}),
    "journey/one-to-ones/open": (
        (),
        {"lead": lambda read: _found(r'value="(\d+)">Priya Raman', read("/journey/one-to-ones/"))},
    ),
    "journey/one-to-ones/<uuid:row>/point": (("point",), {"name": "one"}),
    "journey/one-to-ones/<uuid:row>/talk": (("happened", "moved", "next_time"), {"talk": lambda read: _talk(read)}),
    "journey/one-to-ones/<uuid:row>/time": ((), {"when": "in 2 days"}),
    "journey/one-to-ones/<uuid:row>/notes": (("notes",), {}),
    "journey/one-to-ones/<uuid:row>/close": ((), {}),
    "journey/craft": ((), {"began": "2019-04-07", "weekly": "21.5"}),
    "journey/<str:name>/keep": (("words",), {}),
    "practice/recall/cards/new": (("question", "answer"), {}),
    "practice/recall/cards/<uuid:row>/edit": (("question", "answer"), {}),
    "practice/recall/answer": ((), {"card": "plan:1", "grade": "3", "turn": "0"}),
    "practice/recall/undo": ((), {"turn": "1"}),
    "practice/recall/leave-out": ((), {"card": "plan:1", "off": "1"}),
    "practice/programme/<slug:key>/keep": (("answer",), {}),
    "practice/programme/open": ((), {"part": "mastery"}),
}
# What was written there first, others stand in the place of.
REWRITTEN = ("journey/goals/new", "practice/recall/cards/new")
# They write for others on purpose, or they only destroy or show.
OPEN = {
    "today/pins": "for a team",
    "today/pins/<int:pin>/down": "for a team",
    "journey/company/edit": "for everybody",
    "journey/goals/<uuid:row>/drop": "destroys",
    "journey/one-to-ones/<uuid:row>/take-out": "destroys",
    "journey/one-to-ones/<uuid:row>/drop": "destroys",
    "practice/rehearsal/takes/<uuid:row>/drop": "destroys",
    "practice/rehearsal/own/questions": "shows, and keeps nothing",
    "practice/rehearsal/own/new": "for everybody",
    "practice/rehearsal/own/<int:pk>/edit": "for everybody",
    "practice/rehearsal/own/<int:pk>/withdraw": "for everybody",
    "practice/rehearsal/own/from/<int:talk>": "shows, and keeps nothing",
    "practice/rehearsal/debriefs/<int:talk>/drop": "destroys",
    "lead/reminders": "no words: which occasions a lead lets be, tests/web/test_leading.py",
    "journey/destroy": "destroys",
    "team/pulse/answer": "numbers, without a person",
    "team/pulse/rounds": "for everybody",
    "team/pulse/<int:round_>/close": "for everybody",
    "team/pulse/<int:round_>/do": "for everybody",
    "team/pulse/deeds/<int:deed>/leave": "for everybody",
    "journey/<str:name>/<uuid:row>/forget": "destroys",
    "practice/recall/cards/<uuid:row>/delete": "destroys",
    "practice/programme/modules/new": "for everybody",
    "practice/programme/modules/<slug:key>/edit": "for everybody",
    "practice/programme/modules/<slug:key>/unword": "for everybody",
    "practice/programme/modules/<slug:key>/move": "for everybody",
    "practice/programme/modules/<slug:key>/withdraw": "for everybody",
    "journey/<str:name>": "searches, and keeps nothing",
    "sealed/code/new": "a code, planted by itself",
}


def doors() -> dict[str, URLPattern]:
    """Whatever may take something that a person writes for themselves."""
    found = dict(PAGES)
    return {route: one for route, one in found.items() if _ours(one.callback)}


def _ours(view: Any) -> bool:
    layers = list(_layers(view))
    sealed = any(one.__code__.co_qualname == "sealed.<locals>.opened" for one in layers if hasattr(one, "__code__"))
    return sealed or view.__module__.startswith("extramile.web.growth")


def _layers(view: Any) -> Iterator[Any]:
    while view is not None:
        yield view
        view = getattr(view, "__wrapped__", None)


def secret(route: str, field: str) -> str:
    """A word that stands nowhere else, for one field of one door."""
    return _MARK + hashlib.sha256(f"{route} {field}".encode()).hexdigest()[:16]


def secrets_of(route: str) -> set[str]:
    """All that one door was given."""
    return {secret(route, field) for field in DOORS[route][0]}


def planted() -> set[str]:
    """All of them, but for those that others stand in the place of."""
    return {one for route in DOORS if route not in REWRITTEN for one in secrets_of(route)}


def plant(post: Post, read: Callable[[str], str]) -> dict[str, str]:
    """Write through every door, as one person; the address of their goal and of whatever else of theirs has one."""
    own: dict[str, str] = {}
    for route, (fields, given) in DOORS.items():
        sentences = {field: f"the {secret(route, field)} of it" for field in fields}
        where = "/" + route.replace("<str:name>", "wins").replace("<slug:name>", SCENARIO).replace(
            "<slug:key>", "head-belief"
        )
        place, has_row, _rest = route.partition("/<uuid:row>")
        if has_row:
            own[place] = own.get(place) or _own(read, place)
            where = where.replace(f"/{place}/<uuid:row>", own[place])
        place, has_number, _rest = route.partition("/<int:talk>")
        if has_number:
            where = own[place] = _own(read, place, r"\d+")
        post(where, sentences | {name: one(read) if callable(one) else one for name, one in given.items()})
        if route.endswith("<str:name>/keep"):
            post("/journey/happy/keep", sentences)
    return own


def _own(read: Callable[[str], str], place: str, name: str = "[0-9a-f-]{36}") -> str:
    return _found(rf'href="(/{place}/{name})["/]', read(LISTED[place]))


def _talk(read: Callable[[str], str]) -> str:
    """The number of a conversation that one may look at again."""
    place = "practice/rehearsal/debriefs"
    return _own(read, place, r"\d+").rpartition("/")[2]


def _found(pattern: str, page: str) -> str:
    found = re.search(pattern, page)
    assert found, f"nothing was planted that reads {pattern}"
    return found[1]


def found_in(where: str, text: bytes | str, allowed: Iterable[str] = (), more: Iterable[str] = ()) -> list[str]:
    """Every planted sentence in something, as it is or in base64, with the place where it was looked for."""
    body = text.encode() if isinstance(text, str) else text
    if not more and not any(beginning in body for beginning in _beginnings()):
        return []
    every = (_every() | set(more)) - set(allowed)
    return [f"{where}: {one}" for one in sorted(every) if any(form in body for form in _forms(one))]


@cache
def _every() -> frozenset[str]:
    return frozenset(secret(route, field) for route, (fields, _) in DOORS.items() for field in fields)


@cache
def _beginnings() -> frozenset[bytes]:
    """The few that all forms of all secrets have between them: a page without any of these needs no longer look."""
    return frozenset(form[:5] for one in _every() for form in _forms(one))


@cache
def _forms(one: str) -> tuple[bytes, ...]:
    clear = one.encode()
    shifted = [base64.b64encode(b"\0" * lead + clear)[-(-lead * 8 // 6) : -4] for lead in range(3)]
    return (clear, clear.upper(), clear.decode().encode("utf-16-le"), *shifted)


def shown_to_colleagues() -> Mapping[str, str]:
    """The words of a goal that who it is shared with sees, by field."""
    route = "journey/goals/<uuid:row>/edit"
    return {field: secret(route, field) for field in GOAL if field != "serves"}
