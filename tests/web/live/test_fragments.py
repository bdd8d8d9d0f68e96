"""What is filled in for a message or a row is what its template would have made of it."""

from __future__ import annotations

from datetime import UTC, datetime

import orjson
import pytest
from django.template.loader import render_to_string

from extramile.desk.shapes import EntryShape, Row
from extramile.web.live.said import desk_entry, inbox_row, visitor_ack, visitor_entry

AT, SINCE = datetime(2026, 1, 2, 3, 4, 5, 678_000, UTC), datetime(2026, 1, 1, tzinfo=UTC)
NAME = "0190aaaa-0000-7000-8000-000000000001"
TEXTS = (
    "Hello", "<b>\"x\"</b> & 'y'", "%s %(text)s %% {{ 7*7 }}", "⟦text⟧ ⟦its_text⟧ ⟦conversation⟧ ⟦at⟧",
    "\\u0000 \\ \n\t\u202e\u2028\x07", "🏕" * 5, "you stupid bitch", "",
)  # fmt: skip
NAMES = ("", "Maya Reyes", "⟦text⟧ %(name)s", "<i>O'Neil</i> \\\"")


@pytest.mark.parametrize("author", NAMES)
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    ("type", "by", "agent", "said"),
    [
        ("message", "visitor", None, 3),
        ("message", "agent", 5, 3),
        ("message", "agent", None, 3),
        ("note", "agent", 5, None),
        ("assigned", "agent", 5, None),
    ],
)
def test_an_entry(type: str, by: str, agent: int | None, said: int | None, text: str, author: str) -> None:
    data = {"agent": 5, "agent_name": "<'\">"} if type == "assigned" else None
    entry = EntryShape(17, 9, said, NAME, type, by, agent, author, text, data, AT)
    frame = orjson.loads(desk_entry(entry))
    assert frame == {
        "kind": "entry", "conversation": 17, "seq": 9, "said": said, "id": NAME, "type": type, "by": by, "agent": agent,
        "name": author, "initials": entry.initials, "text": text, "data": data, "at": "2026-01-02T03:04:05.678Z",
        "html": render_to_string("desk/_entry.html", {"entry": entry}, using="jinja2"),
    }  # fmt: skip


@pytest.mark.parametrize("author", NAMES)
@pytest.mark.parametrize("text", TEXTS)
def test_what_its_visitor_gets(text: str, author: str) -> None:
    entry = EntryShape(17, 9, 3, NAME, "message", "agent", 5, author, text, None, AT)
    assert orjson.loads(visitor_entry(entry, NAME)) == {
        "kind": "entry", "conversation": NAME, "said": 3, "id": NAME, "type": "message", "by": "agent",
        "name": author.split(" ")[0], "initials": entry.initials, "text": text, "at": "2026-01-02T03:04:05.678Z",
    }  # fmt: skip
    assert orjson.loads(visitor_ack(entry, NAME)) == {
        "kind": "ack", "conversation": NAME, "id": NAME, "said": 3, "at": "2026-01-02T03:04:05.678Z",
    }  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    ("since", "last_by", "seen", "held"), [(None, "agent", 9, 4), (SINCE, "visitor", 0, 4), (SINCE, "visitor", 9, None)]
)
def test_a_row(since: datetime | None, last_by: str, seen: int, held: int | None, text: str, name: str) -> None:
    row = Row(
        17, NAME, NAME, "website", 1, 9, name, "open", held, held, since, None, AT, last_by, held, text, 5, 5, 0, seen,
        0, 0,
    )  # fmt: skip
    assert inbox_row(row)["html"] == render_to_string("desk/_row.html", {"row": row}, using="jinja2")


def test_who_watches_is_offered_a_break_from_abuse_as_it_comes() -> None:
    said = EntryShape(17, 9, 3, NAME, "message", "visitor", None, "", "you stupid bitch", None, AT)
    assert "data-abusive" in orjson.loads(desk_entry(said))["html"]
    assert "data-abusive" not in desk_entry(EntryShape(17, 9, 3, NAME, "message", "agent", 5, "", said.text, None, AT))
