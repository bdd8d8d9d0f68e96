"""`extramile import orders`, `customers` and `acts`: a shop's files in, a file of what could not be taken."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic

from django.conf import settings
from django.db import OperationalError

from extramile.cli.progress import give_way, shown
from extramile.cli.rejects import Rejects
from extramile.customers.actions import nights
from extramile.customers.imports.columns import WrongColumn
from extramile.customers.imports.rows import BATCH, Kind, Record, records
from extramile.customers.imports.table import Damaged, Table, Unreadable


@dataclass(slots=True)
class Count:
    """What happened to the rows so far; `read` is always the sum of what was done with them."""

    read: int = 0
    rejected: int = 0
    done: dict[str, int] = field(default_factory=dict)

    def add(self, done: Mapping[str, int]) -> None:
        """Count what a batch came to."""
        for name, n in done.items():
            self.done[name] = self.done.get(name, 0) + n


class Import(Generic[Record]):
    """One run over one or more files."""

    def __init__(self, kind: Kind[Record], said: Mapping[str, str], *, encoding: str, dry: bool, quiet: bool) -> None:
        self._kind, self._said, self._encoding, self._dry, self._quiet = kind, said, encoding, dry, quiet
        self.count = Count()

    def run(self, files: Sequence[Path]) -> int:
        """Import files. Returns the exit code: 2 for what the caller has to say otherwise, 1 when the database does not
        answer, else 0, also with rejects."""
        try:
            for path in files:
                if not (path.is_file() and os.access(path, os.R_OK)):
                    raise WrongColumn(f"{path} is not a file that can be read.")
            for path in files:
                self._one(path)
            if not self._dry and self._kind.settle():
                nights.again()
                while nights.go_on():
                    pass
        except WrongColumn as wrong:
            print(wrong, file=sys.stderr)
            return 2
        except OperationalError as error:
            print(
                f"The database cannot be written ({error}). Run the same command again; it goes on where it stopped.",
                file=sys.stderr,
            )
            return 1
        print(self._as_json() if self._quiet else self._sentence())
        return 0

    def _one(self, path: Path) -> None:
        rejects = Rejects(path, settings.CONFIG.data)
        mine = Count()
        with shown(self._kind.what, quiet=self._quiet) as progress, rejects:
            try:
                with Table(path, encoding=self._encoding) as table:
                    task = progress.add_task(path.name, total=max(table.size, 1), count=mine)
                    for batch in self._batches(table, rejects, mine):
                        mine.add(self._kind.store(batch, dry=self._dry))
                        progress.update(task, completed=table.read())
                        give_way(settings.CONFIG.data)
            except Damaged as damaged:
                mine.read += 1
                mine.rejected += 1
                rejects.add(None, None, str(damaged))
        self.count.read += mine.read
        self.count.rejected += mine.rejected
        self.count.add(mine.done)
        if rejects.path and not self._quiet:
            print(
                f"{mine.rejected:,} of {path.name} could not be taken; the reasons are in {rejects.path}",
                file=sys.stderr,
            )

    def _batches(self, table: Table, rejects: Rejects, mine: Count) -> Iterator[list[Record]]:
        batch: list[Record] = []
        for number, found in records(table, self._kind, self._said):
            mine.read += 1
            if isinstance(found, Unreadable):
                mine.rejected += 1
                rejects.add(number, None, str(found))
            else:
                batch.append(found)
            if len(batch) == BATCH:
                yield batch
                batch = []
        yield batch

    def _as_json(self) -> str:
        return json.dumps({"read": self.count.read, **self.count.done, "rejected": self.count.rejected})

    def _sentence(self) -> str:
        done = "".join(f"{n:,} {name.replace('_', ' ')}, " for name, n in self.count.done.items())
        would = " Nothing was stored: this was a dry run." if self._dry else ""
        return f"{self.count.read:,} {self._kind.what} read: {done}{self.count.rejected:,} rejected.{would}"
