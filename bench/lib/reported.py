"""The reports of an install with logs in it: folds them all, puts the sums of many more in their place, and prints what
either cost, and what the pages' questions do, as JSON. Run as a process of its own, with EXTRAMILE_DATA set.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any

import django

django.setup()

from django.db import connection, transaction  # noqa: E402

from extramile.base import clock  # noqa: E402
from extramile.desk.actions import reports  # noqa: E402
from extramile.desk.models import (  # noqa: E402
    Channel,
    Inbox,
    Reckoned,
    ReportDay,
    ReportHour,
)
from extramile.desk.queries import reports as queries  # noqa: E402
from extramile.desk.queries.parts import parts  # noqa: E402
from extramile.desk.queries.reports import Only, Span  # noqa: E402
from extramile.desk.reports.bands import BANDS  # noqa: E402
from extramile.desk.reports.columns import COLUMNS, DONE, FIRST, HOURLY, WAIT  # noqa: E402
from extramile.people.models import Team  # noqa: E402

_Sums = dict[tuple[Any, ...], Counter[str]]
_DAY, _HOUR = ("day", "inbox", "channel", "team"), ("day", "hour", "inbox", "channel")
_DAYS = 3 * 365
_HOURS = [1, 1, 1, 1, 1, 1, 2, 4, 8, 10, 10, 9, 8, 9, 10, 9, 8, 7, 6, 4, 3, 2, 1, 1]
_SAYS, _RATES, _COMES_BACK = 0.06, 0.25, 0.08


def folded() -> dict[str, Any]:
    """Every log, from nothing."""
    reports.look()
    reports.again(anew=True)
    began, busy = time.perf_counter(), time.process_time()
    place = reports.walk(seconds=3_600)
    took, cpu = time.perf_counter() - began, time.process_time() - busy
    assert place.ended
    count = Reckoned.objects.count()
    return {"conversations": count, "a_second": round(count / took), "cpu_ms_each": round(1000 * cpu / count, 3)}


def drawn(conversations: int, today: date) -> None:
    """The sums of so many conversations of three years, in the place of those that are there."""
    chance = random.Random(conversations)
    inboxes = list(Inbox.objects.order_by("pk").values_list("pk", flat=True))
    teams = [0, *Team.objects.order_by("pk").values_list("pk", flat=True)]
    days: dict[tuple[Any, ...], Counter[str]] = {}
    hours: dict[tuple[Any, ...], Counter[str]] = {}
    for _ in range(conversations):
        day = today - timedelta(days=int(chance.random() * _DAYS))
        inbox, channel = chance.choice(inboxes), Channel.EMAIL if chance.random() < 0.3 else Channel.WEBSITE
        counts = _counts(chance)
        days.setdefault((day, inbox, channel, chance.choice(teams)), Counter()).update(counts)
        (hour,) = chance.choices(range(24), _HOURS)
        first = [one for one in counts if one == "began" or one.startswith(FIRST)]
        hours.setdefault((day, hour, inbox, channel), Counter()).update(first)
    for kind, key, columns, sums in (("day", _DAY, COLUMNS, days), ("hour", _HOUR, HOURLY, hours)):
        _write(f"desk_report{kind}", key, columns, sums)
        _write(f"desk_reportmonth{'' if kind == 'day' else kind}", key, columns, _by_month(sums))


def _by_month(sums: _Sums) -> _Sums:
    found: _Sums = {}
    for (day, *rest), counts in sums.items():
        found.setdefault((day.replace(day=1), *rest), Counter()).update(counts)
    return found


def _write(table: str, key: Sequence[str], columns: Sequence[str], sums: _Sums) -> None:
    into, given = ", ".join([*key, *columns]), ", ".join(["%s"] * (len(key) + len(columns)))
    rows = ((*place, *(counts[one] for one in columns)) for place, counts in sums.items())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")
        while some := list(islice(rows, 5_000)):
            cursor.executemany(f"INSERT INTO {table} ({into}) VALUES ({given})", some)


def _counts(chance: random.Random) -> list[str]:
    found = ["began", f"{FIRST}_{int(chance.random() ** 2 * BANDS)}", f"{DONE}_{chance.randrange(BANDS)}"]
    found += [f"{WAIT}_{int(chance.random() ** 2 * BANDS)}" for _ in range(chance.randrange(4))]
    found += [f"star_{chance.randrange(1, 6)}"] * (chance.random() < _RATES)
    found += [f"would_{chance.randrange(3)}"] * (chance.random() < _SAYS)
    found += ["again"] * (chance.random() < _COMES_BACK)
    return [*found, chance.choice(["solved", "handed"])]


def asked(today: date, days: int, by: str) -> Callable[[], object]:
    """What a page asks of the sums."""
    span = Span(today - timedelta(days=days - 1), today)
    return lambda: queries.report(span, by=by, only=Only(), shown=parts(span))


def main(conversations: int) -> dict[str, Any]:
    """All of it."""
    today = clock.now().date()
    found: dict[str, Any] = {"folding": folded()}
    drawn(conversations, today)
    found |= {"days": ReportDay.objects.count(), "hours": ReportHour.objects.count(), "asking": {}}
    for days in (30, 365, 1_095):
        for by in ("inbox", "channel", "team", "hour"):
            ask = asked(today, days, by)
            times = []
            for _ in range(5):
                began = time.perf_counter()
                ask()
                times.append((time.perf_counter() - began) * 1000)
            found["asking"][f"{days} days by {by}"] = round(sorted(times)[2], 1)
    return found


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
