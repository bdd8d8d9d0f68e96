"""Finding the card that fits a message: TF-IDF over words and over pieces of 3 to 5 characters. Pure, in plain Python.

Pieces of words find misspelt and inflected ones. Weights are 1 + log n times the smoothed inverse document frequency,
and cards are of length 1 (Salton and Buckley, Term-weighting approaches in automatic text retrieval, 1988).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SHORTEST, _LONGEST = 3, 5
_READ = 600  # characters of a message that are looked at
# A piece that stands in more of the cards than these tells little, and costs the most.
_EVERYWHERE, _OFTEN = 0.5, 400


@dataclass(frozen=True, slots=True)
class Found:
    """A card, and how well it fits: from 0 to 1."""

    card: int
    fits: float


class Lookup:
    """An index of cards, made once for all that is asked of it."""

    def __init__(self, cards: Iterable[tuple[int, str]]) -> None:
        counted = [(card, _pieces(text)) for card, text in cards]
        self._cards = [card for card, _ in counted]
        spread = Counter(piece for _, pieces in counted for piece in pieces)
        total = len(counted)
        self._weights = {piece: math.log((1 + total) / (1 + n)) + 1 for piece, n in spread.items()}
        often = min(max(3.0, total * _EVERYWHERE), _OFTEN)
        self._places: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, (_, pieces) in enumerate(counted):
            for piece, weight in self._weighed(pieces).items():
                if spread[piece] <= often:
                    self._places[piece].append((place, weight))

    def find(self, text: str, *, most: int = 3, at_least: float = 0.0) -> list[Found]:
        """The cards that fit a text best, the best first."""
        scores: dict[int, float] = defaultdict(float)
        for piece, weight in self._weighed(_pieces(text[:_READ])).items():
            for place, own in self._places.get(piece, ()):
                scores[place] += weight * own
        best = sorted(scores.items(), key=lambda one: (-one[1], self._cards[one[0]]))[:most]
        return [Found(self._cards[place], round(score, 4)) for place, score in best if score >= at_least]

    def _weighed(self, pieces: Mapping[str, int]) -> dict[str, float]:
        known = {
            piece: (1 + math.log(n)) * self._weights[piece] for piece, n in pieces.items() if piece in self._weights
        }
        length = math.sqrt(sum(weight * weight for weight in known.values())) or 1.0
        return {piece: weight / length for piece, weight in known.items()}


def _pieces(text: str) -> Counter[str]:
    found: Counter[str] = Counter()
    words = _WORD.findall(text.lower())
    for word in words:
        padded = f" {word} "
        found[f"={word}"] += 1
        for size in range(_SHORTEST, _LONGEST + 1):
            for start in range(max(1, len(padded) - size + 1)):
                found[padded[start : start + size]] += 1
    for first, second in pairwise(words):
        found[f"={first} {second}"] += 1
    return found
