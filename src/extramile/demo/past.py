"""What the months before have left behind in Northfold's reports: sums without their conversations; and its page.

Drawn from one seed, so that every demo shows the same: more on weekdays and by day, slower in the week of a sale.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from extramile.customers.ladder.acts import Kind
from extramile.customers.models import Act
from extramile.desk.actions import reputation
from extramile.desk.actions.reports import sums
from extramile.desk.models import Channel, Inbox
from extramile.desk.reports.bands import BANDS
from extramile.desk.reports.columns import DONE, FIRST, STARS, WAIT, WOULD
from extramile.people.models import Agent

_DAYS = 400
_TOP = "Kit that lasts, and people who answer. These are our customers’ own words."
_VOICES = 4
_HOURS = (0, 0, 0, 0, 0, 0, 1, 3, 7, 10, 11, 10, 8, 9, 10, 9, 8, 9, 8, 6, 4, 2, 1, 0)
_SHARES = {"Shop": 0.82, "Repairs": 0.18}
_FIRSTS = (2, 5, 9, 15, 20, 17, 12, 7, 4, 2, 1, 1, 1, 0, 0, 0, 0, 0)
_DONES = (0, 0, 1, 2, 5, 10, 15, 16, 14, 11, 8, 6, 5, 3, 2, 1, 1, 0)
_STARS = (2, 3, 8, 30, 57)
_WOULDS = (1, 3, 6)


def open_page(admin: Agent, today: date) -> None:
    """Show the world what customers let us share. Runs in the caller's transaction, after they said so."""
    reputation.open_page(admin, _TOP, day=today)
    for act in Act.objects.filter(kind=Kind.THANKS).order_by("-day", "-pk")[:_VOICES]:
        reputation.show(admin, act.pk, day=today)


def leave(today: date) -> None:
    """Write the sums of the days before today. Runs in the caller's transaction."""
    drawn = random.Random("northfold")  # noqa: S311  an invented shop
    inboxes = {one.name: one.pk for one in Inbox.objects.all()}
    days: dict[tuple[Any, ...], Counter[str]] = {}
    hours: dict[tuple[Any, ...], Counter[str]] = {}
    for back in range(_DAYS, 0, -1):
        day = today - timedelta(days=back)
        for name, share in _SHARES.items():
            usual = (9, 9, 8, 9, 8, 5, 4)[day.weekday()] * share * (1.6 if 30 <= back % 180 < 37 else 1)
            counts = _day(drawn, max(0, round(drawn.gauss(usual, 2))), late=30 <= back % 180 < 37)
            place = (inboxes[name], Channel.WEBSITE.value)
            days[day, *place, 0] = counts
            hours |= {(day, hour, *place): each for hour, each in _hours(drawn, counts).items()}
    sums.add(days, hours)


def _day(drawn: random.Random, began: int, *, late: bool) -> Counter[str]:
    counts: Counter[str] = Counter(began=began)
    _draw(drawn, counts, FIRST, _FIRSTS, began, later=late)
    _draw(drawn, counts, WAIT, _FIRSTS, round(began * 2.4), later=late)
    _draw(drawn, counts, DONE, _DONES, began, later=late)
    for _ in range(began):
        counts["solved"] += drawn.random() < 0.77
        counts["again"] += drawn.random() < 0.06
        handed = drawn.random() < 0.12
        counts["handed"] += handed
        counts["twice"] += handed and drawn.random() < 0.1
        if drawn.random() < 0.28:
            counts[f"{STARS}_{drawn.choices(range(1, 6), _STARS)[0]}"] += 1
            if drawn.random() < 0.25:
                counts[f"{WOULD}_{drawn.choices(range(3), _WOULDS)[0]}"] += 1
    return counts


def _draw(
    drawn: random.Random, counts: Counter[str], what: str, weights: Sequence[int], n: int, *, later: bool
) -> None:
    for band in drawn.choices(range(BANDS), weights, k=n):
        counts[f"{what}_{min(band + later, BANDS - 1)}"] += 1


def _hours(drawn: random.Random, counts: Counter[str]) -> dict[int, Counter[str]]:
    firsts = [column for column, n in counts.items() if column.startswith(FIRST) for _ in range(n)]
    found: dict[int, Counter[str]] = {}
    for hour, first in zip(drawn.choices(range(24), _HOURS, k=len(firsts)), firsts, strict=True):
        found.setdefault(hour, Counter()).update(["began", first])
    return found
