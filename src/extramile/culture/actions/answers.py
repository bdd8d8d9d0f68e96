"""Answers by mail to those who spoke and left an address: each once, after a time for second thoughts."""

from __future__ import annotations

from collections.abc import Callable

from extramile.base import clock, turned
from extramile.culture.models import AnswerLetter


def look(send: Callable[[int, int], object]) -> None:
    """Take the next turn of every answer that is due: `send` queues the job. Any number of processes may look."""
    turned.take(AnswerLetter.objects.all(), clock.now(), send)


def claim(letter: int, turn: int) -> AnswerLetter | None:
    """The answer, when this turn is its newest and nobody has begun it, and its address is still there; once."""
    if not turned.claim(AnswerLetter.objects.all(), letter, turn):
        return None
    found = AnswerLetter.objects.select_related("step", "feedback").get(pk=letter)
    if not found.feedback.email:
        turned.let_be(AnswerLetter.objects.all(), letter)
        return None
    return found
