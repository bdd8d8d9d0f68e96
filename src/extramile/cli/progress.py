"""The progress of an import on the screen, and its pauses for whoever serves the same folder."""

from __future__ import annotations

import os
import time
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

# A server on the same folder finds the database free in between: those who wait for SQLite ask every 100 ms or sooner.
_PAUSE = 0.1


class _Rate(ProgressColumn):
    def __init__(self, what: str) -> None:
        super().__init__()
        self._what = what

    def render(self, task: Task) -> Text:
        seconds = task.elapsed or 0.0
        rate = task.fields["count"].read / seconds if seconds else 0.0
        return Text(f"{rate:,.0f} {self._what}/s")


def shown(what: str, *, quiet: bool) -> Progress:
    """A bar with the rate of `what` and the time left; nothing when it is to be quiet or nobody looks at a terminal.

    A task carries the field `count`, an object that knows how many records were `read`.
    """
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), _Rate(what), TimeRemainingColumn())
    return Progress(*columns, console=console, disable=quiet or not console.is_terminal)


def give_way(data: Path) -> None:
    """Pause a moment when a server works on the same data folder."""
    if _is_served(data):
        time.sleep(_PAUSE)


def _is_served(data: Path) -> bool:
    try:
        os.kill(int((data / "lock").read_text()), 0)
    except (OSError, ValueError):
        return False
    return True
