"""What search finds and marks: the same on either database."""

from __future__ import annotations

import time

import pytest

from extramile.customers.models import Customer
from extramile.desk.queries import search
from extramile.desk.queries.search_marks import snippet
from tests.cast import Cast
from tests.desk.receiving import Writer

pytestmark = pytest.mark.postgres


@pytest.fixture
def tomas(cast: Cast) -> Writer:
    return Writer(cast)


def found(cast: Cast, query: str) -> list[str]:
    hits, _ = search.said(query, [cast.inbox.pk])
    return ["".join(part for part, _ in hit.snippet) for hit in hits]


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Die Jacke ist GRÜN", "grun"),
        ("Die Jacke ist grun", "GRÜN"),
        ("A cafe\u0301 by the lake", "CAFÉ"),
        ("Палатка ПОРВАНА", "порвана"),
        ("Ο ΚΑΦΕΣ", "καφε"),
        ("order no. A-1234/b", "1234"),
        ("write to anna.muster@example.org", "muster"),
        ("it costs 1e5 or 3pm", "3pm"),
        ("x_y is a name", "y"),
        ("テント が破れた", "テント"),
    ],
)
def test_accents_and_case_do_not_count(cast: Cast, tomas: Writer, text: str, query: str) -> None:
    tomas.says(text)
    tomas.says("nothing of the kind")
    assert found(cast, query) == [text]


def test_all_words_by_their_beginnings_newest_first(cast: Cast, tomas: Writer) -> None:
    for text in ("torn tents", "tent only", "Tent, and torn", "tornado tentative", "torn"):
        tomas.says(text)
        time.sleep(0.002)  # keys order by millisecond
    assert found(cast, "tent torn") == ["tornado tentative", "Tent, and torn", "torn tents"]
    assert found(cast, "t torn") == [], "a single letter is itself"
    assert found(cast, "only'; DROP") == []


def test_hits_are_marked_where_they_stand(cast: Cast, tomas: Writer) -> None:
    tomas.says("The Café, and the cafeteria")
    (hit,), _ = search.said("CAFE", [cast.inbox.pk])
    assert [part for part, marked in hit.snippet if marked] == ["Café", "cafeteria"]
    tomas.says(" ".join(["before"] * 60 + ["needle"] + ["after"] * 60))
    (hit,), _ = search.said("needle", [cast.inbox.pk])
    shown = "".join(part for part, _ in hit.snippet)
    assert "needle" in shown and len(shown.split()) <= 20
    assert shown.startswith("…") and shown.endswith("…")


def test_only_these_inboxes_and_page_by_page(cast: Cast, tomas: Writer) -> None:
    for turn in range(45):
        tomas.says(f"rope {turn}")
    assert search.said("rope", [cast.inbox.pk + 1]) == ([], None)
    seen, before = [], None
    while True:
        hits, before = search.said("rope", [cast.inbox.pk], before=before)
        seen += [hit.seq for hit in hits]
        if before is None:
            break
    assert sorted(seen) == list(range(1, 46))


def test_customers_are_found_as_they_are_now(cast: Cast, tomas: Writer) -> None:
    tomas.says()
    customer = tomas.conversation.customer
    Customer.objects.filter(pk=customer.pk).update(name="Tomás Ortega", email="tomas@example.org")
    for query in ("tomas orte", "ORTEGA", "example"):
        assert [one.customer for one in search.people(query, [cast.inbox.pk])] == [customer.pk]
    Customer.objects.filter(pk=customer.pk).update(name="Linh")
    assert search.people("ortega", [cast.inbox.pk]) == []


def test_a_snippet_of_a_text_without_the_hit_is_its_beginning() -> None:
    assert snippet("one two", ["three"]) == "one two"
    assert snippet("", ["x"]) == "" and snippet("!", ["x"]) == "!"
