"""What passes: typing, viewing and who is here. Told to every process, stored by none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Typing:
    """Somebody writes, or has stopped. `agent` is None for the visitor; `visitor` is whom an agent writes to, if any."""

    conversation: int
    agent: int | None
    name: str
    on: bool
    note: bool
    visitor: str | None


@dataclass(frozen=True, slots=True)
class Viewing:
    """The agents who have a conversation on their screen at one process."""

    process: str
    conversation: int
    agents: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class People:
    """The agents who are connected at one process, good for a lease of 30 s."""

    process: str
    people: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Reconnected:
    """What other processes told may have been missed: every client has to be told how far its conversations are."""
