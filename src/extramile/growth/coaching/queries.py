"""Reading one's own 1:1s: one's own half of each, and what the other one shows of theirs."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from extramile.growth import copies
from extramile.growth.coaching.halves import Half, OneToOne, Point, copied, half_of
from extramile.growth.copies import Copy, What
from extramile.people.models import Agent
from extramile.people.queries.sealed import entries
from extramile.people.seal import Seal, Shelf

_JUST, _SOON = timedelta(hours=1), timedelta(days=7)


class NotThere(LookupError):
    """No such 1:1 of one's own, or nothing of it opens any more."""


def one_to_ones(seal: Seal, agent: Agent) -> list[OneToOne]:
    """All of somebody's 1:1s, those they opened and those they were asked to, the newest first."""
    own = [half_of(one.content, row=one.id, day=one.day) for one in entries(seal, Shelf.COACHING)]
    halves = {half.of: half for half in own}
    theirs: dict[UUID, tuple[Copy, Half]] = {}
    for copy in copies.shown_to(seal, agent):
        if copy.what == What.ONE_TO_ONE and copy.content is not None:
            half = copied(copy.content, row=copy.row)
            if _fits(copy, half, halves.get(half.of)):
                theirs[half.of] = copy, half
    for of, (copy, half) in theirs.items():
        # Whoever was asked to one has nothing of their own in it at first.
        halves.setdefault(of, Half(of, copy.by, True, half.day))
    names = dict(Agent.objects.filter(pk__in={half.other for half in halves.values()}).values_list("pk", "name"))
    found = [_together(half, theirs.get(of), names.get(half.other, "")) for of, half in halves.items()]
    return sorted(found, key=lambda one: (one.since, str(one.of)), reverse=True)


def coming(seal: Seal, agent: Agent, now: datetime) -> list[OneToOne]:
    """Those of which somebody may want to know today: agreed for the next week, or with a time that waits for a yes."""
    return [one for one in one_to_ones(seal, agent) if not one.over and (one.asked or _soon(one, now))]


def one_to_one(seal: Seal, agent: Agent, of: UUID) -> OneToOne:
    """One of them. Raises NotThere."""
    return with_what_is_left(seal, agent, of)[0]


def with_what_is_left(seal: Seal, agent: Agent, of: UUID) -> tuple[OneToOne, list[Point]]:
    """One of them, and what its viewer wanted to talk about the last time the two met, is still open, and stands in
    this one not yet. Raises NotThere."""
    found = one_to_ones(seal, agent)
    one = next((one for one in found if one.of == of and one.mine.opens), None)
    if one is None:
        raise NotThere
    before = next((last for last in found if _was_before(last, one)), None)
    there = {point.name for point in one.mine.points} | {point.words for point in one.mine.points}
    open_ = before.left if before and not one.over else []
    return one, [point for point in open_ if there.isdisjoint((point.name, point.words))]


def _was_before(last: OneToOne, one: OneToOne) -> bool:
    same = (last.mine.other, last.leading) == (one.mine.other, one.leading)
    return same and last.of != one.of and last.over and last.mine.opens and last.since <= one.since


def _soon(one: OneToOne, now: datetime) -> bool:
    return one.agreed is not None and now - _JUST < one.agreed < now + _SOON


def _fits(copy: Copy, half: Half, own: Half | None) -> bool:
    """Whether a copy is the other half of a 1:1: its opener's is named as the 1:1 is, and nobody else's counts."""
    if half.leading:
        return own is not None and not own.leading and own.other == copy.by
    return half.of == copy.row and (own is None or (own.leading and own.other == copy.by))


def _together(mine: Half, theirs: tuple[Copy, Half] | None, name: str) -> OneToOne:
    return OneToOne(mine, theirs[1] if theirs else None, name, theirs[0].pk if theirs else None)
