"""The nightly walk over everybody on the ladder: a piece at a time, and on from where it stopped."""

from __future__ import annotations

import time
from dataclasses import asdict
from datetime import date

from extramile.base import clock
from extramile.customers.actions import ladder
from extramile.customers.ladder.alive import Parameters
from extramile.customers.ladder.learning import learn
from extramile.customers.models import Night, Standing
from extramile.customers.queries.ladder import histories

_AT_ONCE = 500


def go_on(*, seconds: float = 1.0) -> bool:
    """Walk on for about `seconds`; false when tonight's walk has ended. Killed in between, it goes on where it was."""
    today = clock.now().date()
    night = Night.objects.filter(day=today).first() or _begin(today)
    stop = time.monotonic() + seconds
    while night.ended is None and time.monotonic() < stop:
        _step(night)
    return night.ended is None


def again() -> None:
    """Let today's walk begin anew, because much has changed since."""
    Night.objects.filter(day=clock.now().date()).delete()


def _begin(today: date) -> Night:
    learned = learn(lambda: histories(today))
    found = asdict(learned) | {"learned_from": Standing.objects.count()} if learned else {}
    return Night.objects.get_or_create(day=today, defaults=found)[0]


def _step(night: Night) -> None:
    found = list(Standing.objects.filter(pk__gt=night.reached).order_by("pk").values_list("pk", flat=True)[:_AT_ONCE])
    if found:
        learned = Parameters(night.r, night.alpha, night.a, night.b) if night.r is not None else None  # type: ignore[arg-type]
        ladder.night(found, today=night.day, learned=learned)
        night.reached = found[-1]
    else:
        night.ended = clock.now()
    night.save(update_fields=["reached", "ended"])
