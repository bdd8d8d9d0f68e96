"""The file of records that an import could not take."""

from __future__ import annotations

import json
from pathlib import Path
from typing import IO


class Rejects:
    """`FILE.rejects.jsonl` beside the input, or in the data folder when that place cannot be written.

    One object a line: `{"line", "id", "reason"}`. Without rejects there is no file, and `path` is None.
    """

    def __init__(self, source: Path, data: Path) -> None:
        name = source.name + ".rejects.jsonl"
        self._places = [source.with_name(name), data / name]
        self._file: IO[str] | None = None
        self.path: Path | None = None

    def __enter__(self) -> Rejects:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file:
            self._file.close()
        elif self._places[0].exists():
            self._forget()

    def add(self, line: int | None, id: str | None, reason: str) -> None:
        """Write down one record."""
        file = self._file or self._open()
        file.write(json.dumps({"line": line, "id": id, "reason": reason}, ensure_ascii=False) + "\n")

    def _open(self) -> IO[str]:
        for place in self._places:
            try:
                self._file = place.open("w", encoding="utf-8")
            except OSError:
                continue
            self.path = place
            return self._file
        raise PermissionError(f"Neither {self._places[0]} nor {self._places[1]} can be written.")

    def _forget(self) -> None:
        # What an earlier run could not take has been mended since.
        try:
            self._places[0].unlink()
        except OSError:
            return
