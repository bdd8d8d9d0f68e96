"""Hits in a text: folded as the indexes fold it, and marked in a snippet around the first of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_ACCENTS = re.compile("[\u0300-\u036f]")
# A word with the accents that may stand beside its letters as characters of their own.
_WORD = re.compile("[^\\W_][^\\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\\W_]*)*")
_SHOWN = 18
_BEFORE = 5
_LONGEST = 120
Parts = list[tuple[str, bool]]


def folded(word: str) -> str:
    """A word without its accents and in lower case."""
    return word.lower() if word.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFKD", word)).lower()


def words_in(text: str) -> list[str]:
    """The words of a text, folded."""
    return [folded(one[0]) for one in _WORD.finditer(text)]


class Marks:
    """What counts as a hit: each of `beginnings` as the beginning of a word, a single letter only as itself, `whole`
    words as they are, and `inside` anywhere."""

    def __init__(self, beginnings: Sequence[str], *, whole: Sequence[str] = (), inside: Sequence[str] = ()) -> None:
        self._whole = frozenset(map(folded, [*whole, *(word for word in beginnings if len(word) == 1)]))
        self._beginnings = tuple(folded(word) for word in beginnings if len(word) > 1)
        self._inside = tuple(map(folded, inside))

    def hits(self, word: str) -> bool:
        """Whether a word of a text is one."""
        bare = folded(word)
        return bare in self._whole or bare.startswith(self._beginnings) or any(part in bare for part in self._inside)

    def snippet(self, text: str) -> Parts:
        """Up to 18 words of a text around its first hit, in parts: (text, is it a hit)."""
        found = list(_WORD.finditer(text))
        hits = [self.hits(one[0]) for one in found]
        first = max(0, (hits.index(True) if True in hits else 0) - _BEFORE)
        first = max(0, min(first, len(found) - _SHOWN))
        last = min(len(found), first + _SHOWN)
        parts: Parts = []
        plain, at = "…" if first else "", found[first].start() if first else 0
        for word, hit in zip(found[first:last], hits[first:last], strict=True):
            plain, at = plain + text[at : word.start()], word.end()
            if hit:
                parts += [(plain, False), (_short(word[0]), True)]
                plain = ""
            else:
                plain += _short(word[0])
        parts.append((plain + ("…" if last < len(found) else _short(text[at:])), False))
        return [part for part in parts if part[0]]


def _short(text: str) -> str:
    # Thousands of letters without a space are one word.
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


class Text:
    """What a text must hold: each of `words` as the beginning of a word, and each phrase as words in a row."""

    def __init__(self, words: Sequence[str], phrases: Sequence[Sequence[str]]) -> None:
        self._words = [Marks([word]) for word in words]
        self._phrases = [[folded(word) for word in phrase] for phrase in phrases]

    def holds(self, text: str) -> bool:
        """Whether it is all there."""
        bare = words_in(text)
        if not all(any(map(word.hits, bare)) for word in self._words):
            return False
        return all(
            any(bare[at : at + len(phrase)] == phrase for at in range(len(bare) - len(phrase) + 1))
            for phrase in self._phrases
        )
