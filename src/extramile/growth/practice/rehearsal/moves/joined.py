"""Whether what is taken on line by line is said in sentences, or names a scenario's steps one after the other."""

from __future__ import annotations

from extramile.growth.practice.rehearsal.words import SMALL

_WILL = frozenset(["will", "i'll", "shall"])
# These join no words to each other, as to, the, you, your, with, it and by do.
_BARE = frozenset(
    ["i", "i'll", "i'm", "i've", "will", "shall", "and", "have", "am", "ll", "m", "ve", "now", "today", "tomorrow"]
)
_FEW = 5
_ENOUGH = 12
_JOINED = 0.08


def is_unjoined(said: list[str], before: frozenset[str]) -> bool:
    """Whether a line says “I will” in words that nothing joins, when earlier lines (`before`, by their keys) had
    nothing either: one such line is clumsy, and a whole talk of them is a list.
    """
    if len(said) < _FEW or _WILL.isdisjoint(said) or _are_joined(said):
        return False
    all_said = [word for line in before for word in line.split()] + said
    return len(all_said) >= _ENOUGH and not _are_joined(all_said)


def _are_joined(said: list[str]) -> bool:
    return sum(word in SMALL and word not in _BARE for word in said) >= len(said) * _JOINED
