"""A customer's account in words, for whoever looks at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from extramile.base import clock
from extramile.customers.account.facts import Fact
from extramile.customers.account.fading import Memory
from extramile.customers.queries.account import Entry, Statement

_LITTLE = 0.05
_LONG_PAST = timedelta(days=300)


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it stands on a page; `because` is why it was taken back, None when it stands."""

    id: int
    says: str
    about: str
    weight: str
    sign: str
    now: str
    at: datetime
    day: str
    conversation: int | None
    because: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """An account in words. `sign` is plus, minus or nothing; `memory` says how the conversation in view will be
    remembered, and is empty when no fact is known of it."""

    lines: list[Line]
    balance: str
    sign: str
    memory: str
    more: bool


def names_of_facts() -> dict[Fact, str]:
    """The facts as people say them, deposits first."""
    return {
        Fact.PROMISE_KEPT: _("Promise kept"),
        Fact.SOLVED_FIRST: _("Solved at first contact"),
        Fact.TOLD_BEFORE_ASKED: _("Told before they asked"),
        Fact.THANKS: _("Thanked us"),
        Fact.REMEMBERED: _("Remembered something of theirs"),
        Fact.GESTURE: _("Given something"),
        Fact.RATED_WELL: _("Rated us well"),
        Fact.PROMISE_BROKEN: _("Promise broken"),
        Fact.WROTE_AGAIN: _("Wrote twice about one problem"),
        Fact.TOLD_TWICE: _("Had to tell it twice"),
        Fact.WRONG_ANSWER: _("Got a wrong answer"),
        Fact.WAITED: _("Waited long for an answer"),
        Fact.RATED_POORLY: _("Rated us poorly"),
    }


def why_overdrawn(fact: Fact, n: int) -> str:
    """What `n` customers have against us, as the end of a sentence that began with all accounts below zero."""
    sentences = {
        Fact.PROMISE_BROKEN: ngettext(
            "one has a promise that was not kept", "%(n)s have a promise that was not kept", n
        ),
        Fact.WROTE_AGAIN: ngettext("one wrote twice about one thing", "%(n)s wrote twice about one thing", n),
        Fact.TOLD_TWICE: ngettext("one had to tell it twice", "%(n)s had to tell it twice", n),
        Fact.WRONG_ANSWER: ngettext("one got a wrong answer", "%(n)s got a wrong answer", n),
        Fact.WAITED: ngettext("one waited long for an answer", "%(n)s waited long for an answer", n),
        Fact.RATED_POORLY: ngettext("one rated us poorly", "%(n)s rated us poorly", n),
    }
    return sentences[fact] % {"n": n}


def told(statement: Statement) -> Told:
    """A statement in words."""
    names = names_of_facts()
    balance = statement.balance
    return Told(
        [_line(entry, names) for entry in statement.entries], signed(balance, 1), _sign(balance),
        _remembered(statement.memory), statement.more,
    )  # fmt: skip


def signed(figure: float, decimals: int) -> str:
    """A figure with its sign, as people write it: +1, −4, −6.4, 0."""
    rounded = round(figure, decimals)
    if not rounded:
        return "0"
    places = 0 if rounded == int(rounded) else decimals
    return ("+" if rounded > 0 else "−") + formats.number_format(abs(rounded), places)


def _line(entry: Entry, names: dict[Fact, str]) -> Line:
    says, about = names[entry.fact], entry.about
    if entry.fact is Fact.WAITED and about:
        says, about = _("Waited %(time)s for an answer") % {"time": about}, ""
    because = entry.reversed_because
    if because and not entry.reversed_by_hand:
        because = _(because)
    return Line(
        entry.id, says, about, signed(entry.weight, 2), _sign(entry.weight), signed(entry.now, 1), entry.at,
        _day(entry.at), entry.conversation, because,
    )  # fmt: skip


def _day(at: datetime) -> str:
    long_past = clock.now() - at > _LONG_PAST
    return formats.date_format(timezone.localtime(at), "j M Y" if long_past else "j M")


def _sign(figure: float) -> str:
    if abs(figure) < _LITTLE:
        return ""
    return "plus" if figure > 0 else "minus"


def _remembered(memory: Memory | None) -> str:
    if memory is None:
        return ""
    figures = {"remembered": signed(memory.remembered, 1), "mean": signed(memory.mean, 1)}
    if memory.remembered > _LITTLE:
        said = _("This conversation will be remembered well: %(remembered)s by its strongest and its last fact, "
                 "%(mean)s on average.")  # fmt: skip
    elif memory.remembered < -_LITTLE:
        said = _("This conversation will be remembered as hard: %(remembered)s by its strongest and its last fact, "
                 "%(mean)s on average. A good ending is half of it.")  # fmt: skip
    else:
        said = _("This conversation will be remembered as neither good nor hard: %(remembered)s by its strongest and "
                 "its last fact, %(mean)s on average.")  # fmt: skip
    return said % figures
