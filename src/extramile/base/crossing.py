"""How an event reaches the other processes of an install: as ids, never as texts or names of people.

Whoever hears of it elsewhere reads the rows, and asks who may see them, anew.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Protocol, TypeAlias

Ids: TypeAlias = tuple[Any, ...]


class Crosses(Protocol):
    """What each event can do: say itself in ids, numbers and yes or no; JSON can hold them."""

    def ids(self) -> Ids:
        """What the event is about."""


class AsItIs:
    """An event that holds nothing but ids; its class makes it anew from them."""

    __slots__ = ()

    def ids(self) -> Ids:
        """The fields, in order."""
        return tuple(getattr(self, field.name) for field in fields(self))  # type: ignore[arg-type]
