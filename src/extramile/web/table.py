"""Tables for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def whole(rows: Iterable[Iterable[str]]) -> bytes:
    """A file from its first line on, behind the mark by which spreadsheets know UTF-8."""
    return b"\xef\xbb\xbf" + written(rows)


def written(rows: Iterable[Iterable[str]]) -> bytes:
    """Rows as lines of CSV."""
    made = io.StringIO()
    csv.writer(made).writerows(rows)
    return made.getvalue().encode("utf-8", "replace")


def plain(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: what people wrote could run on whoever opens the file."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_BEGINS_A_FORMULA) else cell
