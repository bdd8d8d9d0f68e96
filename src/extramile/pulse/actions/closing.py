"""Closing a round: what it tells is settled for ever, and what could be linked to a person is destroyed."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
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
from extramile.pulse.release.parts import WHOLE, Part, Shown, Sum
from extramile.pulse.release.telling import release

_order = random.SystemRandom()
_Scores = list[tuple[int, dict[str, float]]]


def close_round(actor: Agent, round_: int, *, today: date) -> None:
    """Close the open round. Raises access.NotAllowed, or NotOpen when somebody else has closed it."""
    with transaction.atomic():
        lead = access.as_lead(actor)
        if not _close(round_, today, by=lead):
            raise NotOpen(_("This round has been closed already. Here is what it tells."))


def close_due(*, today: date) -> None:
    """Close the open round when its last day is over. Asked every few seconds, by any number of processes."""
    over = Going.objects.filter(round__until__lt=today).values_list("round_id", flat=True).first()
    if over is not None:
        with transaction.atomic():
            _close(over, today, by=None)


def _close(round_: int, today: date, *, by: Agent | None) -> bool:
    going = Going.objects.select_for_update().filter(round=round_).select_related("round").first()
    if going is None:
        return False
    closed = going.round
    parts, sheets = parts_of(closed), scored()
    told = {one.key: told_on(one, parts, sheets, told_before(closed, parts)) for one in measures_of(closed)}
    _keep(closed, told)
    _rewrite(closed, sheets, told)
    _empty(Sheet._meta.db_table, Mark._meta.db_table)
    going.delete()
    Closing.objects.create(round=closed, by=by.pk if by else None, closer=by.name if by else "", day=today)
    Unswept.objects.create(round=closed)
    return True


def told_on(measure: Measure, parts: list[Part], sheets: _Scores, before: Told) -> Mapping[int, Shown]:
    """What a round tells on one scale."""
    found: dict[int, list[float]] = {part.key: [] for part in parts}
    for place, theirs in sheets:
        if measure.key in theirs:
            found[place].append(theirs[measure.key])
    sums = {key: Sum(len(given), sum(given)) for key, given in found.items()}
    return release(parts, sums, before.on(measure.family), floor=measure.floor, steps=measure.steps)


def scored() -> _Scores:
    return [(place, scores(content)) for place, content in Sheet.objects.values_list("slice_id", "content")]


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
    rows = [
        (uuid4().hex, closed.pk, place if _shown(told[measure], place) else None, measure, score)
        for place, found in sheets
        for measure, score in found.items()
        if measure in told
    ]
    _order.shuffle(rows)
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
