"""The facts that a customer's account is made of, and what each weighs unless the company says otherwise."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_noop


class Fact(StrEnum):
    """Something that happened between us and a customer. An estimated mood is never one."""

    PROMISE_KEPT = "promise_kept"
    SOLVED_FIRST = "solved_first"
    TOLD_BEFORE_ASKED = "told_before_asked"
    THANKS = "thanks"
    REMEMBERED = "remembered"
    GESTURE = "gesture"
    RATED_WELL = "rated_well"
    PROMISE_BROKEN = "promise_broken"
    WROTE_AGAIN = "wrote_again"
    TOLD_TWICE = "told_twice"
    WRONG_ANSWER = "wrong_answer"
    WAITED = "waited"
    RATED_POORLY = "rated_poorly"


DEPOSITS = (
    Fact.PROMISE_KEPT, Fact.SOLVED_FIRST, Fact.TOLD_BEFORE_ASKED, Fact.THANKS, Fact.REMEMBERED, Fact.GESTURE,
    Fact.RATED_WELL,
)  # fmt: skip
# What an agent may write down, with a line of why. The rest comes from what happens at the desk.
BY_HAND = (
    Fact.TOLD_BEFORE_ASKED, Fact.REMEMBERED, Fact.THANKS, Fact.GESTURE, Fact.WRONG_ANSWER, Fact.WROTE_AGAIN,
    Fact.TOLD_TWICE,
)  # fmt: skip
DEFAULTS = {fact: 1.0 if fact in DEPOSITS else -4.0 for fact in Fact}
MOST = 20.0
# Why the desk itself takes a line back. Stored as they are, and shown in the viewer's language.
CAME_BACK = gettext_noop("They wrote again about it.")
OPENED_AGAIN = gettext_noop("The conversation was opened again.")
TOLD_BY_MISTAKE = gettext_noop("It was told by mistake.")
RATED_ANEW = gettext_noop("They changed their rating.")
GIVEN_BACK = gettext_noop("It was taken back right away.")


class WrongWeight(ValueError):
    """A deposit below zero, a withdrawal above it, or more than MOST either way."""


def checked(fact: Fact, weight: float) -> float:
    """A weight that a fact may have. Raises WrongWeight."""
    deposit = fact in DEPOSITS
    if not (0 <= weight <= MOST if deposit else -MOST <= weight <= 0):
        raise WrongWeight(fact)
    return weight
