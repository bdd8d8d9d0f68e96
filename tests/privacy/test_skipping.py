"""Skipping leaves no trace, and nothing counts, lists or orders who answered."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import connection

from extramile.people.models import Sealed
from tests.cast import Cast, with_open_seal
from tests.privacy.test_sealed_nowhere import planted_by
from tests.web.test_policy import PAGES, _address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("held_talk")]
PACKAGE = Path(__file__).parents[2] / "src" / "extramile"
# Where a session is renewed by being used, whatever is done in it.
RENEWED = {"django_session"}


def counts() -> dict[str, int]:
    """The rows of each table of the database."""
    found = {}
    with connection.cursor() as cursor:
        for table in set(connection.introspection.table_names(cursor)) - RENEWED:
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            found[table] = int(cursor.fetchone()[0])
    return found


def test_a_skipped_day_stores_nothing(cast: Cast) -> None:
    """Each page of Today, Journey and Practice and the desk looked at, nothing answered: the database is as it was."""
    browser = with_open_seal(cast.maya)
    before = counts()
    for route, pattern in PAGES:
        if route.startswith(("today/", "journey/", "practice/", "team/")):
            browser.get(_address(route, pattern))
    browser.get("/today/?another=1")
    browser.get("/desk/")
    assert counts() == before and sum(before.values()) > 10


def test_a_day_that_is_begun_without_an_answer_looks_like_one_with_all_of_them(cast: Cast) -> None:
    """To whoever has the whole database: one row of the same length, for each of the two."""
    for name in ("maya", "sam"):
        with_open_seal(getattr(cast, name)).post("/today/begin")
    with_open_seal(cast.maya).post("/today/arriving", {"face": "1"})
    assert {(len(bytes(row.box)), row.day) for row in Sealed.objects.all()} == {(284, Sealed.objects.first().day)}  # type: ignore[union-attr]


def test_who_leads_sees_the_same_whether_somebody_answered_or_not(cast: Cast) -> None:
    """Every page a lead or an admin can open, before and after somebody wrote through every door."""
    seen: list[dict[tuple[str, str], str]] = []
    # Who has a key by now is told to everybody who may share something with them, and is not what is asked here.
    for person in (cast.jo, cast.ines):
        with_open_seal(person)
    for written in (False, True):
        if written:
            planted_by(cast.maya)
        pages = {}
        for person in (cast.jo, cast.ines):
            browser = with_open_seal(person)
            for route, pattern in PAGES:
                if "sign-out" not in route:
                    pages[person.name, route] = _still(browser.get(_address(route, pattern)).content.decode())
        seen.append(pages)
    assert {where for where, page in seen[0].items() if page != seen[1][where]} == set()


def _still(page: str) -> str:
    """Without what differs each time a page is made: secrets of forms, names of what is new, what the clock says."""
    page = re.sub(r'(content|value)="[A-Za-z0-9]{64}"|(name="row" value="|key=)[0-9a-f-]{36}', "", page)
    # How full the disk is by what else runs on this machine.
    page = re.sub(r"[\d.,]+\s[KMGT]?B(?=\sof\s)", "", page)
    return re.sub(r"\b[0-9a-f]{12}\b|\d\d:\d\d(:\d\d)?|\bago\b|\d+ (s|second|minute)s?", "", page)


def test_no_word_of_a_streak_stands_anywhere() -> None:
    words = re.compile(r"\bstreaks?\b|(days|weeks|shifts) in a row\b", re.IGNORECASE)
    files = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html"), *(PACKAGE / "static" / "growth").glob("*.js")]
    assert [path.name for path in files if words.search(path.read_text())] == []


def test_nothing_counts_what_is_sealed() -> None:
    """No aggregate over sealed or shared rows: `count`, `Count`, `aggregate`, or a list of keyrings without wraps."""
    floors = [PACKAGE / "growth", PACKAGE / "web" / "growth", PACKAGE / "people" / "queries" / "sealed.py"]
    files = [one for floor in floors for one in ([floor] if floor.is_file() else floor.rglob("*.py"))]
    counting = re.compile(r"\bCount\(|\.count\(\)|\.aggregate\(|\.annotate\(|exclude\(.*keyring")
    assert len(files) > 15
    assert [path.name for path in files if counting.search(path.read_text())] == []
