"""One chat of the import format, checked.

A chat is a JSON object: `{"id", "channel", "customer": {"id", "name"?, "email"?}, "agent"?, "tags": [], "turns":
[{"at": RFC 3339, "by": "customer"|"agent"|"note"|"system", "text", "author"?}]}`. Other fields are left alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from extramile.base import clock, text
from extramile.desk.models import Channel

SPEAKERS = ("customer", "agent", "note", "system")
_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=1)
_NUMBER = re.compile(r"[0-9a-f]{8,}(-[0-9a-f]{4,})*", re.IGNORECASE)


class Rejected(ValueError):
    """A record cannot be taken; the message says why, and `id` which one it was, when it said so."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.id: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing said. `by` is one of SPEAKERS; `at` is in UTC, cut to milliseconds."""

    at: datetime
    by: str
    text: str
    author: str


@dataclass(frozen=True, slots=True)
class Person:
    """The customer as the file names them; name and email may be empty."""

    id: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat that can be stored."""

    id: str
    channel: str
    customer: Person
    tags: tuple[str, ...]
    turns: tuple[Turn, ...]


def read(line: bytes) -> Chat:
    """The chat in one line of a file. Raises Rejected."""
    record = _object(line)
    try:
        return _chat(record)
    except Rejected as rejected:
        given = record.get("id")
        rejected.id = text.line(_storable(given), 200) if isinstance(given, str) else None
        raise


def _object(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise Rejected("the line is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise Rejected(f"the line is not JSON: {error.msg} at character {error.pos + 1}") from None
    except (ValueError, RecursionError):
        raise Rejected(
            "the line is not JSON that can be read: a number is too long, or it is nested too deeply"
        ) from None
    if not isinstance(record, dict):
        raise Rejected("the line is not a JSON object")
    return record


def _chat(record: Mapping[str, Any]) -> Chat:
    name = _word(record, "id", 190)
    channel = _word(record, "channel", 20)
    if channel not in Channel.values:
        raise Rejected(f"channel is “{channel}”; it can be {' or '.join(Channel.values)}")
    turns = record.get("turns")
    if not isinstance(turns, list) or not turns:
        raise Rejected("turns is missing" if turns is None else "turns has to be a list with at least one turn")
    answering = _author(_word(record, "agent", 200, needed=False))
    return Chat(
        id=name,
        channel=channel,
        customer=_customer(record.get("customer")),
        tags=_tags(record.get("tags")),
        turns=tuple(_numbered(number, turn, answering) for number, turn in enumerate(turns, 1)),
    )


def _customer(given: Any) -> Person:
    if not isinstance(given, dict):
        raise Rejected("customer is missing" if given is None else "customer has to be an object")
    try:
        email = _word(given, "email", 254, needed=False)
        return Person(_word(given, "id", 200), _word(given, "name", 80, needed=False), email)
    except Rejected as rejected:
        raise Rejected(f"customer: {rejected}") from None


def _tags(given: Any) -> tuple[str, ...]:
    if given is None:
        return ()
    if not isinstance(given, list):
        raise Rejected("tags has to be a list")
    # Exports leave null where somebody took a tag away.
    named = [_tag(tag) for tag in given if tag is not None]
    return tuple(dict.fromkeys(tag for tag in named if tag))


def _tag(given: Any) -> str:
    if not isinstance(given, str):
        raise Rejected("a tag has to be text")
    tag = " ".join(_storable(given).split())
    if len(tag) > 40:
        raise Rejected("a tag has more than 40 characters")
    return tag


def _numbered(number: int, given: Any, answering: str) -> Turn:
    try:
        return _turn(given, answering)
    except Rejected as rejected:
        raise Rejected(f"turn {number}: {rejected}") from None


def _turn(given: Any, answering: str) -> Turn:
    if not isinstance(given, dict):
        raise Rejected("it has to be an object")
    by = _word(given, "by", 20)
    if by not in SPEAKERS:
        raise Rejected(f"by is “{by}”; it can be {', '.join(SPEAKERS)}")
    author = _author(_word(given, "author", 200, needed=False))
    if by in ("agent", "note"):
        author = author or answering
    return Turn(_moment(given.get("at")), by, _said(given.get("text")), author)


def _said(given: Any) -> str:
    if not isinstance(given, str):
        raise Rejected("text is missing" if given is None else "text has to be text")
    try:
        return text.clean(given)
    except text.EmptyText:
        raise Rejected("text is empty") from None
    except text.TextTooLong:
        raise Rejected(f"text has more than {text.LIMIT:,} characters") from None


def _moment(given: Any) -> datetime:
    if not isinstance(given, str):
        raise Rejected("at is missing" if given is None else "at has to be a time in text")
    shown = text.line(_storable(given), 40)
    try:
        moment = datetime.fromisoformat(given)
        if moment.tzinfo is None:
            raise Rejected(f"at is “{shown}”, which has no time zone")
        moment = moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        if isinstance(error, Rejected):
            raise
        raise Rejected(f"at is “{shown}”, which is not a time of RFC 3339") from None
    if moment < _EARLIEST:
        raise Rejected(f"at is “{shown}”, which is before 1970")
    if moment > clock.now() + _AHEAD:
        raise Rejected(f"at is “{shown}”, which has not come yet")
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _word(given: Mapping[str, Any], field: str, most: int, *, needed: bool = True) -> str:
    value = given.get(field)
    if value is None and not needed:
        return ""
    if not isinstance(value, str):
        raise Rejected(f"{field} is missing" if value is None else f"{field} has to be text")
    word = " ".join(_storable(value).split())
    if needed and not word:
        raise Rejected(f"{field} is empty")
    if len(word) > most:
        raise Rejected(f"{field} has more than {most} characters")
    return word


def _storable(given: str) -> str:
    """Without the two things that databases refuse: NUL and lone surrogates."""
    return given.replace("\x00", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _author(given: str) -> str:
    """A name that people can read: an id in hexadecimal digits becomes “Agent” and its first four."""
    if _NUMBER.fullmatch(given):
        return f"Agent {given[:4].lower()}"
    return text.line(given, 80)
