"""`extramile import chats`: files in, a progress bar, a file of what could not be taken."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import OperationalError

from extramile.cli.progress import give_way, shown
from extramile.cli.rejects import Rejects
from extramile.desk.actions import imports, reports
from extramile.desk.imports.chat import Chat, Rejected, read
from extramile.desk.imports.lines import Damaged, Lines
from extramile.desk.models import Inbox

BATCH = 100


@dataclass(slots=True)
class Count:
    """What happened to the records so far."""

    read: int = 0
    rejected: int = 0
    brought: imports.Brought = field(default_factory=imports.Brought)

    def as_json(self) -> str:
        """The one object that `--json` prints."""
        brought = self.brought
        return json.dumps(
            {
                "read": self.read,
                "added": brought.added,
                "present": brought.present,
                "rejected": self.rejected,
                "messages": brought.messages,
            }
        )


def chats(files: list[Path], *, as_json: bool) -> int:
    """Import files one after the other. Returns the exit code: 2 when a file is not there, 1 when the database
    does not answer, else 0, also with rejects."""
    for path in files:
        if not (path.is_file() and os.access(path, os.R_OK)):
            print(f"{path} is not a file that can be read. Nothing was imported.", file=sys.stderr)
            return 2
    count = Count()
    try:
        for path in files:
            _one(path, count, quiet=as_json)
    except OperationalError as error:
        print(
            f"The database cannot be written ({error}). Run the same command again; it goes on where it stopped.",
            file=sys.stderr,
        )
        return 1
    print(count.as_json() if as_json else _sentence(count))
    return 0


def _one(path: Path, count: Count, *, quiet: bool) -> None:
    inbox = imports.inbox_for_imports()
    rejects = Rejects(path, settings.CONFIG.data)
    with Lines(path) as lines, rejects, shown("chats", quiet=quiet) as progress:
        task = progress.add_task(path.name, total=max(lines.size, 1), count=Count())
        mine: Count = progress.tasks[0].fields["count"]
        for batch in _batches(lines, rejects, mine):
            mine.brought += _bring(batch, inbox)
            progress.update(task, completed=lines.read())
            give_way(settings.CONFIG.data)
        reports.again()
        progress.update(task, completed=max(lines.size, 1))
    count.read += mine.read
    count.rejected += mine.rejected
    count.brought += mine.brought
    if rejects.path and not quiet:
        print(
            f"{mine.rejected:,} of {path.name} could not be taken; the reasons are in {rejects.path}", file=sys.stderr
        )


def _bring(batch: list[Chat], inbox: Inbox) -> imports.Brought:
    return imports.bring(batch, inbox=inbox) if batch else imports.Brought()


def _batches(lines: Lines, rejects: Rejects, count: Count) -> Iterator[list[Chat]]:
    """Up to BATCH chats at a time, no id twice among them: so that a repeat meets its first self stored."""
    batch: dict[str, Chat] = {}
    try:
        for number, line in lines:
            count.read += 1
            try:
                chat = read(line)
            except Rejected as rejected:
                count.rejected += 1
                rejects.add(number, rejected.id, str(rejected))
                continue
            if chat.id in batch or len(batch) >= BATCH:
                yield list(batch.values())
                batch = {}
            batch[chat.id] = chat
    except Damaged as damaged:
        count.read += 1
        count.rejected += 1
        rejects.add(None, None, str(damaged))
    yield list(batch.values())


def _sentence(count: Count) -> str:
    brought = count.brought
    return (
        f"{count.read:,} read: {brought.added:,} added, {brought.present:,} present before, "
        f"{count.rejected:,} rejected. "
        f"{brought.messages:,} messages are new."
    )
