"""What the two of a 1:1 do: each writes into their own half alone, so that nothing of one overwrites the other's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from extramile.growth import copies
from extramile.growth.coaching.halves import Half, OneToOne, Point, Talk, half_of, shown, stored
from extramile.growth.coaching.queries import NotThere, one_to_one, one_to_ones, with_what_is_left
from extramile.growth.copies import What
from extramile.people.actions import sealed
from extramile.people.models import Agent
from extramile.people.queries import leads
from extramile.people.queries.sealed import publics, rows
from extramile.people.seal import Seal, Shelf, TooMuch

MOST = 40  # points, and conversations, of one half
LONGEST = 2_000  # characters of a point


class NoLead(ValueError):
    """Nobody who leads, is here and has signed in once; or oneself."""


class Full(ValueError):
    """A half of MOST points takes no more."""


class Gone(ValueError):
    """What is to be changed was taken out meanwhile."""


class Meanwhile(ValueError):
    """The other one proposes another time by now."""


def open_with(seal: Seal, agent: Agent, lead: int, *, day: date) -> UUID:
    """Open a 1:1 with somebody who leads; where one with them is open, it is that one. Raises NoLead."""
    if lead == agent.pk or lead not in {one.pk for one in leads()} or lead not in publics([lead]):
        raise NoLead
    # Looked at first: of two tabs that open one at once, the later comes to the same name, or finds the earlier's.
    taken, number = set(rows(seal, Shelf.COACHING)), 0
    for one in one_to_ones(seal, agent):
        if one.mine.other == lead and not one.leading and not one.over:
            return one.of
    while (row := seal.row(Shelf.COACHING, f"with {lead} {number}")) in taken:
        number += 1
    with transaction.atomic():
        sealed.put(seal, Shelf.COACHING, stored(Half(row, lead, False, day)), day=day, row=row)
        _change(seal, agent, OneToOne(Half(row, lead, False, day), None), lambda half: half, day=day)
    return row


def add_point(seal: Seal, agent: Agent, of: UUID, words: str, *, name: str, day: date) -> None:
    """Put something to talk about there; sent twice under one name it is one. Raises NotThere, Full or TooMuch."""
    if len(words) > LONGEST:
        raise TooMuch

    def longer(half: Half) -> Half:
        taken = any(one.name == name for one in half.points)
        if taken and any(one.words == words for one in half.points):
            return half
        if len(half.points) >= MOST:
            raise Full
        # The way back in a browser shows the same form again, and something else may be written into it.
        return replace(half, points=(*half.points, Point(uuid4().hex if taken else name, words)))

    _change(seal, agent, one_to_one(seal, agent, of), longer, day=day)


def drop_point(seal: Seal, agent: Agent, of: UUID, name: str, *, day: date) -> None:
    """Take a point of one's own out again. Raises NotThere."""
    _change(
        seal, agent, one_to_one(seal, agent, of),
        lambda half: replace(half, points=tuple(one for one in half.points if one.name != name)), day=day,
    )  # fmt: skip


def change_point(seal: Seal, agent: Agent, of: UUID, words: str, *, name: str, day: date) -> None:
    """Say a point of one's own in other words. Raises NotThere, Gone when it was taken out meanwhile, or TooMuch."""
    if len(words) > LONGEST:
        raise TooMuch

    def reworded(half: Half) -> Half:
        if not any(one.name == name for one in half.points):
            raise Gone
        return replace(half, points=tuple(Point(name, words) if one.name == name else one for one in half.points))

    _change(seal, agent, one_to_one(seal, agent, of), reworded, day=day)


def talked_about(seal: Seal, agent: Agent, of: UUID, name: str, *, on: bool, day: date) -> None:
    """Say that the two have talked about a point of either, or take one's own word for it back. Raises NotThere."""
    found = one_to_one(seal, agent, of)
    named = {point.name for half in (found.mine, found.theirs) if half for point in half.points}

    def ticked(half: Half) -> Half:
        others = tuple(one for one in half.talked if one != name and one in named)
        return replace(half, talked=(*others, name) if on and name in named else others)

    _change(seal, agent, found, ticked, day=day)


def carry_over(seal: Seal, agent: Agent, of: UUID, *, day: date) -> None:
    """Put what one wanted to talk about last time, and is still open, there too; told twice, once.

    Raises NotThere or Full.
    """
    found, left = with_what_is_left(seal, agent, of)

    def longer(half: Half) -> Half:
        there = {point.name for point in half.points}
        points = (*half.points, *(point for point in left if point.name not in there))
        if len(points) > MOST:
            raise Full
        return replace(half, points=points)

    if left:
        _change(seal, agent, found, longer, day=day)


