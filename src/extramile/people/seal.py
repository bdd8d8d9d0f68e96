"""One person's seal, while it is open: it seals and opens what they write for themselves, and finds it again.

At rest a sealed row has a day, and nothing that says whose it is or what it is: its shelf's name is an HMAC under a key
of the person's own. Lengths are rounded up, so that a yes looks like a no.
"""

from __future__ import annotations

import hmac
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

import orjson
from django.conf import settings

from extramile.base import sealing
from extramile.base.sealing import CannotOpen, Key

_STEP = 256  # bytes
_LENGTH = 4
MOST = 256 * 1024


class Shelf(StrEnum):
    """What kinds of things people seal."""

    DAY = "day"
    HABITS = "habits"
    GOALS = "goals"
    WINS = "wins"
    HAPPY = "happy"
    COMPASS = "compass"
    RECALL = "recall"
    PROGRAMME = "programme"
    TAKES = "takes"
    DEBRIEFS = "debriefs"
    COACHING = "coaching"


class TooMuch(ValueError):
    """More than MOST bytes for one row."""


def tag_of(index: bytes, shelf: Shelf) -> bytes:
    """What a shelf is called in the database: 16 bytes that say nothing without the person's index key."""
    return hmac.digest(index, shelf.value.encode(), "sha256")[:16]


class Seal:
    """An open seal: everything is derived from the person's data key."""

    def __init__(self, key: Key) -> None:
        self.key = key
        self.index = key.part("index").secret
        self._rows = key.part("rows")
        self._copies = key.part("copies")

    def __repr__(self) -> str:
        return "Seal(…)"

    @property
    def public(self) -> bytes:
        """What colleagues seal to this person with."""
        return self._copies.public

    def tag(self, shelf: Shelf) -> bytes:
        """The name of this person's shelf in the database."""
        return tag_of(self.index, shelf)

    def row(self, shelf: Shelf, name: str) -> UUID:
        """The one row of a shelf that has this name, such as that of a day. It says nothing to anybody else."""
        return UUID(bytes=hmac.digest(self.index, f"{shelf} {name}".encode(), "sha256")[:16], version=4)

    def close(self, content: dict[str, Any], *, tag: bytes, row: UUID, day: date) -> bytes:
        """The box of one row. It opens in no other row, on no other shelf or day, for nobody else. Raises TooMuch."""
        return self._rows.seal(_padded(content), bound=_bound(tag, row, day))

    def open(self, box: bytes | memoryview, *, tag: bytes, row: UUID, day: date) -> dict[str, Any]:
        """What was closed. Raises CannotOpen."""
        return _content(self._rows.open(box, bound=_bound(tag, row, day)))

    def open_copy(self, box: bytes | memoryview, *, bound: bytes) -> dict[str, Any]:
        """What `copy_for` made for this person. Raises CannotOpen."""
        return _content(self._copies.open_sent(box, bound=bound))


def copy_for(public: bytes, content: dict[str, Any], *, bound: bytes) -> bytes:
    """A box that the person opens whose `public` it is, and nobody else, not even who made it. Raises TooMuch."""
    return sealing.sealed_to(public, _padded(content), bound=bound)


def ours() -> Key:
    """The install's own key, from its secret: what it seals opens nobody's writing."""
    return Key(hmac.digest(settings.SECRET_KEY.encode(), b"extramile.people.sealing", "sha256"))


def bound_to(agent: int, place: str) -> bytes:
    """What a box of a person's keyring is bound to, so that it opens in no other place and for nobody else."""
    return f"extramile {place} {agent}".encode()


def _padded(content: dict[str, Any]) -> bytes:
    clear = orjson.dumps(content)
    if len(clear) > MOST:
        raise TooMuch
    whole = len(clear).to_bytes(_LENGTH, "big") + clear
    return whole.ljust(-(-len(whole) // _STEP) * _STEP, b"\0")


def _content(whole: bytes) -> dict[str, Any]:
    try:
        return dict(orjson.loads(whole[_LENGTH : _LENGTH + int.from_bytes(whole[:_LENGTH], "big")]))
    except orjson.JSONDecodeError:
        raise CannotOpen from None


def _bound(tag: bytes, row: UUID, day: date) -> bytes:
    return b"extramile 1" + bytes(tag) + row.bytes + day.isoformat().encode()
