"""Reading chats from a file: one JSON object a line, also compressed with gzip."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

LONGEST_GAP = 2.0
MOST_CHARACTERS = 10_000
_SPEAKERS = {"customer", "agent", "note"}


@dataclass(frozen=True, slots=True)
class Turn:
    """One line of a chat: who says what, and how many seconds after the line before."""

    by: str
    text: str
    gap: float


@dataclass(frozen=True, slots=True)
class Chat:
    """One chat of the file. `skipped` counts turns that nobody could type."""

    name: str
    turns: tuple[Turn, ...]
    skipped: int


def cleaned(text: str) -> str:
    """A text as the server stores it: see the end of docs/live.md."""
    poison = dict.fromkeys((0, *range(55296, 57344)), "�")
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(poison).strip()


def chats(path: Path, *, speed: float, most: int | None = None) -> Iterator[Chat]:
    """The chats of a file that hold anything, their gaps divided by `speed` and none longer than 2 s."""
    opened = gzip.open if path.suffix == ".gz" else open
    found = 0
    with opened(path, "rt", encoding="utf-8") as file:
        for line in file:
            if most is not None and found >= most:
                return
            chat = _chat(json.loads(line), speed)
            if chat.turns:
                found += 1
                yield chat


def _chat(record: dict[str, Any], speed: float) -> Chat:
    turns: list[Turn] = []
    skipped = 0
    before: datetime | None = None
    for turn in record["turns"]:
        text = cleaned(turn["text"])
        at = datetime.fromisoformat(turn["at"].replace("Z", "+00:00"))
        # Only a visitor opens a conversation on the website, and nobody types what the system said.
        unsayable = turn["by"] not in _SPEAKERS or (not turns and turn["by"] != "customer")
        if unsayable or not 1 <= len(text) <= MOST_CHARACTERS:
            skipped += 1
            continue
        gap = 0.0 if before is None else max(0.0, (at - before).total_seconds())
        turns.append(Turn(turn["by"], text, min(LONGEST_GAP, gap / speed)))
        before = at
    return Chat(record["id"], tuple(turns), skipped)
