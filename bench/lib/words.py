"""Invented texts whose words come as often as words do: a few all the time, most of them hardly ever (Zipf)."""

from __future__ import annotations

import random
from itertools import product

EVERYWHERE = "hello"
LEFT, RIGHT = "velvet", "granite"
SECRET = "zephyr"
_SYLLABLES = [
    a + b for a, b in product(("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr"), "aeiou")
]
_FLATTENED = 2.7
_DRAWS = 2_000_000


def vocabulary(size: int) -> list[str]:
    """Words of two to four syllables, all different, none beginning like the words that are planted."""
    drawn = random.Random(7)
    found: dict[str, None] = {}
    while len(found) < size:
        word = "".join(drawn.choices(_SYLLABLES, k=2 if len(found) < 200 else drawn.choice((2, 3, 3, 4))))
        if not word.startswith(("ve", "gr", "ze", "he")):
            found[word] = None
    return list(found)


class Texts:
    """Draws texts. `word(rank)` is the word of that rank, 0 the most frequent."""

    def __init__(self, seed: int, *, size: int = 60_000) -> None:
        self._words = vocabulary(size)
        shares = [1 / (rank + _FLATTENED) for rank in range(1, size + 1)]
        # Each word as often as it comes: drawing from this is five times as fast as drawing by weight.
        often = _DRAWS / sum(shares)
        self._drawn = [
            word for word, share in zip(self._words, shares, strict=True) for _ in range(round(share * often))
        ]
        self._random = random.Random(seed)

    def word(self, rank: int) -> str:
        """The word of a rank."""
        return self._words[rank]

    def text(self, *planted: str) -> str:
        """A message of three to forty words, with a number of an order now and then; in each stands EVERYWHERE."""
        drawn = self._random
        length = min(40, 3 + int(drawn.expovariate(1 / 9)))
        words = drawn.choices(self._drawn, k=length)
        if drawn.random() < 0.08:
            words.append(f"A-{drawn.randrange(10**7):07}")
        words[drawn.randrange(length)] = EVERYWHERE
        words.extend(planted)
        return " ".join(words).capitalize() + "."
