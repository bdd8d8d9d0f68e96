"""GoEmotions' labels, told apart into what is good, what is bad, and neither."""

from __future__ import annotations

from collections.abc import Iterable

POSITIVE = {
    "admiration", "amusement", "approval", "caring", "desire", "excitement", "gratitude", "joy", "love", "optimism",
    "pride", "relief",
}  # fmt: skip
NEGATIVE = {
    "anger", "annoyance", "disappointment", "disapproval", "disgust", "embarrassment", "fear", "grief", "nervousness",
    "remorse", "sadness",
}  # fmt: skip


def sign(labels: Iterable[str]) -> int | None:
    """1 for a comment with good feelings, -1 with bad ones, 0 with neither; None for one with both."""
    positive, negative = not POSITIVE.isdisjoint(labels), not NEGATIVE.isdisjoint(labels)
    return None if positive and negative else positive - negative
