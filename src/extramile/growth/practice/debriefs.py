"""What somebody made of a real conversation of theirs: three questions beside the record, sealed.

A debrief with an objective record in view is among what helps most (d = .67, Tannenbaum and Cerasoli 2013).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from extramile.growth.skills import Skill
from extramile.people.actions import sealed
from extramile.people.queries.sealed import Entry, entries, named
from extramile.people.seal import Seal, Shelf

QUESTIONS = ("happened", "moved", "next_time")


@dataclass(frozen=True, slots=True)
class Debriefed:
    """Answers about a conversation, by question; empty ones were left out. `skills` are what it was about, to them.

    `opens` is false when it does not open.
    """

    conversation: int
    day: date
    answers: dict[str, str]
    opens: bool = True
    skills: tuple[Skill, ...] = ()


def keep(seal: Seal, conversation: int, answers: dict[str, str], *, day: date, skills: Collection[Skill] = ()) -> None:
    """Keep what somebody made of a conversation; said again it is in the place of what was there. Raises TooMuch."""
    given = {name: answers[name] for name in QUESTIONS}
    content = {"conversation": conversation, "skills": [skill.value for skill in skills], **given}
    sealed.fill_in(seal, Shelf.DEBRIEFS, _name(conversation), content, day=day)


def drop(seal: Seal, conversation: int) -> None:
    """Destroy what somebody made of a conversation."""
    sealed.remove(seal, Shelf.DEBRIEFS, seal.row(Shelf.DEBRIEFS, _name(conversation)))


def debrief_of(seal: Seal, conversation: int) -> Debriefed | None:
    """What somebody made of a conversation; None where there is nothing."""
    found = named(seal, Shelf.DEBRIEFS, _name(conversation)).get(_name(conversation))
    return _debriefed(found) if found else None


def debriefs(seal: Seal) -> list[Debriefed]:
    """All of somebody's debriefs, the newest first."""
    return [_debriefed(one) for one in entries(seal, Shelf.DEBRIEFS)]


def _debriefed(found: Entry) -> Debriefed:
    kept = found.content or {}
    number = kept.get("conversation")
    answers = {name: str(kept.get(name) or "") for name in QUESTIONS}
    skills = tuple(Skill(one) for one in kept.get("skills") or () if one in set(Skill))
    number = number if isinstance(number, int) else 0
    return Debriefed(number, found.day, answers, opens=found.content is not None, skills=skills)


def _name(conversation: int) -> str:
    return f"conversation {conversation}"
