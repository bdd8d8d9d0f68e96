"""The load of a usual week by hour, of all or of what a team serves, and what is open now. No person is in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import add

from django.db.models import F, Min, Sum

from extramile.base import clock
from extramile.desk.models import Inbox, ReportHour, Status, Tally, TeamSize
from extramile.desk.reports import week as weeks
from extramile.desk.reports.apart import FEWEST, Crew, apart
from extramile.desk.reports.week import Week
from extramile.people.models import Agent, Team
from extramile.people.queries import company, teams


@dataclass(frozen=True, slots=True)
class Load:
    """A usual week, and the teams whose own may be looked at, by name; `hidden` where some have too few people.

    `team` is the one that is shown, None for all. `few` says that those who answer are too few for anything but what
    comes. `zone` is where its hours are. `unheld` and `held` are open conversations now, everywhere.
    """

    week: Week
    teams: list[tuple[int, str]]
    hidden: bool
    team: int | None
    few: bool
    zone: str
    unheld: int
    held: int


def load(team: int | None = None) -> Load:
    """The load of all, or of a team that may be told apart; of another one it is that of all."""
    zone = company().time_zone
    until = weeks.monday_before((clock.there(zone) or clock.now()).date())
    since = until - timedelta(weeks=weeks.WEEKS)
    everybody = Agent.objects.filter(is_active=True).count()
    every = teams()
    crews = _crews(every, since, until)
    shown = apart(crews)
    named = [(one.pk, one.name) for one in every if one.pk in shown]
    chosen = team if team in shown else None
    unheld, held = _now()
    return Load(
        weeks.week(_rows(since, until, chosen)), named, len(shown) < len(crews), chosen, everybody < FEWEST, zone,
        unheld, held,
    )  # fmt: skip


def _crews(every: list[Team], since: date, until: date) -> dict[int, Crew]:
    """The teams to whose own inboxes something came: others are no cover for those who answer it."""
    came = (
        ReportHour.objects.filter(day__gte=since, day__lt=until).order_by().values_list("inbox", flat=True).distinct()
    )
    serving = set(Inbox.objects.filter(pk__in=list(came)).values_list("teams", flat=True))
    sizes = TeamSize.objects.filter(day__gte=since).values_list("team").annotate(Min("people"))
    fewest = dict(sizes.order_by())
    crews = {}
    for team in every:
        people = frozenset(one.pk for one in team.members.all() if one.is_active)
        if team.pk in serving:
            crews[team.pk] = Crew(people, fewest.get(team.pk, len(people)))
    return crews


def _rows(since: date, until: date, team: int | None) -> list[tuple[date, int, int, int]]:
    kept = ReportHour.objects.filter(day__gte=since, day__lt=until)
    if team is not None:
        served = Inbox.objects.filter(teams=team) | Inbox.objects.filter(teams=None)
        kept = kept.filter(inbox__in=list(served.values_list("pk", flat=True).distinct()))
    soon = reduce(add, (F(column) for column in weeks.SOON))
    return list(kept.order_by().values_list("day", "hour").annotate(came=Sum("began"), soon=Sum(soon)))


def _now() -> tuple[int, int]:
    kept = Tally.objects.filter(scope__in=("any", "none"), status=Status.OPEN).order_by()
    open_now = dict(kept.values_list("scope").annotate(Sum("n")))
    unheld = open_now.get("none") or 0
    return unheld, (open_now.get("any") or 0) - unheld
