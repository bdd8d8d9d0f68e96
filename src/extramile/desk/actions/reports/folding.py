"""Folding conversations' logs into the sums, a log's new part at a time.

A log only ever grows, so what was counted of it before is reckoned again from its beginning and taken away, and what
it comes to now is put in its place. The live path writes nothing of this.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.db.models.functions import Substr

from extramile.desk.actions.reports import sums
from extramile.desk.models import Conversation, Entry, Reckoned, ReportWalk
from extramile.desk.reports.reckoning import Counted, Step, reckon

_TRIES = 5
_TEXT = 200
_Place = tuple[int, str]
_RECKONED = """
    INSERT INTO desk_reckoned (conversation_id, seq) VALUES (%s, %s)
    ON CONFLICT (conversation_id) DO UPDATE SET seq = excluded.seq
"""


@dataclass(slots=True)
class _Change:
    """What the sums change by: a row's key, and by how much each of its columns."""

    days: dict[tuple[Any, ...], Counter[str]] = field(default_factory=dict)
    hours: dict[tuple[Any, ...], Counter[str]] = field(default_factory=dict)

    def add(self, place: _Place, counted: Counted, by: int) -> None:
        inbox, channel = place
        for (day, column), n in counted.days.items():
            key = (day, inbox, channel, counted.team or 0)
            self.days.setdefault(key, Counter())[column] += n * by
        for (day, hour, column), n in counted.hours.items():
            self.hours.setdefault((day, hour, inbox, channel), Counter())[column] += n * by


def follow(conversation: int) -> None:
    """Fold one conversation of which something is known to have happened, where counting has begun."""
    zone = ReportWalk.objects.values_list("zone", flat=True).first()
    if zone is not None:
        fold([conversation], zone=zone)


def fold(conversations: Sequence[int], *, zone: str) -> int:
    """Count what is new in these conversations; how many had something. Told twice, it changes nothing more.

    `zone` is the IANA name of the one in which days begin. Nothing happens when the sums are made with another by now.
    """
    for _ in range(_TRIES):
        # Logs are read before the transaction, which takes no longer than writing does.
        before = dict(Reckoned.objects.filter(pk__in=conversations).values_list("pk", "seq"))
        places = {pk: (inbox, channel) for pk, inbox, channel, seq in _heads(conversations) if seq > before.get(pk, 0)}
        change, reached = _changed(places, before, ZoneInfo(zone))
        with transaction.atomic():
            walk = ReportWalk.objects.select_for_update().first()
            if walk is None or walk.zone != zone:
                return 0
            now = dict(Reckoned.objects.filter(pk__in=places).values_list("pk", "seq"))
            # Another worker counted some of these meanwhile: what was read of them is no change any more.
            if all(now.get(pk) == before.get(pk) for pk in places):
                _keep(change, reached)
                return len(places)
    return 0


def _heads(conversations: Sequence[int]) -> list[tuple[int, int, str, int]]:
    return list(Conversation.objects.filter(pk__in=conversations).values_list("pk", "inbox", "channel", "seq"))


def _changed(places: Mapping[int, _Place], before: Mapping[int, int], zone: ZoneInfo) -> tuple[_Change, dict[int, int]]:
    change, reached = _Change(), {}
    for conversation, log in _logs(places):
        seen = before.get(conversation, 0)
        if seen:
            change.add(places[conversation], reckon([step for step in log if step.seq <= seen], zone), -1)
        change.add(places[conversation], reckon(log, zone), 1)
        reached[conversation] = log[-1].seq
    return change, reached


def _logs(conversations: Iterable[int]) -> Iterator[tuple[int, list[Step]]]:
    entries = Entry.objects.filter(conversation__in=list(conversations)).annotate(begins=Substr("text", 1, _TEXT))
    columns = ("conversation_id", "seq", "type", "by", "begins", "at", "agent", "data")
    rows = entries.order_by("conversation", "seq").values_list(*columns)
    for conversation, log in groupby(rows, key=lambda row: row[0]):
        yield (
            conversation,
            [Step(seq, kind, by, words, at, agent, data or {}) for _, seq, kind, by, words, at, agent, data in log],
        )


def _keep(change: _Change, reached: Mapping[int, int]) -> None:
    sums.add(change.days, change.hours)
    with connection.cursor() as cursor:
        cursor.executemany(_RECKONED, sorted(reached.items()))
