"""The nightly walk over everybody on the ladder: a piece at a time, and on from where it stopped."""

from __future__ import annotations

import time
from dataclasses import asdict
from datetime import date

from django.db import transaction

from extramile.base import clock
from extramile.customers.actions import ladder
from extramile.customers.ladder.learning import learn
from extramile.customers.models import Night, Standing
from extramile.customers.queries.ladder import histories, parameters

_AT_ONCE = 500


def go_on(*, seconds: float = 1.0) -> bool:
    """Walk on for about `seconds`; false when tonight's walk has ended. Killed in between, it goes on where it was."""
    today = clock.now().date()
    night: Night | None = Night.objects.filter(day=today).first() or _begin(today)
    stop = time.monotonic() + seconds
    while night and night.ended is None and time.monotonic() < stop:
        night = _step(today)
    return night is None or night.ended is None


def again() -> None:
    """Let today's walk begin anew, because much has changed since."""
    Night.objects.filter(day=clock.now().date()).delete()


def _begin(today: date) -> Night:
    learned = learn(lambda: histories(today))
    found = asdict(learned) | {"learned_from": Standing.objects.count()} if learned else {}
    return Night.objects.get_or_create(day=today, defaults=found)[0]


@transaction.atomic
def _step(today: date) -> Night | None:
    # Under the night's own lock: two workers at once would each move the same customers. None when it was begun anew.
    night = Night.objects.select_for_update().filter(day=today).first()
    if night is None:
        return None
    found = list(Standing.objects.filter(pk__gt=night.reached).order_by("pk").values_list("pk", flat=True)[:_AT_ONCE])
    if found:
        ladder.night(found, today=today, learned=parameters(night))
        night.reached = found[-1]
    else:
        night.ended = clock.now()
    night.save(update_fields=["reached", "ended"])
    return night
