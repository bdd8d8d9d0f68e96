"""Lines of a file that may be compressed, damaged, or hold anything."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO, cast

LONGEST = 16 * 1024 * 1024
_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"


class Damaged(Exception):
    """The rest of the file cannot be read; the message says why."""


class Lines:
    """The lines of one file, each with its number from 1. A line over LONGEST bytes is cut to it, and so is no JSON.

    Iterating raises Damaged when the file breaks off; what came before it was good.
    """

    def __init__(self, path: Path) -> None:
        self.size = path.stat().st_size
        self._raw: BinaryIO = path.open("rb")
        packed = self._raw.read(2) == _GZIP or path.suffix == ".gz"
        self._raw.seek(0)
        self._file: IO[bytes] = cast(IO[bytes], gzip.GzipFile(fileobj=self._raw)) if packed else self._raw

    def __enter__(self) -> Lines:
        return self

    def __exit__(self, *_: object) -> None:
        self._raw.close()

    def read(self) -> int:
        """How many bytes of the file have been read; reaches `size` at its end."""
        return self._raw.tell()

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        number = 0
        try:
            while line := self._file.readline(LONGEST):
                number += 1
                if number == 1:
                    line = line.removeprefix(_BOM)
                if not line.endswith(b"\n"):
                    self._skip_to_end()
                if line.strip():
                    yield number, line
        except (OSError, EOFError, zlib.error) as error:
            raise Damaged(f"after line {number} the file cannot be read: {error}") from error

    def _skip_to_end(self) -> None:
        while (rest := self._file.readline(LONGEST)) and not rest.endswith(b"\n"):
            pass
