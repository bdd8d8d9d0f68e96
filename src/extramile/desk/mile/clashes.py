"""Guard rails that cannot both be meant. They are found when one is written, and not by an agent in a conversation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from extramile.customers.ladder.rungs import Rung
from extramile.desk.mile.rails import Kind, Rail, Rule

_RUNGS = frozenset(Rung)


class Why(StrEnum):
    """Why two rails clash."""

    TWICE = "twice"
    WIDER = "wider"
    NO_KIND = "no kind"
    UNUSED = "unused"
    NO_CUSTOMER = "no customer"


@dataclass(frozen=True, slots=True)
class Clash:
    """`other` is the rail that stands there already."""

    other: Rail
    why: Why


def clash(new: Rail, others: Sequence[Rail]) -> Clash | None:
    """The first rail that `new` clashes with, if any."""
    for other in others:
        if why := _why(new, other):
            return Clash(other, why)
    return _no_kind_left(new, others) or _nobody_left(new, others)


def _why(one: Rail, other: Rail) -> Why | None:
    if not _meet(one, other):
        return None
    rules = {one.rule, other.rule}
    if rules in ({Rule.MOST}, {Rule.APART}):
        return _measures(one, other)
    if Rule.KINDS in rules:
        return _kinds(one, other) if one.rule is Rule.KINDS else _kinds(other, one)
    if rules <= {Rule.ONLY, Rule.NEVER}:
        return None if _left(one) & _left(other) else Why.NO_CUSTOMER
    return None


def _measures(one: Rail, other: Rail) -> Why | None:
    """Of two limits the narrower one has to be the stricter, or it would never count."""
    if _within(one, other) and _within(other, one):
        return Why.TWICE
    for narrow, wide in ((one, other), (other, one)):
        laxer = narrow.amount > wide.amount if one.rule is Rule.MOST else narrow.days < wide.days
        if _within(narrow, wide) and laxer:
            return Why.WIDER
    return None


def _kinds(possible: Rail, other: Rail) -> Why | None:
    if other.rule is Rule.KINDS:
        return None if possible.kinds & other.kinds else Why.NO_KIND
    inside = possible.inbox in (None, other.inbox)
    return Why.UNUSED if inside and not possible.kinds & other.of else None


def _no_kind_left(new: Rail, others: Sequence[Rail]) -> Clash | None:
    """Three rails may leave no kind though any two of them would: the last that took some away is named."""
    if new.rule is not Rule.KINDS:
        return None
    for inbox in {rail.inbox for rail in (new, *others)}:
        left, last = new.kinds, None
        for rail in others:
            here = rail.rule is Rule.KINDS and rail.inbox in (None, inbox) and new.inbox in (None, inbox)
            if here and not left <= rail.kinds:
                left, last = left & rail.kinds, rail
        if last and not left:
            return Clash(last, Why.NO_KIND)
    return None


def _nobody_left(new: Rail, others: Sequence[Rail]) -> Clash | None:
    """Three rails may leave nobody though any two of them would: the last that took somebody away is named."""
    if new.rule not in (Rule.ONLY, Rule.NEVER):
        return None
    for kind in Kind:
        for inbox in {rail.inbox for rail in (new, *others)}:
            left, last = _left(new), None
            for rail in others:
                here = rail.rule in (Rule.ONLY, Rule.NEVER) and kind in rail.of & new.of
                if here and rail.inbox in (None, inbox) and new.inbox in (None, inbox) and not left <= _left(rail):
                    left, last = left & _left(rail), rail
            if last and not left:
                return Clash(last, Why.NO_CUSTOMER)
    return None


def _left(rail: Rail) -> frozenset[Rung]:
    return rail.rungs if rail.rule is Rule.ONLY else _RUNGS - rail.rungs


def _meet(one: Rail, other: Rail) -> bool:
    return bool(one.of & other.of) and (one.inbox == other.inbox or None in (one.inbox, other.inbox))


def _within(narrow: Rail, wide: Rail) -> bool:
    return narrow.of <= wide.of and wide.inbox in (None, narrow.inbox)
