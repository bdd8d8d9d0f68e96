"""Own goals in WOOP form: wish, outcome, obstacle, plan (Oettingen; g = .336 in Wang, Wang and Gai 2021). Pure."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step on the way, and the day on which it was reached."""

    words: str
    reached: str = ""

    @property
    def reached_on(self) -> date | None:
        """The day on which it was reached, if it was."""
        return _date(self.reached)


@dataclass(frozen=True, slots=True)
class CheckIn:
    """How it is going, in own words, on a day."""

    day: str
    words: str

    @property
    def on(self) -> date | None:
        """The day of it."""
        return _date(self.day)


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal. `situation` and `action` are its if-then plan; `serves` is what of the company's it serves, if any."""

    title: str
    wish: str = ""
    outcome: str = ""
    obstacle: str = ""
    situation: str = ""
    action: str = ""
    serves: str = ""
    milestones: tuple[Milestone, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    reached: str = ""
    since: date | None = field(default=None, compare=False)
    row: UUID | None = field(default=None, compare=False)

    @property
    def has_plan(self) -> bool:
        """Whether there is an if-then plan to offer as an intention."""
        return bool(self.situation and self.action)

    @property
    def reached_on(self) -> date | None:
        """The day on which it was reached, if it was."""
        return _date(self.reached)


WORDS = ("title", "wish", "outcome", "obstacle", "situation", "action", "serves")


def stored(goal: Goal) -> dict[str, Any]:
    """A goal as it is sealed: what its row says already is left out."""
    kept = asdict(goal)
    del kept["since"], kept["row"]
    return kept


def goal_of(content: dict[str, Any], *, since: date, row: UUID, whole: bool = True) -> Goal:
    """A goal from what was sealed, without its years of steps and check-ins when it is not wanted `whole`.

    What an older or newer version wrote otherwise is left out.
    """
    words = {name: str(content.get(name) or "") for name in (*WORDS, "reached")}
    lists = content if whole else {}
    return Goal(
        **words, since=since, row=row,
        milestones=tuple(_of(Milestone, one) for one in lists.get("milestones") or ()),
        check_ins=tuple(_of(CheckIn, one) for one in lists.get("check_ins") or ()),
    )  # fmt: skip


def _of(kind: Any, content: dict[str, Any]) -> Any:
    return kind(**{one.name: str(content.get(one.name) or "") for one in fields(kind)})


def _date(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None
