"""What a backup says of itself. It is the last thing in the archive, so that half an archive has none."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

NAME = "manifest.json"
FORMAT = 1
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


class Broken(Exception):
    """An archive is no whole backup; the message says what is wrong with it."""


@dataclass
class Manifest:
    """`tables` has rows, and on PostgreSQL a digest of them; `files` has bytes and the SHA-256 of each member.

    `migrations` are `app.name`, as applied; `made_at` is RFC 3339.
    """

    version: str
    made_at: str
    database: str
    migrations: list[str]
    tables: dict[str, dict[str, Any]]
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def rows(self) -> int:
        """All rows together."""
        return sum(int(table["rows"]) for table in self.tables.values())

    def written(self) -> bytes:
        """As it stands in the archive."""
        return json.dumps(asdict(self), indent=1).encode()


def read(text: bytes) -> Manifest:
    """The manifest of an archive. Raises Broken."""
    try:
        found = json.loads(text)
        if found["format"] > FORMAT:
            raise Broken("It was made by a newer version of Extramile. Use that version to restore it.")
        manifest = Manifest(**found)
    except (ValueError, KeyError, TypeError) as error:
        raise Broken("Its manifest cannot be read.") from error
    if manifest.database not in DATABASES:
        raise Broken(f"It holds a database of a kind that is not known: {manifest.database}.")
    return manifest


def place(member: str) -> Path:
    """Where a member belongs, below any folder. Raises Broken for one that would land outside of it."""
    path = Path(member)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise Broken(f"It holds a file with an address that leads out of it: {member}.")
    return path
