"""Storing chats from elsewhere."""

from __future__ import annotations

import json
from datetime import UTC
from typing import Any

import pytest
from django.db import connection

from extramile.customers.models import Customer, Identity
from extramile.desk.actions import imported, imports
from extramile.desk.imports.chat import Chat, read
from extramile.desk.models import Conversation, Entry, Inbox, Tag, Tally
from extramile.desk.queries import search
from tests.cast import Cast

pytestmark = pytest.mark.postgres

SAID = [
    ("customer", "hello"),
    ("note", "knows us"),
    ("agent", "Hello"),
    ("system", "left the page"),
    ("customer", "ah"),
]


def chat(name: str = "1", said: Any = SAID, **fields: Any) -> Chat:
    turns = [{"at": f"2024-05-03T09:41:{place:02}Z", "by": by, "text": text} for place, (by, text) in enumerate(said)]
    record = {"id": name, "channel": "website", "customer": {"id": "c-1"}, "agent": "Ada Byron", "turns": turns}
    return read(json.dumps(record | fields).encode())


def bring(cast: Cast, *chats: Chat) -> tuple[int, int, int]:
    brought = imports.bring(chats, inbox=cast.inbox)
    return brought.added, brought.present, brought.messages


def found(cast: Cast, words: str) -> list[str]:
    hits = search.found(search.asked(words, UTC), cast.jo).said
    return ["".join(part for part, _ in hit.snippet) for hit in hits]


def test_a_chat_becomes_a_resolved_conversation(cast: Cast) -> None:
    assert bring(cast, chat(tags=["Stock"])) == (1, 0, 5)
    made = Conversation.objects.get()
    assert (made.source, made.status, made.seq, made.said) == ("chats:1", "resolved", 5, 3)
    assert (made.opened_at.second, made.last_at.second, made.last_by, made.last_text) == (0, 4, "visitor", "ah")
    lines = made.entries.order_by("seq").values_list("seq", "said", "type", "by", "author")
    assert list(lines) == [
        (1, 1, "message", "visitor", ""),
        (2, None, "note", "agent", "Ada Byron"),
        (3, 2, "message", "agent", "Ada Byron"),
        (4, None, "note", "system", ""),
        (5, 3, "message", "visitor", ""),
    ]
    assert [tag.name for tag in made.tags.all()] == ["Stock"]


def test_counts_are_kept_and_texts_are_found(cast: Cast) -> None:
    bring(cast, chat("1"), chat("2"))
    assert set(Tally.objects.values_list("scope", "status", "n")) == {("any", "resolved", 2), ("none", "resolved", 2)}
    assert found(cast, "page") == ["left the page"] * 2


def test_keys_are_in_the_order_of_the_times_of_the_file(cast: Cast) -> None:
    bring(cast, chat())
    assert list(Entry.objects.order_by("pk").values_list("seq", flat=True)) == [1, 2, 3, 4, 5]


def test_again_adds_nothing(cast: Cast) -> None:
    bring(cast, chat())
    assert bring(cast, chat()) == (0, 1, 0)
    assert Tally.objects.get(scope="any").n == 1


def test_a_longer_version_adds_what_is_new(cast: Cast) -> None:
    bring(cast, chat(said=SAID[:2]))
    assert bring(cast, chat(), chat("2")) == (1, 1, 8)
    made = Conversation.objects.get(source="chats:1")
    assert list(made.entries.order_by("seq").values_list("seq", "said")) == [
        (1, 1),
        (2, None),
        (3, 2),
        (4, None),
        (5, 3),
    ]
    assert (made.last_text, made.desk_seen) == ("ah", 3)


def test_a_longer_version_goes_behind_what_was_said_since(cast: Cast) -> None:
    bring(cast, chat(said=SAID[:1]))
    made = Conversation.objects.get()
    Conversation.objects.update(status="open", seq=2, said=2)
    Entry.objects.create(id=1, conversation=made, seq=2, said=2, name=made.public_id, type="message", at=made.last_at)
    bring(cast, chat())
    made.refresh_from_db()
    assert (made.status, made.seq, made.said) == ("open", 6, 4)


def test_a_turn_out_of_order_keeps_its_place_and_its_time(cast: Cast) -> None:
    record = json.loads('{"id":"1","channel":"website","customer":{"id":"c"},"turns":[]}')
    for at in ("10:00", "09:00", "11:00"):
        record["turns"].append({"at": f"2024-05-03T{at}:00Z", "by": "customer", "text": at})
    bring(cast, read(json.dumps(record).encode()))
    assert list(Entry.objects.order_by("seq").values_list("text", flat=True)) == ["10:00", "09:00", "11:00"]
    assert list(Entry.objects.order_by("pk").values_list("text", flat=True)) == ["09:00", "10:00", "11:00"]


def test_one_customer_id_is_one_customer(cast: Cast) -> None:
    bring(cast, chat("1"), chat("2"), chat("3", customer={"id": "c-2", "name": "Gwen", "email": "gwen@example.com"}))
    bring(cast, chat("4"))
    assert Customer.objects.count() == 2
    assert Identity.objects.get(value="c-1").customer.conversations.count() == 3
    assert Identity.objects.get(value="c-2").customer.email == "gwen@example.com"


def test_tags_that_differ_in_case_are_one(cast: Cast) -> None:
    Tag.objects.create(name="returns")
    bring(cast, chat("1", tags=["Returns", "RETURNS"]), chat("2", tags=["Late", "late"]))
    assert set(Tag.objects.values_list("name", flat=True)) == {"returns", "late"}


def test_a_thousand_lines_of_one_millisecond_have_keys_of_their_own(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    draws = iter(range(10_000))
    monkeypatch.setattr(imported, "time_key", lambda moment: int(moment.timestamp() * 1000) * 1000 + next(draws) // 4)
    bring(cast, *[chat(str(number), said=SAID[:1]) for number in range(250)])
    assert Entry.objects.count() == 250


def test_without_an_inbox_one_is_made(db: None) -> None:
    assert imports.inbox_for_imports().name == "Imported"
    assert imports.inbox_for_imports() == imports.inbox_for_imports()


@pytest.mark.parametrize("looks", [1, 2])
def test_two_that_find_no_inbox_make_one(db: None, looks: int) -> None:
    """Somebody else makes it right after the first or the second look."""
    left = [looks]

    def faster(execute: Any, statement: str, *rest: Any) -> Any:
        done = execute(statement, *rest)
        if statement.startswith("SELECT") and "desk_inbox" in statement:
            left[0] -= 1
            if left[0] == 0:
                Inbox.objects.create(name="Imported")
        return done

    with connection.execute_wrapper(faster):
        assert imports.inbox_for_imports() == Inbox.objects.get()
    assert left[0] <= 0
