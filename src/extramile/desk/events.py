"""What happens at the desk."""

from __future__ import annotations

from dataclasses import dataclass

from extramile.desk.shapes import EntryShape, Row


@dataclass(frozen=True, slots=True)
class Written:
    """An entry was committed; `row` is where the conversation is since. Told again when its sender repeats it."""

    entry: EntryShape
    row: Row


@dataclass(frozen=True, slots=True)
class Tallied:
    """Counts of one inbox are now these: (scope, status, n)."""

    inbox: int
    counts: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """What was said has been received or read further, by the desk or else by the visitor: the row holds the marks."""

    row: Row
    desk: bool


@dataclass(frozen=True, slots=True)
class AccessChanged:
    """Which inboxes are whose has changed; what agents may see is to be asked anew."""


@dataclass(frozen=True, slots=True)
class WebsiteChanged:
    """A website may be shown on these origins now; on none when they are None, as it is gone."""

    website: int
    origins: tuple[str, ...] | None
