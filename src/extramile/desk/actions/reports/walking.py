"""When counting is done: what is new every few minutes, and once a day a look at every conversation.

The look at all is what counts the past too, after an update or an import, and whatever came to a log without words.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from extramile.base import clock
from extramile.desk.actions.reports.folding import fold
from extramile.desk.actions.reputation import look_for_turn
from extramile.desk.models import (
    Conversation,
    Reckoned,
    ReportDay,
    ReportHour,
    ReportMonth,
    ReportMonthHour,
    ReportWalk,
    Status,
    TeamSize,
)
from extramile.desk.reports.reckoning import EDITION
from extramile.people.queries import company, is_founded, teams, today

EVERY = timedelta(minutes=5)
# What was being written while we last looked: it may have a moment from before it.
_OVERLAP = timedelta(minutes=10)
_AT_ONCE = 200
_LOOKED_AT = 5_000


@dataclass(frozen=True, slots=True)
class Place:
    """How far the daily look at all conversations is: those up to `reached` of `last`; `ended` when it is through."""

    reached: int
    last: int
    ended: bool


def look() -> None:
    """Count what is new, when it is time to; called every few seconds."""
    if not is_founded():
        return
    now = clock.now()
    zone, day = company().time_zone, today()
    found = _current(zone, day)
    if found.swept is None or now - found.swept >= EVERY:
        _note_sizes(day)
        _fold(_lately(found.swept), zone)
        ReportWalk.objects.filter(pk=found.pk, zone=zone).update(swept=now)
        look_for_turn(day)
    walk(seconds=0.5)


def walk(*, seconds: float) -> Place:
    """Go on with today's look at every conversation for about so long."""
    stop = time.monotonic() + seconds
    while True:
        found = ReportWalk.objects.first()
        last = Conversation.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        if found is None or found.ended or time.monotonic() >= stop:
            return Place(found.reached if found else 0, last, found is None or found.ended)
        _step(found)


def again(*, anew: bool = False) -> None:
    """Let today's look at all begin once more, since something came from elsewhere; `anew`, count all from nothing."""
    with transaction.atomic():
        found = ReportWalk.objects.select_for_update().first()
        if found is None:
            return
        if anew:
            _forget()
        ReportWalk.objects.update(reached=0, ended=False, **({"whole": False} if anew else {}))


def _current(zone: str, today: date) -> ReportWalk:
    """The one row, begun anew where a day has begun, or what was counted was counted otherwise."""
    found = ReportWalk.objects.first()
    if found is not None and (found.zone, found.edition, found.day) == (zone, EDITION, today):
        return found
    with transaction.atomic():
        # The fixed key lets one row in, whoever comes first.
        found, fresh = ReportWalk.objects.select_for_update().get_or_create(
            pk=1, defaults={"zone": zone, "edition": EDITION, "day": today}
        )
        if (found.zone, found.edition) != (zone, EDITION):
            _forget()
            found.whole, fresh = False, True
        if fresh or found.day != today:
            found.zone, found.edition, found.day = zone, EDITION, today
            found.reached, found.ended = 0, False
            found.save()
    return found


def _forget() -> None:
    for model in (ReportDay, ReportHour, ReportMonth, ReportMonthHour, Reckoned):
        model.objects.all()._raw_delete("default")


def _step(found: ReportWalk) -> None:
    heads = Conversation.objects.filter(pk__gt=found.reached, seq__gt=0).order_by("pk")
    piece = list(heads.values_list("pk", "seq")[:_LOOKED_AT])
    reached = found.reached
    if piece:
        known = dict(Reckoned.objects.filter(pk__gt=found.reached, pk__lte=piece[-1][0]).values_list("pk", "seq"))
        behind = [pk for pk, seq in piece if seq > known.get(pk, 0)][:_AT_ONCE]
        fold(behind, zone=found.zone)
        reached = behind[-1] if len(behind) == _AT_ONCE else piece[-1][0]
    # Only from where we were: it may have begun once more meanwhile, or another worker may be further.
    same = ReportWalk.objects.filter(zone=found.zone, edition=found.edition, day=found.day, reached=found.reached)
    if piece:
        same.update(reached=reached)
    else:
        same.update(ended=True, whole=True)


def _lately(since: datetime | None) -> list[int]:
    """Conversations in which something was said since a moment. Without one the walk will come to them."""
    if since is None:
        return []
    newest: list[int] = []
    for status in Status.values:
        talked = Conversation.objects.filter(status=status, last_at__gte=since - _OVERLAP)
        newest += talked.values_list("pk", flat=True)
    return newest


def _fold(conversations: list[int], zone: str) -> None:
    for start in range(0, len(conversations), _AT_ONCE):
        fold(conversations[start : start + _AT_ONCE], zone=zone)


def _note_sizes(today: date) -> None:
    """Keep how many people each team had today, at the fewest."""
    kept = dict(TeamSize.objects.filter(day=today).values_list("team", "people"))
    for team in teams():
        people = sum(member.is_active for member in team.members.all())
        if team.pk not in kept:
            TeamSize.objects.get_or_create(day=today, team=team.pk, defaults={"people": people})
        elif people < kept[team.pk]:
            TeamSize.objects.filter(day=today, team=team.pk, people__gt=people).update(people=people)
