"""The words of a message as the estimate counts them, in training and in use alike."""

from __future__ import annotations

import re

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|[!?]+|[:;]-?[)(dp/]|<3|[\U0001F300-\U0001FAFF\u2600-\u27BF]")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_LETTERS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_BEGIN = "^"


def words(text: str) -> list[str]:
    """Words in lower case, marks of exclamation and question, emoticons and emoji; `soooo` is `soo`."""
    found = _WORD.findall(_DRAWN_OUT.sub(r"\1\1", text.lower().replace("\u2019", "'")))
    return [word[:2] if word[0] in "!?" else word for word in found]


def features(text: str) -> list[str]:
    """Each word, and each pair of neighbours; the first word's neighbour is the beginning."""
    said = words(text)
    return said + [f"{first} {second}" for first, second in zip([_BEGIN, *said], said, strict=False)]


def plain_words(text: str) -> list[str]:
    """Words of any script, in lower case: what tells in which language a message is."""
    return _LETTERS.findall(text.lower().replace("\u2019", "'"))
