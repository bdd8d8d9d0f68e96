"""Kept sums of the desk: the same as a recount, whenever and however often they are folded."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from extramile.base import clock
from extramile.base.ids import time_key, uuid7
from extramile.desk.actions import reports
from extramile.desk.models import (
    By,
    Channel,
    Conversation,
    Entry,
    Reckoned,
    ReportDay,
    ReportHour,
    ReportMonth,
    ReportMonthHour,
    ReportWalk,
    Type,
)
from extramile.desk.queries import reports as queries
from extramile.desk.reports.columns import COLUMNS, HOURLY
from extramile.desk.reports.reckoning import EDITION, Step, reckon
from extramile.people.models import Company
from tests.cast import Cast, conversation

ZONE = "America/New_York"
START = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)
_WORDS = ("Where is it?", "Thanks", "ok", "It is broken again.", "Thank you so much!", "And now?")


class Telling:
    """Writes a log of what happens at random, an entry at a time, as the desk would."""

    def __init__(self, made: Conversation, drawn: random.Random) -> None:
        self.made, self.drawn, self.at = made, drawn, START + timedelta(hours=drawn.randrange(2000))

    def tell(self, entries: int) -> None:
        for _ in range(entries):
            self.at += timedelta(seconds=int(self.drawn.expovariate(1) ** 3 * 4000))
            self._write(*self._next())

    def _next(self) -> tuple[str, str, int | None, dict[str, Any] | None]:
        agent = self.drawn.randrange(1, 4)
        match self.drawn.randrange(12):
            case 0 | 1 | 2 | 3:
                return Type.MESSAGE, By.VISITOR, None, None
            case 4 | 5 | 6:
                return Type.MESSAGE, By.AGENT, agent, None
            case 7 | 8:
                return Type.RESOLVED, By.AGENT, agent, {}
            case 9:
                return Type.REOPENED, self.drawn.choice([By.AGENT, By.VISITOR]), agent, {}
            case 10:
                data = {"resolved": self.drawn.randrange(1, 3), "stars": self.drawn.randrange(1, 6)}
                return Type.RATED, By.VISITOR, None, data | {"recommend": self.drawn.choice([None, 3, 8, 10])}
        holders = {"agent": self.drawn.choice([None, 1, 2]), "team": self.drawn.choice([None, 7, 8])}
        return self.drawn.choice([Type.ASSIGNED, Type.NOTE]), By.AGENT, agent, holders

    def _write(self, kind: str, by: str, agent: int | None, data: dict[str, Any] | None) -> None:
        self.made.seq += 1
        Entry.objects.create(
            id=time_key(self.at), conversation=self.made, seq=self.made.seq, name=uuid7(), type=kind, by=by,
            agent=agent, text=self.drawn.choice(_WORDS), data=data, at=self.at,
        )  # fmt: skip
        self.made.save()


def _told(cast: Cast, drawn: random.Random, n: int) -> list[Telling]:
    channels = Channel.values
    return [Telling(conversation(cast, channel=drawn.choice(channels)), drawn) for _ in range(n)]


def _begin() -> None:
    Company.objects.update(time_zone=ZONE)
    ReportWalk.objects.create(pk=1, zone=ZONE, edition=EDITION, day=clock.now().date())


def kept() -> tuple[Counter[Any], Counter[Any]]:
    """The sums as they stand, without those that are nothing."""
    days: Counter[Any] = Counter()
    for row in ReportDay.objects.values():
        for column in COLUMNS:
            days[row["day"], row["inbox"], row["channel"], row["team"], column] += row[column]
    hours: Counter[Any] = Counter()
    for row in ReportHour.objects.values():
        for column in HOURLY:
            hours[row["day"], row["hour"], row["inbox"], row["channel"], column] += row[column]
    for month, daily in ((_months(ReportMonth, COLUMNS), days), (_months(ReportMonthHour, HOURLY), hours)):
        expected: Counter[Any] = Counter()
        for (day, *rest), n in daily.items():
            expected[day.replace(day=1), *rest] += n
        assert +month == +expected
    assert min([0, *days.values(), *hours.values()]) == 0, "nothing was counted away that had not been counted"
    return +days, +hours


def _months(model: Any, columns: Sequence[str]) -> Counter[Any]:
    keys = [field.name for field in model._meta.concrete_fields if field.name not in ("id", *columns)]
    rows = model.objects.values()
    return Counter({(*(row[key] for key in keys), column): row[column] for row in rows for column in columns})


def recounted() -> tuple[Counter[Any], Counter[Any]]:
    """What every log comes to as it is now."""
    days: Counter[Any] = Counter()
    hours: Counter[Any] = Counter()
    for talk in Conversation.objects.all():
        entries = talk.entries.order_by("seq")
        log = [Step(e.seq, e.type, e.by, e.text, e.at, e.agent, e.data or {}) for e in entries]
        counted = reckon(log, ZoneInfo(ZONE))
        for (day, column), n in counted.days.items():
            days[day, talk.inbox_id, talk.channel, counted.team or 0, column] += n
        for (day, hour, column), n in counted.hours.items():
            hours[day, hour, talk.inbox_id, talk.channel, column] += n
    return days, hours


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_sums_are_what_a_recount_comes_to_in_whatever_order_they_were_folded(cast: Cast, seed: int) -> None:
    drawn = random.Random(seed)
    _begin()
    talks = _told(cast, drawn, 12)
    for _ in range(6):
        for one in drawn.sample(talks, 7):
            one.tell(drawn.randrange(1, 9))
        some = [one.made.pk for one in drawn.sample(talks, 5)]
        reports.fold(some, zone=ZONE)
        reports.fold(some[:2], zone=ZONE)
    reports.fold([one.made.pk for one in talks], zone=ZONE)
    step_by_step = kept()
    assert step_by_step == recounted() and step_by_step[0]
    assert reports.fold([one.made.pk for one in talks], zone=ZONE) == 0
    assert kept() == step_by_step
    reports.again(anew=True)
    assert kept() == (Counter(), Counter()) and not Reckoned.objects.exists()
    assert reports.walk(seconds=20).ended
    assert kept() == step_by_step


@pytest.mark.django_db
def test_another_zone_counts_anew_and_a_change_meanwhile_counts_nothing_twice(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = random.Random(9)
    for one in _told(cast, drawn, 3):
        one.tell(20)
    monkeypatch.setattr(reports.walking, "company", lambda: Company(name="Northfold", time_zone="Asia/Tokyo"))
    reports.look()
    assert ReportWalk.objects.get().whole
    before = kept()
    assert before[0]
    assert reports.fold(list(Conversation.objects.values_list("pk", flat=True)), zone=ZONE) == 0
    monkeypatch.setattr(reports.walking, "company", lambda: Company(name="Northfold", time_zone=ZONE))
    reports.look()
    assert ReportWalk.objects.get().zone == ZONE
    assert kept() == recounted() != before


@pytest.mark.django_db
def test_of_two_workers_with_the_same_news_one_counts_it(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    _begin()
    (one,) = _told(cast, random.Random(3), 1)
    one.tell(15)
    reads, first = reports.folding._logs, [True]

    def while_reading(conversations: Any) -> Any:
        if first.pop() if first else False:
            reports.fold([one.made.pk], zone=ZONE)
        return reads(conversations)

    monkeypatch.setattr(reports.folding, "_logs", while_reading)
    assert reports.fold([one.made.pk], zone=ZONE) == 0
    assert kept() == recounted()


def test_no_sum_has_a_column_for_a_person() -> None:
    for model in (ReportDay, ReportHour, ReportMonth, ReportMonthHour):
        names = {field.name for field in model._meta.concrete_fields}
        assert names <= {"id", "day", "hour", "inbox", "channel", "team", *COLUMNS}
        assert not [one for one in model._meta.concrete_fields if one.is_relation]
    assert {field.name for field in Reckoned._meta.concrete_fields} == {"conversation", "seq"}


def test_long_spans_are_told_from_months_and_the_days_around_them(db: None) -> None:
    drawn = random.Random(5)
    first, days = START.date(), {}
    for place in range(150):
        days[first + timedelta(days=place), 1, "website", 0] = Counter(began=drawn.randrange(9))
    reports.sums.add(days, {})
    for _ in range(40):
        since = first + timedelta(days=drawn.randrange(-5, 140))
        until = since + timedelta(days=drawn.randrange(0, 100))
        wanted = sum(counts["began"] for (day, *_), counts in days.items() if since <= day <= until)
        assert queries.sums(queries.Only(), queries.Span(since, until))["began"] == wanted
