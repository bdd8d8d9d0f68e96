"""The rows of a shop's file as records of one kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Protocol, TypeVar

from extramile.customers.imports.columns import WrongColumn, cells_by_field, columns
from extramile.customers.imports.table import Damaged, Table, Unreadable

BATCH = 1000
_SAMPLE = 10_000
Record = TypeVar("Record")
_Row = tuple[int | None, dict[str, str] | Unreadable, str]


class Kind(Protocol[Record]):
    """What a file holds: which fields there are, how a row is read, and how records are stored."""

    @property
    def what(self) -> str:
        """What the records are called."""

    @property
    def fields(self) -> Sequence[str]:
        """The fields that a column can hold."""

    def missing(self, places: Mapping[str, int]) -> str:
        """What to say when columns that are needed were not found; empty when all are there."""

    def look(self, rows: Sequence[Mapping[str, str]]) -> None:
        """Learn from the first rows how the file writes its values."""

    def read(self, cells: Mapping[str, str], line: str) -> Record:
        """A row as a record. Raises Unreadable."""

    def store(self, records: Sequence[Record], *, dry: bool) -> dict[str, int]:
        """Store records, or only tell what storing would do: how many were added, were there before, and so on."""

    def settle(self) -> bool:
        """Whether what is known of everybody changed so much that the night's walk has to be made again."""


def records(
    table: Table, kind: Kind[Record], said: Mapping[str, str], *, past: int = 0
) -> Iterator[tuple[int | None, Record | Unreadable]]:
    """Each row behind the first `past`, with its line, as a record or as the reason why it is none.

    Raises WrongColumn before the first one, when the file has no header or not the columns that are needed, and Damaged
    when nothing of it can be read.
    """
    try:
        header = table.header()
    except Unreadable as wrong:
        raise WrongColumn(f"The file has no header: {wrong}.") from None
    places = columns(header, kind.fields, said)
    if missing := kind.missing(places):
        raise WrongColumn(f"{missing} The columns are: {', '.join(header)}.")
    rows = _rows(table, places, len(header))
    first = list(islice(rows, _SAMPLE))
    kind.look([cells for _, cells, _ in first if not isinstance(cells, Unreadable)])
    for number, cells, line in islice(chain(first, rows), past, None):
        try:
            yield number, cells if isinstance(cells, Unreadable) else kind.read(cells, line)
        except Unreadable as wrong:
            yield number, wrong


def _rows(table: Table, places: Mapping[str, int], width: int) -> Iterator[_Row]:
    try:
        for number, cells in table:
            if isinstance(cells, Unreadable):
                yield number, cells, ""
                continue
            try:
                yield number, cells_by_field(cells, places, width), "\x1f".join(cells[:width])
            except Unreadable as wrong:
                yield number, wrong, ""
    except Damaged as damaged:
        yield None, Unreadable(str(damaged)), ""
