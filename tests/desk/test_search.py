"""What search finds and marks: the same on either database."""

from __future__ import annotations

import time
from datetime import UTC

import pytest

from extramile.customers.models import Customer
from extramile.desk.models import Conversation, Inbox
from extramile.desk.queries import search
from extramile.desk.queries.search.marks import Marks
from extramile.people.models import Team
from tests.cast import Cast
from tests.desk.receiving import Writer

pytestmark = pytest.mark.postgres


@pytest.fixture
def tomas(cast: Cast) -> Writer:
    return Writer(cast)


def look(cast: Cast, query: str, *, before: int | None = None) -> search.Found:
    """What Maya finds."""
    return search.found(search.asked(query, UTC), cast.maya, before=before)


def found(cast: Cast, query: str) -> list[str]:
    return ["".join(part for part, _ in hit.snippet) for hit in look(cast, query).said]


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
    (hit,) = look(cast, "CAFE").said
    assert [part for part, marked in hit.snippet if marked] == ["Café", "cafeteria"]
    tomas.says(" ".join(["before"] * 60 + ["needle"] + ["after"] * 60))
    (hit,) = look(cast, "needle").said
    shown = "".join(part for part, _ in hit.snippet)
    assert "needle" in shown and len(shown.split()) <= 20
    assert shown.startswith("…") and shown.endswith("…")


def test_only_these_inboxes_and_page_by_page(cast: Cast, tomas: Writer) -> None:
    for turn in range(45):
        tomas.says(f"rope {turn}")
    closed = Inbox.objects.create(name="Closed")
    closed.teams.add(Team.objects.create(name="Others"))
    Conversation.objects.update(inbox=closed)
    assert not look(cast, "rope").said
    Conversation.objects.update(inbox=cast.inbox)
    seen, before = [], None
    while True:
        page = look(cast, "rope", before=before)
        seen += [hit.seq for hit in page.said]
        before = page.rest
        if before is None:
            break
    assert sorted(seen) == list(range(1, 46))


def test_customers_are_found_as_they_are_now(cast: Cast, tomas: Writer) -> None:
    tomas.says()
    customer = tomas.conversation.customer
    Customer.objects.filter(pk=customer.pk).update(name="Tomás Ortega", email="tomas@example.org")
    for query in ("tomas orte", "ORTEGA", "example"):
        assert [one.customer for one in look(cast, query).people] == [customer.pk]
    Customer.objects.filter(pk=customer.pk).update(name="Linh")
    assert look(cast, "ortega").people == []


def test_a_snippet_of_a_text_without_the_hit_is_its_beginning() -> None:
    marks = Marks(["three"])
    assert marks.snippet("one two") == [("one two", False)]
    assert marks.snippet("") == [] and marks.snippet("!") == [("!", False)]


def test_a_snippet_of_one_endless_word_ends() -> None:
    (part, hit), _ = Marks(["a"]).snippet("ab" * 5_000 + " a")[-1], None
    shown = "".join(text for text, _ in Marks(["ab"]).snippet("ab" * 5_000))
    assert (part, hit) == ("a", True) and len(shown) < 200
