"""What counts as a chat, and the reasons given for what does not."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from extramile.desk.imports.chat import Rejected, read

GOOD: dict[str, Any] = {
    "id": "chat-1",
    "channel": "website",
    "customer": {"id": "c-1", "name": "Linh Nguyen"},
    "agent": "eae96765-3d74-8647-cc03-fc417533d9b1",
    "tags": ["stock"],
    "turns": [
        {"at": "2024-05-03T09:41:00.2509Z", "by": "customer", "text": " hello\r\n"},
        {"at": "2024-05-03T11:41:30+02:00", "by": "agent", "text": "Hello Linh"},
    ],
}


def line(**fields: Any) -> bytes:
    return json.dumps({**GOOD, **fields}).encode()


def turn(**fields: Any) -> bytes:
    return line(turns=[GOOD["turns"][0], {**GOOD["turns"][1], **fields}])


def test_a_chat_keeps_its_times_authors_and_tags() -> None:
    chat = read(line())
    assert (chat.id, chat.channel, chat.customer.name, chat.tags) == ("chat-1", "website", "Linh Nguyen", ("stock",))
    first, second = chat.turns
    assert first.at == datetime(2024, 5, 3, 9, 41, 0, 250_000, UTC) and first.text == "hello"
    assert second.at == datetime(2024, 5, 3, 9, 41, 30, tzinfo=UTC)
    assert (first.author, second.author) == ("", "Agent eae9")


@pytest.mark.parametrize(
    ("author", "shown"),
    [("Maya Reyes", "Maya Reyes"), ("0123456789abcdef", "Agent 0123"), ("Ada", "Ada"), (None, "Agent eae9")],
)
def test_numbers_become_names_that_people_can_read(author: str | None, shown: str) -> None:
    assert read(turn(author=author)).turns[1].author == shown


def test_a_tag_that_was_taken_away_is_no_tag() -> None:
    assert read(line(tags=[None, "stock", "stock"])).tags == ("stock",)


def test_what_databases_refuse_is_replaced() -> None:
    chat = read(b'{"id":"a\\u0000b","channel":"website","customer":{"id":"\\ud800"},"turns":'
                b'[{"at":"2024-05-03T09:41:00Z","by":"customer","text":"x\\u0000\\udfff"}]}')  # fmt: skip
    assert (chat.id, chat.customer.id, chat.turns[0].text) == ("a\ufffdb", "\ufffd", "x\ufffd\ufffd")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (b"not json", "not JSON"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[1]", "not a JSON object"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"id": ' + b"9" * 5000 + b"}", "number is too long"),
        (line(id=None), "id is missing"),
        (line(id=7), "id has to be text"),
        (line(id=" "), "id is empty"),
        (line(id="x" * 191), "more than 190"),
        (line(channel="fax"), "channel is “fax”"),
        (line(customer=None), "customer is missing"),
        (line(customer="c"), "customer has to be an object"),
        (line(customer={"name": "x"}), "customer: id is missing"),
        (line(customer={"id": "c", "name": "n" * 81}), "more than 80"),
        (line(tags="stock"), "tags has to be a list"),
        (line(tags=[{}]), "a tag has to be text"),
        (line(tags=["t" * 41]), "more than 40"),
        (line(turns=None), "turns is missing"),
        (line(turns=[]), "at least one turn"),
        (line(turns=["hi"]), "turn 1: it has to be an object"),
        (turn(by="robot"), "turn 2: by is “robot”"),
        (turn(text=None), "text is missing"),
        (turn(text=["a"]), "text has to be text"),
        (turn(text=" \n "), "text is empty"),
        (turn(text="x" * 10_001), "more than 10,000"),
        (turn(at=None), "at is missing"),
        (turn(at=1714729260), "at has to be a time"),
        (turn(at="yesterday"), "not a time of RFC 3339"),
        (turn(at="2024-05-03T09:41:00"), "no time zone"),
        (turn(at="2024-05-03"), "no time zone"),
        (turn(at="1969-12-31T23:59:59Z"), "before 1970"),
        (turn(at="0001-01-01T00:00:00+14:00"), "not a time of RFC 3339"),
        (turn(at="9999-12-31T23:59:59Z"), "has not come yet"),
        (turn(at="2024-02-30T00:00:00Z"), "not a time of RFC 3339"),
    ],
)
def test_the_reason_says_what_is_wrong(given: bytes, reason: str) -> None:
    with pytest.raises(Rejected, match=reason):
        read(given)


def test_a_rejected_record_is_named_when_it_says_its_name() -> None:
    with pytest.raises(Rejected) as caught:
        read(turn(by="robot"))
    assert caught.value.id == "chat-1"
