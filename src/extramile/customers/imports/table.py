"""Tables as people export them: any encoding, any delimiter, broken rows among good ones."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from charset_normalizer import from_bytes

_SAMPLE = 65_536
_GZIP = b"\x1f\x8b"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What spreadsheets and shops of some country write; a few names alone would fit one of DOS or IBM best.
_EXPORTED = [
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp932", "gb18030", "big5", "cp949",
    "koi8_r",
]  # fmt: skip
# Letters and signs of Western Europe, one or two at a time, but for õ, which is a Hungarian ő as often. Every step of
# the pattern has one way to go on: with a second one a file of 64 KB would be tried for years.
_LETTERS = "[ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖØÙÚÛÜàáâãäåæçèéêëìíîïñòóôöøùúûüßœŒÿ€£§«»‘’“”–—…ªº\xa0]"
_WESTERN = re.compile(rf"[\x00-\x7f]*(?:{_LETTERS}{{1,2}}[\x00-\x7f]+)*{_LETTERS}{{0,2}}")
_DELIMITERS = (",", ";", "\t", "|")
_TALLEST = 20  # lines that one quoted field may span
LONGEST = 65_536


class Unreadable(ValueError):
    """A record that cannot be taken; the message says why to whoever made it, `field` in which part of it."""

    def __init__(self, reason: str, field: str = "") -> None:
        super().__init__(reason)
        self.field = field


class Damaged(Exception):
    """The rest of the file cannot be read; the message says why."""


class Table:
    """The rows of a file, each with the number of its first line and its cells; the first row is the header.

    A row that is broken comes as its reason in place of cells. Iterating raises Damaged where the file breaks off.
    `encoding` is Python's name of one, where the caller knows better than a guess.
    """

    def __init__(self, path: Path, *, encoding: str = "") -> None:
        self.size = path.stat().st_size
        self._raw: BinaryIO = path.open("rb")
        packed = self._raw.read(2) == _GZIP or path.suffix == ".gz"
        self._raw.seek(0)
        file = cast(IO[bytes], gzip.GzipFile(fileobj=self._raw)) if packed else self._raw
        buffered = io.BufferedReader(cast(io.RawIOBase, file), buffer_size=_SAMPLE)
        self.encoding = encoding or _encoding(_peeked(buffered))
        self._text = io.TextIOWrapper(buffered, self.encoding, errors="surrogateescape", newline=None)
        self._back: list[tuple[int, str]] = []
        self._number = 0
        self.delimiter = ","

    def __enter__(self) -> Table:
        return self

    def __exit__(self, *_: object) -> None:
        self._raw.close()

    def read(self) -> int:
        """How many bytes of the file have been read; reaches `size` at its end."""
        return self._raw.tell()

    def __iter__(self) -> Iterator[tuple[int, list[str] | Unreadable]]:
        try:
            while (found := self._row()) is not None:
                number, text = found
                if number and not text.strip():
                    continue
                yield number, self._cells(text)
        except (OSError, EOFError, zlib.error, UnicodeError) as error:
            raise Damaged(f"after line {self._number} the file cannot be read: {error}") from error

    def _row(self) -> tuple[int, str] | None:
        """The next row, over as many lines as its quotes ask for."""
        first = self._line()
        if first is None:
            return None
        number, text = first
        if text.count('"') % 2:
            further = list(islice(iter(self._line, None), _TALLEST))
            whole = text
            for at, (_, line) in enumerate(further, 1):
                whole += line
                if line.count('"') % 2:
                    self._back = further[at:] + self._back
                    return number, whole
            # A quote that nothing closes would swallow every row after it: it costs its own row alone.
            self._back = further + self._back
        return number, text

    def _line(self) -> tuple[int, str] | None:
        if self._back:
            return self._back.pop(0)
        line = self._text.readline(LONGEST)
        if not line:
            return None
        self._number += 1
        if not line.endswith("\n"):
            while (rest := self._text.readline(LONGEST)) and not rest.endswith("\n"):
                pass
        return self._number, line

    def _cells(self, text: str) -> list[str] | Unreadable:
        if len(text) >= LONGEST:
            return Unreadable("the row is too long")
        if not text.isascii() and any("\udc80" <= letter <= "\udcff" for letter in text):
            return Unreadable(f"the row holds bytes that are not {self.encoding}")
        try:
            rows = list(csv.reader([text], delimiter=self.delimiter, strict=True))
        except csv.Error as error:
            return Unreadable(f"the row is not one of a table: {error}")
        return [cell.strip() for cell in rows[0]] if rows else []

    def header(self) -> list[str]:
        """The names of the columns, read with the delimiter that they themselves show. Raises Unreadable."""
        found = self._row()
        while found is not None and not found[1].strip():
            found = self._row()
        if found is None:
            raise Unreadable("the file is empty")
        self.delimiter = max(_DELIMITERS, key=found[1].count)
        cells = self._cells(found[1])
        if isinstance(cells, Unreadable):
            raise cells
        return cells


def _peeked(buffered: io.BufferedReader[Any]) -> bytes:
    try:
        return buffered.peek(_SAMPLE)[:_SAMPLE]
    except (OSError, EOFError, zlib.error) as error:
        raise Damaged(f"the file cannot be read: {error}") from error


def _encoding(sample: bytes) -> str:
    for mark, name in _BOMS:
        if sample.startswith(mark):
            return name
    # UTF-16 without a mark: every second byte of a heading in Latin letters is a zero.
    if sample[:4:2] == b"\0\0" or sample[1:4:2] == b"\0\0":
        return "utf-16-be" if sample[0] == 0 else "utf-16-le"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
        return "utf-8"
    except UnicodeDecodeError:
        pass
    # A few names among thousands of rows are too little to guess by: "Íñigo" is Japanese, too, and "Lefèvre" is Czech.
    if _WESTERN.fullmatch(sample.decode("cp1252", "replace")):
        return "cp1252"
    # What every encoding reads alike says nothing of which one it is.
    telling = b"\n".join(line for line in sample.splitlines() if not line.isascii())
    guessed = from_bytes(telling, cp_isolation=_EXPORTED).best()
    # Every byte is something in Windows' Western letters, which most exports that are not UTF-8 are in.
    return guessed.encoding if guessed else "cp1252"
