"""Words that people write for themselves, as they arrive."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from extramile.base import text
from extramile.growth.journey.actions import NoWords
from extramile.people.seal import TooMuch


@dataclass(frozen=True, slots=True)
class Refused:
    """What could not be kept: the sentence that says why beside its field, and what was written, to be shown again."""

    field: str
    sentence: str
    words: Mapping[str, str]


def refusal(field: str, words: Mapping[str, str], act: Callable[[], object]) -> Refused | None:
    """Do something with words of this field; why they could not be kept, or None."""
    try:
        act()
    except NoWords:
        return Refused(field, _("Write a line first."), words)
    except TooMuch:
        return Refused(field, too_much(), words)
    return None


def too_much() -> str:
    """That something is longer than a sealed row."""
    return _("This is longer than one entry can hold. Keep the part that matters most.")


def new_row(request: HttpRequest) -> UUID | None:
    """The row that the page named for what is new on it, so that a second click keeps nothing twice; None without."""
    try:
        return UUID(request.POST.get("row", ""))
    except ValueError:
        return None


def words_of(request: HttpRequest, name: str) -> str:
    """A field of a form as it is kept: line ends as \\n, both ends cut, what databases refuse replaced."""
    return text.storable(request.POST.get(name, "")).replace("\r\n", "\n").strip()
