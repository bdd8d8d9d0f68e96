"""Closing a round: what it tells is settled for ever, and what could be linked to a person is destroyed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import uuid4

from django.db import connection, transaction
from django.utils.translation import gettext as _

from extramile.people import access
from extramile.people.models import Agent
from extramile.pulse.measures import Measure, scores
from extramile.pulse.models import Answer, Closing, Going, Mark, Result, Round, Sheet, Unswept
from extramile.pulse.queries.asking import measures_of
from extramile.pulse.queries.past import Told, parts_of, told_before
from extramile.pulse.refused import NotOpen
from extramile.pulse.release.parts import WHOLE, Shown, Sum
from extramile.pulse.release.telling import release

_Scores = Mapping[str, Mapping[int, list[float]]]  # of each scale, by part
_LAST = timedelta(hours=12)  # where a day ends last, it ends so long after it has in UTC


def close_round(actor: Agent, round_: int, *, today: date) -> None:
    """Close the open round. Raises access.NotAllowed, or NotOpen when somebody else has closed it."""
    access.as_lead(actor)
    before = _looked_back(round_)
    with transaction.atomic():
        lead = access.as_lead(actor)
        if before is None or not _close(round_, before, today, by=lead):
            raise NotOpen(_("This round has been closed already. Here is what it tells."))


def close_due(*, now: datetime) -> None:
    """Close the open round when its last day is over for everybody, wherever they are; `now` is in UTC.

    Asked every few seconds, by any number of processes.
    """
    today = (now - _LAST).date()
    over = Going.objects.filter(round__until__lt=today).values_list("round_id", flat=True).first()
    before = None if over is None else _looked_back(over)
    if over is not None and before is not None:
        with transaction.atomic():
            _close(over, before, today, by=None)


def _looked_back(round_: int) -> Told | None:
    """What earlier rounds told, beside who is asked in the open one; None when it is not open.

    All of that has stood still since the round opened: it is read before anybody has to wait for their turn to write.
    """
    going = Going.objects.filter(round=round_).select_related("round").first()
    return told_before(going.round, parts_of(going.round)) if going else None


def _close(round_: int, before: Told, today: date, *, by: Agent | None) -> bool:
    going = Going.objects.select_for_update().filter(round=round_).select_related("round").first()
    if going is None:
        return False
    closed, sheets = going.round, scored()
    told = {one.key: told_on(one, before, sheets) for one in measures_of(closed)}
    _keep(closed, told)
    _rewrite(closed, sheets, told)
    _empty(Sheet._meta.db_table, Mark._meta.db_table)
    going.delete()
    Closing.objects.create(round=closed, by=by.pk if by else None, closer=by.name if by else "", day=today)
    Unswept.objects.create(round=closed)
    return True


def told_on(measure: Measure, before: Told, sheets: _Scores) -> Mapping[int, Shown]:
    """What a round tells on one scale; `before` is what earlier ones told, asked once for all its scales."""
    found = sheets.get(measure.key, {})
    sums = {part.key: Sum(len(given := found.get(part.key, [])), sum(given)) for part in before.now}
    return release(before.now, sums, before.on(measure.family), floor=measure.floor, steps=measure.steps)


def scored() -> _Scores:
    found: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for place, content in Sheet.objects.values_list("slice_id", "content"):
        for measure, score in scores(content).items():
            found[measure][place].append(score)
    return found


def _keep(closed: Round, told: Mapping[str, Mapping[int, Shown]]) -> None:
    Result.objects.bulk_create(
        Result(
            round=closed, slice_id=None if key == WHOLE else key, measure=measure, n=one.n, why=one.why or "",
            low=one.band.low if one.band else None, high=one.band.high if one.band else None,
        )
        for measure, shown in told.items()
        for key, one in shown.items()
    )  # fmt: skip


def _rewrite(closed: Round, sheets: _Scores, told: Mapping[str, Mapping[int, Shown]]) -> None:
    """Every score by itself, under a name of its own, in an order that has nothing to do with how they came."""
    # The order of names that are made of chance alone. It is also the one in which the database writes them soonest.
    rows = sorted(
        (uuid4().hex, closed.pk, place if _shown(told[measure], place) else None, measure, score)
        for measure in told
        for place, given in sheets.get(measure, {}).items()
        for score in given
    )
    # Tens of thousands in a large company, and others wait for their turn to write.
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {Answer._meta.db_table} (id, round_id, slice_id, measure, value) VALUES (%s, %s, %s, %s, %s)",  # noqa: S608
            rows,
        )


def _shown(shown: Mapping[int, Shown], place: int) -> bool:
    return place in shown and shown[place].band is not None


def _empty(*tables: str) -> None:
    with connection.cursor() as cursor:
        for table in tables:
            if connection.vendor == "postgresql":
                # Its file goes with the commit, and with it which transaction wrote what.
                cursor.execute(f'TRUNCATE TABLE "{table}"')
            else:
                cursor.execute("PRAGMA secure_delete=ON")
                cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608
