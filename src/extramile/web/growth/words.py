"""Words that people write for themselves, as they arrive."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from extramile.base import text


def new_row(request: HttpRequest) -> UUID | None:
    """The row that the page named for what is new on it, so that a second click keeps nothing twice; None without."""
    try:
        return UUID(request.POST.get("row", ""))
    except ValueError:
        return None


def words_of(request: HttpRequest, name: str) -> str:
    """A field of a form as it is kept: line ends as \\n, both ends cut, what databases refuse replaced."""
    return text.storable(request.POST.get(name, "")).replace("\r\n", "\n").strip()
