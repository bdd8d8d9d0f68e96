"""What happens to promises by itself when their time comes. Any number of workers may look at the same moment."""

from __future__ import annotations

from contextlib import suppress

from extramile.base import clock, events
from extramile.customers.account.facts import Fact
from extramile.customers.actions.promises.steps import account_for, held, take
from extramile.customers.events import PromiseDue
from extramile.customers.models import Promise, Reminder
from extramile.customers.models.promise import Kind
from extramile.customers.promises.rules import BROKEN, State

_AT_ONCE = 200


def look() -> None:
    """Tell holders of promises that are due soon, or now, and let lapse what nobody kept within a day; each once."""
    waiting = Promise.objects.filter(state=State.OPEN, next_at__lte=clock.now()).order_by("next_at", "pk")
    for promise in list(waiting.values_list("pk", flat=True)[:_AT_ONCE]):
        with suppress(Promise.DoesNotExist), held(promise) as found:
            # Asked again under the lock: another worker, or the holder, may have been here just now.
            now = clock.now()
            if found.state != State.OPEN or found.next_at is None or found.next_at > now:
                continue
            if found.due + BROKEN <= now:
                _lapse(found)
            else:
                _remind(found, "due" if found.due <= now else "soon")


def _lapse(promise: Promise) -> None:
    step = take(promise, Kind.LAPSED, by=None)
    promise.state = State.LAPSED
    account_for(promise, step, Fact.PROMISE_BROKEN, at=promise.due)


def _remind(promise: Promise, why: str) -> None:
    promise.next_at = promise.due if why == "soon" else promise.due + BROKEN
    promise.save(update_fields=["next_at"])
    _, fresh = Reminder.objects.get_or_create(promise=promise, why=why, due=promise.due, defaults={"at": clock.now()})
    if fresh and promise.holder_id is not None:
        events.publish(PromiseDue(promise.pk, promise.holder_id, why))
