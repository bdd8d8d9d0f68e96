"""A newcomer's first week, day by day."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do: what, where, and why."""

    what: str
    address: str
    why: str


@dataclass(frozen=True, slots=True)
class Day:
    """One day: what it is about, and two or three steps."""

    name: str
    about: str
    steps: tuple[Step, ...]


_MODULE = "/practice/programme/"


def first_week() -> list[Day]:
    """The five days."""
    return [_arrive(), _watch(), _try(), _answer(), _look_back()]


def _arrive() -> Day:
    return Day(
        _("Arrive"), _("Nobody expects an answer from you today. See where you are, and what you bring with you."),
        (
            Step(_("Begin in Today"), "/today/",
                 _("A minute before the queue, every day. Skip whatever does not suit you: nobody can tell.")),
            Step(_("Choose your values"), "/journey/values",
                 _("Three or four. Much of what follows asks for them.")),
            Step(_("Read “Why you do this”"), f"{_MODULE}head-motivation",
                 _("The head comes first. Techniques hold better on reasons of your own.")),
        ),
    )  # fmt: skip


def _watch() -> Day:
    return Day(
        _("Watch"), _("Sit beside somebody who has done this for years, and see how they read before they write."),
        (
            Step(_("Look through the game plans"), "/practice/plans/",
                 _("What happens here every week, and how we handle it. You need not learn them: they find you.")),
            Step(_("See what the company is for"), "/journey/company",
                 _("And write one line on what it may mean in your work.")),
            Step(_("Read “Whom you believe you are writing to”"), f"{_MODULE}head-belief",
                 _("You will meet a few pictures of customers today. This is about whether they are true.")),
        ),
    )  # fmt: skip


def _try() -> Day:
    return Day(
        _("Try it where it costs nothing"), _("Today you make mistakes on purpose, with nobody on the other side."),
        (
            Step(_("Rehearse a conversation"), "/practice/rehearsal/",
                 _("Take it twice. The second take is where the learning is.")),
            Step(_("Two cards in Recall"), "/practice/recall/",
                 _("From now on half a minute a day. It holds better than an afternoon of reading.")),
            Step(_("Read “What you will do anyway”"), f"{_MODULE}head-commitment",
                 _("One sentence for your hardest hour, before it comes. After this the game plan is open.")),
        ),
    )  # fmt: skip


def _answer() -> Day:
    return Day(
        _("Your first conversations"), _("A few, with somebody near whom you can ask. Slow is right."),
        (
            Step(_("Keep an intention for today"), "/today/#intention",
                 _("It stands over your list of conversations, for you alone.")),
            Step(_("Open the desk"), "/desk/", _("Take one. Read it to its end. Ask before you guess.")),
            Step(_("Close the day"), "/today/close",
                 _("One good thing, one hard moment if there was one. Then leave it here.")),
        ),
    )  # fmt: skip


def _look_back() -> Day:
    return Day(
        _("Look back, and choose"), _("You know enough now to say what you would like to be good at."),
        (
            Step(_("Set a goal of your own"), "/journey/goals/new",
                 _("Yours, and nobody else’s. A wish, what stands in its way, and what you do then.")),
            Step(_("Write down what you had to look up"), "/practice/plans/new",
                 _("Newcomers see what everybody else has stopped seeing. A colleague looks at it with you.")),
            Step(_("Make a recovery code"), "/sealed/code",
                 _("What you write for yourself is sealed. With the code it outlives a forgotten password.")),
        ),
    )  # fmt: skip
