"""Files of records, one JSON object a line."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path


def records(path: Path) -> Iterator[dict[str, object]]:
    """The objects of a file that may be compressed, whatever it is called."""
    with path.open("rb") as file:
        opening = gzip.open if file.read(2) == b"\x1f\x8b" else open
    with opening(path, "rt", encoding="utf-8-sig") as file:
        yield from (json.loads(line) for line in file if line.strip())
