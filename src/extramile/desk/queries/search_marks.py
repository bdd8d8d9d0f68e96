"""Hits in a text: folded as the indexes fold it, and marked in a snippet around the first of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# Marks around a hit in a snippet; a stray one in somebody's text can only shift what is highlighted.
OPEN, CLOSE = "\x02", "\x03"
_ACCENTS = re.compile("[\u0300-\u036f]")
# A word with the accents that may stand beside its letters as characters of their own.
_WORD = re.compile("[^\\W_][^\\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\\W_]*)*")
_SHOWN = 18
_BEFORE = 5


def folded(word: str) -> str:
    """A word without its accents and in lower case."""
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", word)).lower()


def snippet(text: str, words: Sequence[str]) -> str:
    """Up to 18 words of a text around its first hit, each hit marked; a word hits as the beginning of another.

    A single letter hits only itself.
    """
    whole = frozenset(folded(word) for word in words if len(word) == 1)
    beginnings = tuple(folded(word) for word in words if len(word) > 1)
    found = list(_WORD.finditer(text))
    hits = [_hits(folded(one[0]), whole, beginnings) for one in found]
    first = max(0, (hits.index(True) if True in hits else 0) - _BEFORE)
    first = max(0, min(first, len(found) - _SHOWN))
    last = min(len(found), first + _SHOWN)
    shown, at = "…" if first else "", found[first].start() if first else 0
    for word, hit in zip(found[first:last], hits[first:last], strict=True):
        marked = f"{OPEN}{word[0]}{CLOSE}" if hit else word[0]
        shown, at = shown + text[at : word.start()] + marked, word.end()
    return shown + ("…" if last < len(found) else text[at:])


def _hits(word: str, whole: frozenset[str], beginnings: tuple[str, ...]) -> bool:
    return word in whole or word.startswith(beginnings)
