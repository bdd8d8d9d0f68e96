"""What pulse asks, in words.

The questions about burnout are the work and client scales of the Copenhagen Burnout Inventory (Kristensen et al. 2005).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from extramile.pulse.measures import Measure


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its name in the form, its words, and its answers, the first of which counts least."""

    name: str
    words: str
    answers: Sequence[str]


def questions(measure: Measure, words: str = "") -> list[Question]:
    """The questions of one scale; `words` are those of a question that the company asks, or of a deed."""
    if measure.family in ("own", "deed"):
        answers = _done() if measure.family == "deed" else _agreement()
        return [Question(item, words, answers) for item in measure.items]
    asked = _asked()
    return [Question(item, asked[item], _answers(measure, item)) for item in measure.items]


def _answers(measure: Measure, item: str) -> Sequence[str]:
    if measure.key == "work":
        return _degrees() if item in ("work1", "work2", "work3") else _often()
    if measure.key == "client":
        return _often() if item in ("client5", "client6") else _degrees()
    return [str(n) for n in range(11)] if measure.key == "recommend" else _agreement()


def _agreement() -> list[str]:
    return [_("Not at all"), _("A little"), _("Half"), _("Mostly"), _("Fully")]


def _degrees() -> list[str]:
    return [_("Very low degree"), _("Low degree"), _("Somewhat"), _("High degree"), _("Very high degree")]


def _often() -> list[str]:
    return [_("Never, or almost"), _("Seldom"), _("Sometimes"), _("Often"), _("Always")]


def _done() -> list[str]:
    return [_("Not yet"), _("Partly"), _("Yes")]


def _asked() -> dict[str, str]:
    return _needs() | _work() | _client()


def _needs() -> dict[str, str]:
    return {
        "autonomy1": _("I decide how I help the person in front of me."),
        "autonomy2": _("There is room here to do my work my own way."),
        "competence1": _("I get better at what I do here."),
        "competence2": _("What customers bring me, I can mostly solve."),
        "relatedness1": _("On good days and bad ones, we are in it together."),
        "relatedness2": _("There is somebody here whom I can turn to."),
        "recommend": _("How likely are you to recommend working here to a friend?"),
        "experience": _("How many years have you worked with customers, here and elsewhere?"),
    }


def _work() -> dict[str, str]:
    return {
        "work1": _("Is your work emotionally exhausting?"),
        "work2": _("Do you feel burnt out because of your work?"),
        "work3": _("Does your work frustrate you?"),
        "work4": _("Do you feel worn out at the end of the working day?"),
        "work5": _("Are you exhausted in the morning at the thought of another day at work?"),
        "work6": _("Do you feel that every working hour is tiring for you?"),
        "work7": _("Do you have enough energy for family and friends during leisure time?"),
    }


def _client() -> dict[str, str]:
    return {
        "client1": _("Do you find it hard to work with clients?"),
        "client2": _("Do you find it frustrating to work with clients?"),
        "client3": _("Does it drain your energy to work with clients?"),
        "client4": _("Do you feel that you give more than you get back when you work with clients?"),
        "client5": _("Are you tired of working with clients?"),
        "client6": _("Do you sometimes wonder how long you will be able to continue working with clients?"),
    }
