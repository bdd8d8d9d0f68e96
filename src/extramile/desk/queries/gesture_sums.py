"""What gestures come to: by week and team, and by what made them necessary. Nothing here knows who gave.

The budget reads sums alone, in which no person stands. A team is told apart where it has FEWEST people at least, and
where as many are left in the company beside those that are told apart: or what is left would tell of a few.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count, Sum

from extramile.desk.mile.rails import Kind, Reason
from extramile.desk.models import Gesture, GestureSum
from extramile.people.models import Team

FEWEST = 5
WEEKS, LESSONS = 8, 13
_LINES = 5
_REACH = 400


@dataclass(slots=True)
class Spent:
    """How often something was given, and what it came to, by the currency's code in its smallest unit."""

    n: int = 0
    amounts: dict[str, int] = field(default_factory=dict)

    def add(self, n: int, amount: int, currency: str) -> None:
        """Count more of it."""
        self.n += n
        if amount:
            self.amounts[currency] = self.amounts.get(currency, 0) + amount


@dataclass(frozen=True, slots=True)
class Week:
    """One week: the company's sum, what it was by kind, and the teams that are told apart, by name."""

    begins: date
    whole: Spent
    kinds: Mapping[Kind, Spent]
    teams: Mapping[str, Spent]
    hidden: bool


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody wrote on a reason, in a conversation that the viewer may see."""

    words: str
    conversation: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Lesson:
    """One reason: how often it made a gesture necessary, what that cost, and what was written on it lately."""

    reason: Reason
    spent: Spent
    lines: list[Line]


def budget(today: date) -> list[Week]:
    """The last WEEKS weeks in which something was given, the newest first."""
    since = today - timedelta(days=today.weekday() + 7 * (WEEKS - 1))
    rows: dict[date, list[GestureSum]] = {}
    for row in GestureSum.objects.filter(week__gte=since, n__gt=0):
        rows.setdefault(row.week, []).append(row)
    names = dict(Team.objects.values_list("pk", "name"))
    return [_week(begins, rows[begins], names) for begins in sorted(rows, reverse=True)]


def _week(begins: date, rows: Iterable[GestureSum], names: Mapping[int, str]) -> Week:
    spent: dict[int, Spent] = {0: Spent()}
    people: dict[int, int] = {}
    kinds: dict[Kind, Spent] = {}
    for row in rows:
        spent.setdefault(row.team, Spent()).add(row.n, row.amount, row.currency)
        people[row.team] = min(row.people, people.get(row.team, row.people))
        if row.team == 0:
            kinds.setdefault(Kind(row.kind), Spent()).add(row.n, row.amount, row.currency)
    apart = _told_apart(spent, people)
    shown = {names[team]: spent[team] for team in apart if team in names}
    return Week(begins, spent[0], kinds, dict(sorted(shown.items())), hidden=len(shown) < len(spent) - 1)


def _told_apart(spent: Mapping[int, Spent], people: Mapping[int, int]) -> list[int]:
    """The teams that may be told apart; of these the smallest go until nobody is singled out by what is left."""
    large = sorted((team for team in spent if team and people[team] >= FEWEST), key=lambda team: -people[team])
    while large:
        left = people.get(0, 0) - sum(people[team] for team in large)
        given = spent[0].n - sum(spent[team].n for team in large)
        if left >= FEWEST or (left == 0 and given == 0):
            break
        large.pop()
    return large


def lessons(today: date, inboxes: Collection[int]) -> list[Lesson]:
    """What made gestures necessary in LESSONS weeks, the most frequent first; lines of these inboxes alone."""
    standing = Gesture.objects.filter(undone=None, week__gte=today - timedelta(weeks=LESSONS))
    spent: dict[Reason, Spent] = {}
    sums = standing.values("reason", "currency").annotate(n=Count("pk"), total=Sum("amount")).order_by()
    for reason, currency, n, total in sums.values_list("reason", "currency", "n", "total"):
        spent.setdefault(Reason(reason), Spent()).add(n, total, currency)
    lines: dict[str, list[Line]] = {}
    written = standing.exclude(lesson="").filter(conversation__inbox__in=inboxes).order_by("-at", "-pk")
    for reason, words, talk, at in written.values_list("reason", "lesson", "conversation", "at")[:_REACH]:
        lines.setdefault(reason, []).append(Line(words, talk, at))
    return [
        Lesson(reason, sum_, lines.get(reason, [])[:_LINES])
        for reason, sum_ in sorted(spent.items(), key=lambda one: -one[1].n)
    ]
