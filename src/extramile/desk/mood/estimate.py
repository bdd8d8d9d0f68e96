"""The valence of a customer's message: TF-IDF weights and VADER together, and phrases of complaint.

Valence runs from -1 to 1: how likely the words are those of somebody pleased, less how likely of somebody displeased.
It is an estimate from text, shown as one, and never of an agent.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from extramile.desk.mood.english import is_english
from extramile.desk.mood.phrases import complaints
from extramile.desk.mood.weights import CLASSES, weights
from extramile.desk.mood.words import features, plain_words

_LONGEST = 2000  # characters that are looked at
_CUSTOMER = "visitor"
_KEPT = 0.5
_NEUTRAL_WITHIN = 0.05
_MOVES = 0.05
_MOST_WORDS = 40
# Without one of these a sentence is no longer one, which moves the figures and says nothing.
_SMALL = frozenset(
    "the a an and or of to in on at is was are were be been it its i you he she we they my your this that as so".split()  # noqa: SIM905
)


class NotACustomer(ValueError):
    """The text is not a customer's. How an agent sounds is nobody's to estimate."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """`valence` from -1 to 1, and how likely each of `weights.CLASSES` is by the words alone."""

    valence: float
    classes: tuple[float, float, float]

    @property
    def likeliest(self) -> str:
        """The class that is most likely."""
        return CLASSES[max(range(3), key=self.classes.__getitem__)]


def estimate(text: str, *, by: str) -> Estimate | None:
    """How a customer's message sounds; None for what is not English, or holds no words. Raises NotACustomer."""
    if by != _CUSTOMER:
        raise NotACustomer(by)
    text = text[:_LONGEST]
    return _estimate(text) if is_english(text, weights().places) else None


def smoothed(valences: Iterable[float | None]) -> list[float | None]:
    """A conversation's trace: each turn counts half, what was before it the other half; silent turns stay silent."""
    trace: list[float | None] = []
    level: float | None = None
    for valence in valences:
        if valence is not None:
            level = valence if level is None else _KEPT * level + (1 - _KEPT) * valence
        trace.append(None if valence is None else level)
    return trace


def moving_words(text: str, *, by: str) -> list[tuple[str, float]]:
    """The words that moved the estimate, strongest first, with how far the valence would go back without each.

    Each word is left out in turn, which is what it says it is. Raises NotACustomer.
    """
    whole = estimate(text, by=by)
    if whole is None:
        return []
    said = [word for word in dict.fromkeys(plain_words(text[:_LONGEST])) if word not in _SMALL][:_MOST_WORDS]
    moved = []
    for word in said:
        rest = " ".join(part for part in text[:_LONGEST].split() if word not in plain_words(part))
        moved.append((word, round(whole.valence - (_estimate(rest).valence if rest else 0.0), 3)))
    return sorted((one for one in moved if abs(one[1]) >= _MOVES), key=lambda one: -abs(one[1]))


def _estimate(text: str) -> Estimate:
    classes = probabilities(text)
    taken = sum(weight for _, weight in complaints(text))
    return Estimate(max(-1.0, min(1.0, classes[2] - classes[0] - taken)), classes)


def probabilities(text: str) -> tuple[float, float, float]:
    """How likely each of `weights.CLASSES` is, by what was learned from GoEmotions."""
    learned = weights()
    found = [(learned.places[name], n) for name, n in Counter(features(text)).items() if name in learned.places]
    weighed = [(place, (1 + math.log(n)) * learned.idf[place]) for place, n in found]
    length = math.sqrt(sum(value * value for _, value in weighed)) or 1.0
    dense = vader(text)
    scores = [
        learned.intercept[column]
        + sum(value * learned.learned[3 * place + column] for place, value in weighed) / length
        + sum(value * weight for value, weight in zip(dense, learned.dense[column], strict=True))
        for column in range(3)
    ]
    return _softmax(scores)


def vader(text: str) -> tuple[float, ...]:
    """VADER's shares of positive and negative, its compound score, that score where above 0, and whether it is about 0.

    Hutto and Gilbert, VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media Text, 2014.
    """
    found = _analyser().polarity_scores(text)
    compound = found["compound"]
    return found["pos"], found["neg"], compound, max(0.0, compound), float(abs(compound) < _NEUTRAL_WITHIN)


@cache
def _analyser() -> SentimentIntensityAnalyzer:
    return SentimentIntensityAnalyzer()


def _softmax(scores: Sequence[float]) -> tuple[float, float, float]:
    powers = [math.exp(score - max(scores)) for score in scores]
    negative, neutral, positive = (power / sum(powers) for power in powers)
    return negative, neutral, positive
