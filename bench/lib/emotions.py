"""GoEmotions' labels, told apart into what is good, what is bad, and neither; corrections have the class itself."""

from __future__ import annotations

from collections.abc import Iterable

POSITIVE = {
    "admiration", "amusement", "approval", "caring", "desire", "excitement", "gratitude", "joy", "love", "optimism",
    "pride", "relief", "positive",
}  # fmt: skip
NEGATIVE = {
    "anger", "annoyance", "disappointment", "disapproval", "disgust", "embarrassment", "fear", "grief", "nervousness",
    "remorse", "sadness", "negative",
}  # fmt: skip


def sign(labels: Iterable[str] | None) -> int | None:
    """1 for a comment with good feelings, -1 with bad, 0 with neither; None for one with both or without labels."""
    if labels is None:
        return None
    positive, negative = not POSITIVE.isdisjoint(labels), not NEGATIVE.isdisjoint(labels)
    return None if positive and negative else positive - negative
