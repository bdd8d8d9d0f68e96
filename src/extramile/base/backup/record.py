"""When the last backup of a data folder was made: told on the health page and to Prometheus."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

NAME = "last-backup"
# While it is there the folder is neither what it was nor what it will be, and nothing may be served from it.
RESTORING = "restoring"


@dataclass(frozen=True, slots=True)
class Last:
    """A backup that was made: when, where to, and how large it is."""

    at: datetime
    to: str
    bytes: int


def note(data: Path, last: Last) -> None:
    """Remember a backup. Raises OSError."""
    half = data / f"{NAME}.half"
    half.write_text(json.dumps({"at": last.at.isoformat(), "to": last.to, "bytes": last.bytes}))
    os.replace(half, data / NAME)


def last(data: Path) -> Last | None:
    """The last backup, if this folder knows of any."""
    try:
        found = json.loads((data / NAME).read_text())
        return Last(datetime.fromisoformat(found["at"]), str(found["to"]), int(found["bytes"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
