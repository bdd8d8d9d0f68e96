"""What people write, made storable without changing what it says."""

from __future__ import annotations

import re
import unicodedata
from datetime import timedelta
from functools import lru_cache

LIMIT = 10_000
# Letters whose stroke is no accent to Unicode, and is left out by whoever types without it.
_STROKES = str.maketrans("łøđħŧı", "lodhti")
_POISON = re.compile("[\x00\ud800-\udfff]")


class EmptyText(ValueError):
    """Nothing is left of the text after cleaning."""


class TextTooLong(ValueError):
    """The text has too many characters after cleaning."""


def storable(text: str) -> str:
    """`text` with the two things that databases refuse, NUL and lone surrogates, as U+FFFD."""
    return text if text.isascii() and "\x00" not in text else _POISON.sub("\ufffd", text)


def clean(text: str, most: int = LIMIT) -> str:
    """`text` with NUL and lone surrogates as U+FFFD, line ends as \\n, and both ends cut.

    Raises EmptyText, or TextTooLong when it has more than `most` characters.
    """
    text = storable(text.strip())
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text:
        raise EmptyText
    if len(text) > most:
        raise TextTooLong
    return text


def line(text: str, most: int) -> str:
    """`text` on one line, cut to `most` characters with an ellipsis, for a list or a title."""
    flat = " ".join(text[: most * 4].split())
    return flat if len(flat) <= most else flat[: most - 1].rstrip() + "…"


def folded(words: str) -> str:
    """`words` in lower case and without accents, letter by letter, so that each stands where it stood."""
    return words.lower() if words.isascii() else "".join(map(_folded, words))


@lru_cache(4096)
def _folded(letter: str) -> str:
    return (unicodedata.normalize("NFD", letter)[0].lower()[:1] or letter).translate(_STROKES)


def span(length: timedelta) -> str:
    """A length of time in its largest unit, rounded down, by the signs that most languages share: `31 h`, `3 d`."""
    seconds = int(length.total_seconds())
    for unit, size, least in (("d", 86_400, 2), ("h", 3_600, 1)):
        if seconds >= size * least:
            return f"{seconds // size} {unit}"
    return f"{seconds // 60} min"


def first_name(name: str) -> str:
    """The first word of a name: what customers are told of the people who answer."""
    return name.split(maxsplit=1)[0] if name.strip() else ""


@lru_cache(4096)
def initials(name: str) -> str:
    """One or two capital letters for an avatar; empty when the name has no letter or digit."""
    words = [word for word in re.split(r"[\s.@_-]+", name) if word[:1].isalnum()]
    picked = words[:1] + words[-1:] if len(words) > 1 else words
    return "".join(word[0] for word in picked).upper()
