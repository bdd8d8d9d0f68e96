"""What a conversation's log says for the reports: when it began, who waited how long, what was solved. Pure.

The same log always comes to the same counts, and so does its beginning: what was counted of it before can be taken
away again without having been kept. Whoever answered is looked at to see that it was somebody else, and told nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Any

from extramile.desk.contact import WEEK, Mark, contact, only_thanks, told_twice
from extramile.desk.models import By, Type
from extramile.desk.reports.bands import band_of
from extramile.desk.reports.columns import DONE, FIRST, STARS, WAIT, WOULD

# To be changed with what is counted here, so that what was counted before is counted anew.
EDITION = 2


@dataclass(frozen=True, slots=True)
class Step(Mark):
    """An entry of the log: what was said or done, by whom, and what it holds beside words."""

    agent: int | None
    data: Mapping[str, Any]


@dataclass(slots=True)
class Counted:
    """What a log comes to, by day and by hour of the company's zone, and the team that has it or had it last."""

    zone: tzinfo
    team: int | None = None
    days: Counter[tuple[date, str]] = field(default_factory=Counter)
    hours: Counter[tuple[date, int, str]] = field(default_factory=Counter)

    def add(self, at: datetime, column: str) -> None:
        """Count a fact on the day on which it happened."""
        self.days[at.astimezone(self.zone).date(), column] += 1

    def add_hour(self, at: datetime, column: str) -> None:
        """Count it in its hour too."""
        there = at.astimezone(self.zone)
        self.hours[there.date(), there.hour, column] += 1
        self.add(at, column)


def reckon(log: Sequence[Step], zone: tzinfo) -> Counted:
    """What a log, or its beginning, comes to."""
    counted = Counted(zone)
    _talked(log, counted)
    _handed(log, counted)
    _said(log, counted)
    solved = contact(log).solved
    if solved is not None:
        counted.add(solved.at, "solved")
    return counted


@dataclass(slots=True)
class _Talk:
    """How far a log has been read: since when the customer waits, and since when what they ask for is being solved."""

    began: datetime | None = None
    answered: bool = False
    over: bool = False
    since: datetime | None = None
    asked: datetime | None = None
    done: list[tuple[datetime, datetime]] = field(default_factory=list)


def _talked(log: Sequence[Step], counted: Counted) -> None:
    now = _Talk()
    for step in log:
        if step.type == Type.MESSAGE and step.by == By.VISITOR:
            _wrote(step, now, counted)
        elif step.type == Type.MESSAGE and step.by == By.AGENT:
            _answered(step, now, counted)
        elif step.type == Type.RESOLVED and now.began is not None:
            # Resolved once more after mere thanks it is solved no later than it was.
            if now.asked is not None:
                now.done.append((now.asked, step.at))
            now.since, now.asked, now.over = None, None, True
        elif step.type == Type.REOPENED and step.by == By.AGENT and now.asked is None and now.done:
            # An agent had more to say: it is as if it had not been resolved.
            now.asked = now.done.pop()[0]
    for asked, at in now.done:
        counted.add(at, _in_band(DONE, asked, at))


def _wrote(step: Step, now: _Talk, counted: Counted) -> None:
    first = now.began is None
    if first:
        now.began = now.asked = step.at
        counted.add_hour(step.at, "began")
    if not first and only_thanks(step.text):
        return
    if now.asked is None:
        now.asked = step.at
        if now.done and step.at - now.done[-1][1] <= WEEK:
            counted.add(step.at, "again")
    now.since = now.since or step.at


def _answered(step: Step, now: _Talk, counted: Counted) -> None:
    if now.began is not None and not now.answered and not now.over:
        # Counted where the wait began: so it stands beside all that began there, answered or not.
        counted.add_hour(now.began, _in_band(FIRST, now.began, step.at))
        now.answered = True
    if now.since is not None:
        counted.add(now.since, _in_band(WAIT, now.since, step.at))
        now.since = None


def _in_band(what: str, since: datetime, until: datetime) -> str:
    return f"{what}_{band_of((until - since).total_seconds())}"


def _handed(log: Sequence[Step], counted: Counted) -> None:
    holder: int | None = None
    spoke: int | None = None
    segment: list[Step] = []
    for step in log:
        segment.append(step)
        if step.type == Type.ASSIGNED:
            agent, team = step.data.get("agent"), step.data.get("team")
            if (agent and holder not in (None, agent)) or (team and counted.team not in (None, team)):
                counted.add(step.at, "handed")
            holder, counted.team = agent or holder, team or counted.team
        elif step.type == Type.MESSAGE and step.by == By.AGENT:
            if spoke not in (None, step.agent) and told_twice(segment[:-1]):
                counted.add(step.at, "twice")
            spoke, segment = step.agent, []


def _said(log: Sequence[Step], counted: Counted) -> None:
    """The last word on each resolve, on the day of the first one."""
    ratings: dict[int, tuple[datetime, Mapping[str, Any]]] = {}
    for step in log:
        if step.type == Type.RATED:
            resolved = step.data["resolved"]
            ratings[resolved] = (ratings[resolved][0] if resolved in ratings else step.at, step.data)
    for at, said in ratings.values():
        counted.add(at, f"{STARS}_{said['stars']}")
        if said.get("recommend") is not None:
            counted.add(at, f"{WOULD}_{(said['recommend'] > 6) + (said['recommend'] > 8)}")
