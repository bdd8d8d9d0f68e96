"""Whether a message is in the one language that the estimate was trained on."""

from __future__ import annotations

from collections.abc import Container

from extramile.base.languages import ELSEWHERE
from extramile.desk.mood.words import plain_words

_ENOUGH = 0.6


def is_english(text: str, known: Container[str]) -> bool:
    """Whether most of its words are `known` English ones, and few belong to another language; false without words."""
    said = plain_words(text)
    if not said:
        return False
    foreign = sum(word in ELSEWHERE for word in said)
    english = sum(word in known for word in said)
    return english >= _ENOUGH * len(said) and foreign * 3 < english + 1
