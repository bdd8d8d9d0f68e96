"""A 1:1 is two halves, each sealed by the one whose it is; the other sees a copy of what was put into it. Pure."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Point:
    """Something to talk about. `name` is the one that its form gave it."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation that its agent picked, and their answers to the three questions by question."""

    conversation: int
    answers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Half:
    """What one of the two has put there. `of` names the 1:1, `other` is the agent on the other side.

    `at` is the time that this one proposes (ISO 8601 in UTC), `closed` the day on which they closed it; both may be
    empty. `talked` names the points of either half that this one says they have talked about. `notes` are for their
    writer alone, and in no copy.
    """

    of: UUID
    other: int
    leading: bool
    day: date
    points: tuple[Point, ...] = ()
    talks: tuple[Talk, ...] = ()
    talked: tuple[str, ...] = ()
    at: str = ""
    closed: str = ""
    notes: str = ""
    opens: bool = True


@dataclass(frozen=True, slots=True)
class OneToOne:
    """A 1:1 as one of the two meets it. `theirs` is None where the other shows nothing, or no longer.

    `copy` is the number of what they show, `name` how they are called, empty when their account is gone.
    """

    mine: Half
    theirs: Half | None
    name: str = ""
    copy: int | None = None

    @property
    def of(self) -> UUID:
        """The name of the 1:1."""
        return self.mine.of

    @property
    def leading(self) -> bool:
        """Whether it is the viewer who leads."""
        return self.mine.leading

    @property
    def since(self) -> date:
        """The day on which it was opened, as far as it is known."""
        return self.theirs.day if self.leading and self.theirs else self.mine.day

    @property
    def over(self) -> bool:
        """Whether either of the two has closed it, or whoever opened it shows nothing of it any more."""
        gone = self.leading and self.theirs is None
        return gone or bool(self.mine.closed or (self.theirs and self.theirs.closed))

    @property
    def agreed(self) -> datetime | None:
        """When the two meet, once both say the same."""
        return moment(self.mine.at) if self.theirs and self.mine.at == self.theirs.at else None

    @property
    def asked(self) -> bool:
        """Whether the other one proposes a time to which this one has not said yes."""
        return bool(self.theirs and self.theirs.at and self.theirs.at != self.mine.at)

    @property
    def talked(self) -> frozenset[str]:
        """The points, by name, that either of the two says they have talked about."""
        return frozenset((*self.mine.talked, *(self.theirs.talked if self.theirs else ())))

    @property
    def left(self) -> list[Point]:
        """The viewer's own points that are still open."""
        return [point for point in self.mine.points if point.name not in self.talked]

    @property
    def talks(self) -> tuple[Talk, ...]:
        """The conversations that the agent of the two has picked."""
        return (self.theirs.talks if self.theirs else ()) if self.leading else self.mine.talks


def stored(half: Half) -> dict[str, Any]:
    """What is sealed of a half; its day is the row's."""
    kept = {name: value for name, value in asdict(half).items() if name not in ("day", "opens")}
    return {**kept, "of": str(half.of)}


def shown(half: Half) -> dict[str, Any]:
    """What the other one sees of it."""
    told = stored(replace(half, notes=""))
    return {**told, "day": half.day.isoformat()}


def half_of(content: dict[str, Any] | None, *, row: UUID, day: date) -> Half:
    """A half from what was sealed of it; one that does not open says so."""
    if content is None:
        return Half(row, 0, False, day, opens=False)
    return Half(
        of=UUID(str(content.get("of") or row)), other=int(content["other"]), leading=bool(content["leading"]), day=day,
        points=tuple(Point(str(one["name"]), str(one["words"])) for one in content.get("points", ())),
        talks=tuple(Talk(int(one["conversation"]), dict(one["answers"])) for one in content.get("talks", ())),
        talked=tuple(str(one) for one in content.get("talked", ())),
        at=str(content.get("at") or ""), closed=str(content.get("closed") or ""), notes=str(content.get("notes") or ""),
    )  # fmt: skip


def copied(content: dict[str, Any], *, row: UUID) -> Half:
    """The other's half from what they show of it."""
    return half_of(content, row=row, day=date.fromisoformat(str(content["day"])))


def moment(at: str) -> datetime | None:
    """A moment as `Half.at` has it."""
    return datetime.fromisoformat(at) if at else None
