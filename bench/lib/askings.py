"""What is looked for in the search field: two words of every sort, and what is hard to find."""

from __future__ import annotations

import random
from itertools import combinations_with_replacement
from urllib.parse import urlencode

from bench.lib.words import EVERYWHERE, LEFT, RIGHT, SECRET, Texts

# Ranks of words: in the texts they come from several times a minute down to hardly ever.
_SORTS = {"common": (0, 60), "usual": (60, 800), "rare": (800, 8_000), "rarest": (8_000, 50_000)}
_texts = Texts(1)


def address(query: str) -> str:
    """Where the desk asks for it."""
    return "/desk/search?" + urlencode({"q": query})


def pairs(each: int, *, seed: int) -> dict[str, list[str]]:
    """Queries of two words, so many of each pair of sorts."""
    drawn = random.Random(seed)

    def word(sort: str) -> str:
        return _texts.word(drawn.randrange(*_SORTS[sort]))

    sorts = list(combinations_with_replacement(_SORTS, 2))
    return {f"{one} and {other}": [f"{word(one)} {word(other)}" for _ in range(each)] for one, other in sorts}


def hard() -> dict[str, str]:
    """Queries that would be slow if anything were: what they are, and how they are written."""
    common, usual, rare = (_texts.word(rank) for rank in (3, 300, 20_000))
    return {
        "a word in every message": EVERYWHERE,
        "two common words that hardly meet": f"{LEFT} {RIGHT}",
        "the same as a phrase": f'"{LEFT} {RIGHT}"',
        "a word of inboxes that others see": SECRET,
        "the beginning of many words": common[:2],
        "a customer and a rare word": f"from:anna {rare}",
        "a colleague and a common word": f'from:"agent 30" {common}',
        "a colleague, nothing else": 'from:"agent 30"',
        "a rare tag and a usual word": f"tag:tag39 {usual}",
        "a state, nothing else": "is:snoozed",
        "a month two years ago, two words": f"after:2y before:23m {common} {usual}",
        "a script without spaces": "破れた",
    }
