"""The reports of the desk, read from kept sums. By inbox, channel, team and hour, and never by person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Sum

from extramile.desk.models import Conversation, ReportDay, ReportHour, ReportMonth, ReportMonthHour, ReportWalk
from extramile.desk.reports.apart import Parts
from extramile.desk.reports.bands import BANDS
from extramile.desk.reports.columns import COLUMNS, FIRST, HOURLY
from extramile.desk.reports.figures import Figures

NONE, OTHERS = 0, -1
# Up to so many days a report goes through them one by one; the months of a longer one are enough.
LONG = 370
_Model = type[ReportDay | ReportHour | ReportMonth | ReportMonthHour]
# By days and what is left over, and by whole months.
_DAYS: tuple[_Model, _Model] = (ReportDay, ReportMonth)
_HOURS: tuple[_Model, _Model] = (ReportHour, ReportMonthHour)
_PLACE = ("inbox", "channel", "team")
_BY_DAY = ("began", *(f"{FIRST}_{band}" for band in range(BANDS)))


@dataclass(frozen=True, slots=True)
class Span:
    """Some days, both ends among them."""

    since: date
    until: date

    @property
    def days(self) -> int:
        """How many they are."""
        return (self.until - self.since).days + 1

    @property
    def before(self) -> Span:
        """As many days that end where these begin."""
        return Span(self.since - timedelta(days=self.days), self.since - timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Only:
    """What of all a report is about; None is everything."""

    inbox: int | None = None
    channel: str | None = None
    team: int | None = None

    def _where(self) -> dict[str, Any]:
        named = {"inbox": self.inbox, "channel": self.channel, "team": self.team}
        return {name: value for name, value in named.items() if value is not None}


@dataclass(slots=True)
class Report:
    """The figures of a span, of as many days before it, of each part and of each day.

    A part is an inbox or a team by id, NONE, or OTHERS for all that are not told apart; a channel, or an hour. Where no
    team is told apart, what has none is among the others, who may be so few themselves.
    """

    whole: Figures = field(default_factory=Figures)
    before: Figures = field(default_factory=Figures)
    parts: dict[Any, Figures] = field(default_factory=dict)
    days: dict[date, Figures] = field(default_factory=dict)


def there(span: Span) -> set[tuple[int, str, int]]:
    """The inboxes, channels and teams of which a span has anything, as they come together."""
    found: set[tuple[int, str, int]] = set()
    for model, days in _pieces(_DAYS, span):
        found.update(model.objects.filter(**days).order_by().values_list(*_PLACE).distinct())
    return found


def report(span: Span, *, by: str, only: Only, shown: Parts) -> Report:
    """The report of a span by `inbox`, `channel`, `team` or `hour`. Hours are of all teams together."""
    found = Report()
    found.before.add(sums(only, span.before))
    groups = _grouped(_DAYS, "channel" if by == "hour" else by, COLUMNS, only, span)
    apart_ = {
        "inbox": shown.inboxes, "team": {NONE: "", **shown.teams} if shown.teams else {}, "channel": shown.channels,
    }.get(by)  # fmt: skip
    for part, counts in groups:
        found.whole.add(counts)
        if by != "hour":
            named = part if apart_ is None or part in apart_ else OTHERS
            found.parts.setdefault(named, Figures()).add(counts)
    if by == "hour":
        hours = _grouped(_HOURS, "hour", HOURLY, Only(only.inbox, only.channel), span)
        found.parts = {hour: Figures() for hour in range(24)}
        for hour, counts in hours:
            found.parts[hour].add(counts)
    kinds = _DAYS if span.days > LONG else (ReportDay, None)
    for day, counts in _grouped(kinds, "day", _BY_DAY, only, span):
        found.days.setdefault(day, Figures()).add(counts)
    return found


def each_day(span: Span, *, only: Only) -> dict[date, Figures]:
    """Every day of a span with all its figures; days without any are left out."""
    days = _grouped((ReportDay, None), "day", COLUMNS, only, span)
    found = {day: Figures() for day, _ in days}
    for day, counts in days:
        found[day].add(counts)
    return dict(sorted(found.items()))


def progress() -> tuple[int, int] | None:
    """How many conversations have been gone through, and of how many, while the past is counted; else None."""
    walk = ReportWalk.objects.first()
    if walk is not None and walk.whole:
        return None
    last = Conversation.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return (walk.reached if walk else 0, last) if last else None


def sums(only: Only, span: Span) -> Counter[str]:
    """All counts of a span."""
    found: Counter[str] = Counter()
    for model, days in _pieces(_DAYS, span):
        summed = model.objects.filter(**days, **only._where()).aggregate(**_each(COLUMNS))
        found.update({name: n for name, n in summed.items() if n})
    return found


def _grouped(
    kinds: tuple[_Model, _Model | None], by: str, columns: Sequence[str], only: Only, span: Span
) -> list[tuple[Any, dict[str, int]]]:
    """The counts of each part, which may come in several pieces."""
    found: list[tuple[Any, dict[str, int]]] = []
    for model, days in _pieces(kinds, span):
        rows = model.objects.filter(**days, **only._where())
        grouped: Iterable[dict[str, Any]] = rows.order_by().values(by).annotate(**_each(columns))
        found += [(one.pop(by), one) for one in map(dict, grouped)]
    return found


def _pieces(kinds: tuple[_Model, _Model | None], span: Span) -> list[tuple[_Model, dict[str, date]]]:
    """Whole months of a span, and the days before and after them; or its days, where there is no whole month."""
    by_day, by_month = kinds
    first = span.since if span.since.day == 1 else (span.since.replace(day=1) + timedelta(days=32)).replace(day=1)
    last = (span.until + timedelta(days=1)).replace(day=1)
    if by_month is None or first >= last:
        return [(by_day, {"day__gte": span.since, "day__lte": span.until})]
    return [
        (by_month, {"day__gte": first, "day__lt": last}),
        (by_day, {"day__gte": span.since, "day__lt": first}),
        (by_day, {"day__gte": last, "day__lte": span.until}),
    ]


def _each(columns: Sequence[str]) -> dict[str, Sum]:
    return {column: Sum(column) for column in columns}