def show_talk(seal: Seal, agent: Agent, of: UUID, conversation: int, answers: Mapping[str, str]) -> None:
    """Put a conversation of one's own there with what one makes of it, or say that anew.

    Whether it is one's own is asked by the caller. Raises NotThere, also for whoever leads, Full or TooMuch.
    """
    found = _opener(seal, agent, of)
    talk = Talk(conversation, dict(answers))

    def longer(half: Half) -> Half:
        others = [one for one in half.talks if one.conversation != conversation]
        if len(others) >= MOST:
            raise Full
        return replace(half, talks=(*others, talk))

    _change(seal, agent, found, longer, day=found.mine.day)


def take_out(seal: Seal, agent: Agent, of: UUID, conversation: int) -> None:
    """Take a conversation out again: whoever leads sees it no more. Raises NotThere."""
    found = _opener(seal, agent, of)
    _change(
        seal, agent, found,
        lambda half: replace(half, talks=tuple(one for one in half.talks if one.conversation != conversation)),
        day=found.mine.day,
    )  # fmt: skip


def propose(seal: Seal, agent: Agent, of: UUID, at: datetime | None, *, day: date) -> None:
    """Propose a time, or none any more. Raises NotThere."""
    said = at.astimezone(UTC).isoformat(timespec="minutes") if at else ""
    _change(seal, agent, one_to_one(seal, agent, of), lambda half: replace(half, at=said), day=day)


def agree(seal: Seal, agent: Agent, of: UUID, at: str, *, day: date) -> None:
    """Say yes to the time that the other one proposes, as it was on the page. Raises NotThere or Meanwhile."""
    found = one_to_one(seal, agent, of)
    if not found.theirs or not at or found.theirs.at != at:
        raise Meanwhile
    _change(seal, agent, found, lambda half: replace(half, at=at), day=day)


def close(seal: Seal, agent: Agent, of: UUID, *, on: bool, day: date) -> None:
    """Close it for the two, or take one's own closing back. Raises NotThere."""
    closed = day.isoformat() if on else ""
    found = one_to_one(seal, agent, of)
    _change(seal, agent, found, lambda half: replace(half, closed=closed), day=day)


def keep_notes(seal: Seal, agent: Agent, of: UUID, words: str, *, day: date) -> None:
    """Keep what is for oneself alone. Raises NotThere or TooMuch."""
    _change(seal, agent, one_to_one(seal, agent, of), lambda half: replace(half, notes=words), day=day)


def drop(seal: Seal, agent: Agent, of: UUID) -> None:
    """Destroy one's own half, and what the other one saw of it. Raises NotThere."""
    found = one_to_one(seal, agent, of)
    row = _row(seal, found)
    with transaction.atomic():
        sealed.remove(seal, Shelf.COACHING, row)
        copies.take_back(agent, row)
        if found.copy is not None and not found.leading:
            copies.let_go(agent, found.copy)


def _opener(seal: Seal, agent: Agent, of: UUID) -> OneToOne:
    found = one_to_one(seal, agent, of)
    if found.leading:
        raise NotThere
    return found


def _row(seal: Seal, one: OneToOne) -> UUID:
    return seal.row(Shelf.COACHING, _beside(one.of)) if one.leading else one.of


def _beside(of: UUID) -> str:
    return f"beside {of}"


def _change(seal: Seal, agent: Agent, one: OneToOne, how: Callable[[Half], Half], *, day: date) -> None:
    """Change one's own half, and what the other one sees of it, at once."""
    row = _row(seal, one)

    def changed(content: dict[str, Any], since: date) -> dict[str, Any]:
        before = half_of(content, row=one.of, day=since) if content else one.mine
        after = how(before)
        # While the row is held: a tab that was slower would show again what another has just taken out. Whoever leads
        # shows nothing of a 1:1 that its opener has destroyed.
        readers = [after.other] if one.theirs or not one.leading else []
        copies.show(agent, row, What.ONE_TO_ONE, shown(after), readers)
        return stored(after)

    if one.leading:
        sealed.rewrite(seal, Shelf.COACHING, _beside(one.of), lambda content: changed(content, day), day=day)
    elif not sealed.revise(seal, Shelf.COACHING, row, changed):
        raise NotThere
