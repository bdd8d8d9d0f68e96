"""Guard rails: company rules that a gesture is held against at once, so that nothing has to wait for a lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from extramile.customers.ladder.rungs import Rung


class Kind(StrEnum):
    """What somebody may give."""

    REFUND = "refund"
    GIFT = "gift"
    UPGRADE = "upgrade"
    TIME = "time"
    EXCEPTION = "exception"
    OWN = "own"


class Reason(StrEnum):
    """What made a gesture necessary."""

    LATE = "late"
    BROKEN = "broken"
    TOLD_WRONG = "told_wrong"
    WAITED = "waited"
    RULE = "rule"
    SYSTEM = "system"
    ELSEWHERE = "elsewhere"
    KINDNESS = "kindness"


class Rule(StrEnum):
    """What a guard rail says."""

    MOST = "most"
    KINDS = "kinds"
    APART = "apart"
    ONLY = "only"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Rail:
    """One rule. `kinds` are those that it speaks of, none for all; of Rule.KINDS they are those that are possible.

    `inbox` None is every inbox. `amount` (in the smallest unit of the company's currency), `days` and `rungs` belong
    to the rules that have them. `instead` is the company's own word on what is possible when this one says no.
    """

    id: int | None
    rule: Rule
    kinds: frozenset[Kind] = frozenset()
    inbox: int | None = None
    amount: int = 0
    days: int = 0
    rungs: frozenset[Rung] = frozenset()
    instead: str = ""

    @property
    def of(self) -> frozenset[Kind]:
        """The kinds that it speaks of."""
        return self.kinds if self.kinds and self.rule is not Rule.KINDS else frozenset(Kind)


@dataclass(frozen=True, slots=True)
class Case:
    """A gesture that somebody is about to make. `lately` is when its customer was last given something, by kind."""

    kind: Kind
    amount: int
    inbox: int
    rung: Rung
    lately: Mapping[Kind, datetime]
    at: datetime


def first_no(rails: Sequence[Rail], case: Case) -> Rail | None:
    """The first rail that says no."""
    return next((rail for rail in rails if _speaks(rail, case) and _says_no(rail, case)), None)


def _speaks(rail: Rail, case: Case) -> bool:
    return case.kind in rail.of and rail.inbox in (None, case.inbox)


def _says_no(rail: Rail, case: Case) -> bool:
    match rail.rule:
        case Rule.MOST:
            return case.amount > rail.amount
        case Rule.KINDS:
            return case.kind not in rail.kinds
        case Rule.APART:
            since = case.at - timedelta(days=rail.days)
            return any(at > since for kind, at in case.lately.items() if kind in rail.of)
        case Rule.ONLY:
            return case.rung not in rail.rungs
        case Rule.NEVER:
            return case.rung in rail.rungs
