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

_LONGEST = 600  # characters that are looked at
_CUSTOMER = "visitor"
_KEPT = 0.5
_NEUTRAL_WITHIN = 0.05
_MOVES = 0.05
_ENDING = 0.9
_MOVES_ODDS = 0.5
_MOST_WORDS = 6
_FEWEST_WORDS = 2
_TRIED = 900  # characters that are read again to find the words that moved an estimate
# Without one of these a sentence is no longer one, which moves the figures and says nothing; nor do 9th and 5 m.
_SMALL = frozenset(
    """
    the a an and or of to in on at is was are were be been it its i you he she we they my your this that as so
    st nd rd th m s e d
    """.split()  # noqa: SIM905
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
    text = _looked_at(text)
    return _estimate(text) if is_english(text, weights().places) else None


def _looked_at(text: str) -> str:
    """A long text's beginning and end, whole words of each: there most of its tone is, and VADER's time grows faster
    than what it reads."""
    if len(text) <= _LONGEST:
        return text
    half = _LONGEST // 2
    return text[:half].rpartition(" ")[0] + " " + text[-half:].partition(" ")[2]


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

    Each of the likeliest is left out in turn, which is what it says it is. What is angry over and over stays angry
    without any one of its words: near the ends of the scale it is the logarithm of the odds that goes back. Raises
    NotACustomer.
    """
    whole = estimate(text, by=by)
    if whole is None:
        return []
    text = _looked_at(text)
    level, least = (_odds, _MOVES_ODDS) if abs(whole.valence) > _ENDING else (_valence, _MOVES)
    moved = []
    for word in _candidates(text):
        rest = " ".join(part for part in text.split() if word not in plain_words(part))
        moved.append((word, round(level(text) - (level(rest) if rest else 0.0), 3)))
    return sorted((one for one in moved if abs(one[1]) >= least), key=lambda one: -abs(one[1]))


def _candidates(text: str) -> list[str]:
    """The words that most likely moved the estimate: those of a complaint, then those that weigh most by themselves."""
    said = [word for word in dict.fromkeys(plain_words(text)) if word not in _SMALL]
    complained = {word for phrase, _ in complaints(text) for word in plain_words(phrase)}
    most = max(_FEWEST_WORDS, min(_MOST_WORDS, _TRIED // max(len(text), 1)))
    return sorted(said, key=lambda word: (word not in complained, -_weight(word)))[:most]


def _weight(word: str) -> float:
    place = weights().places.get(word)
    lexicon: dict[str, float] = _analyser().lexicon
    return abs(lexicon.get(word, 0.0)) + (0.0 if place is None else abs(_learned(place)))


def _learned(place: int) -> float:
    negative, _, positive = weights().learned[3 * place : 3 * place + 3]
    return weights().idf[place] * (positive - negative)


def _estimate(text: str) -> Estimate:
    classes = probabilities(text)
    taken = sum(weight for _, weight in complaints(text))
    return Estimate(max(-1.0, min(1.0, classes[2] - classes[0] - taken)), classes)


def _valence(text: str) -> float:
    return _estimate(text).valence


def _odds(text: str) -> float:
    negative, _, positive = probabilities(text)
    return math.log(positive / negative) - sum(weight for _, weight in complaints(text))


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
