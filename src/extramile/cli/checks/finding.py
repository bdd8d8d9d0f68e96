"""What a look at an install has found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """`note` is worth knowing, and may be meant so; `mend` is not."""

    WELL = "well"
    NOTE = "note"
    MEND = "mend"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, and what to do when it is not well."""

    name: str
    state: State
    says: str
    mend: str = ""


def well(name: str, says: str) -> Finding:
    """All is well."""
    return Finding(name, State.WELL, says)


def note(name: str, says: str, mend: str = "") -> Finding:
    """Worth knowing."""
    return Finding(name, State.NOTE, says, mend)


def mend(name: str, says: str, what: str) -> Finding:
    """Something to do."""
    return Finding(name, State.MEND, says, what)
