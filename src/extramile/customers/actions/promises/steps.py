"""Taking a step with a promise, under its lock, and what that writes in the customer's account."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from extramile.base import clock, events
from extramile.customers.account.facts import TOLD_BY_MISTAKE, Fact
from extramile.customers.actions import account
from extramile.customers.actions.promises.refused import Refused
from extramile.customers.events import CustomerChanged
from extramile.customers.models import Promise, Step
from extramile.customers.models.promise import Kind
from extramile.customers.promises.rules import OWED, State, next_look
from extramile.people.models import Agent


@contextmanager
def held(promise: int) -> Iterator[Promise]:
    """A promise under its lock; what was changed in it is stored and told. Raises Promise.DoesNotExist."""
    with transaction.atomic():
        found = Promise.objects.select_for_update(no_key=True).get(pk=promise)
        before = (found.state, found.due, found.holder_id)
        yield found
        if (found.state, found.due, found.holder_id) != before:
            found.next_at = next_look(found.due, clock.now()) if found.state == State.OPEN else None
            found.save(update_fields=["state", "due", "holder", "next_at"])
            events.publish(CustomerChanged(found.customer_id))


def take(promise: Promise, kind: str, *, by: int | None, late: bool = False, told: bool = False) -> Step:
    """Write down that something was done, with how it was before. The caller changes the promise afterwards."""
    return Step.objects.create(
        promise=promise, kind=kind, at=clock.now(), by=by, state=promise.state, due=promise.due,
        holder=promise.holder_id, late=late, told=told,
    )  # fmt: skip


def account_for(promise: Promise, step: Step, fact: Fact, *, at: datetime) -> None:
    """Write a step's line into the customer's account: one at most for each step."""
    account.record(
        promise.customer_id, fact, key=_line(step), at=at, about=promise.what, conversation=promise.conversation,
        by=step.by,
    )  # fmt: skip


def take_back(actor: Agent, promise: Promise, step: Step) -> None:
    """Undo a step: the promise is as it was before, and the step's line in the account is taken back."""
    Step.objects.create(
        promise=promise, kind=Kind.UNDONE, at=clock.now(), by=actor.pk, state=promise.state, due=promise.due,
        holder=promise.holder_id, undoes=step,
    )  # fmt: skip
    promise.state, promise.due, promise.holder_id = step.state, step.due, step.holder
    account.take_back(_line(step), reason=TOLD_BY_MISTAKE, by=actor.pk)


def latest(promise: Promise) -> Step | None:
    """The last step that still stands."""
    return promise.steps.filter(undoes=None, undoing=None).order_by("-pk").first()


def still_owed(promise: Promise) -> None:
    """Raises Refused for a promise that is over."""
    if promise.state not in OWED:
        raise Refused(_("This promise is over already. Undo that first."))


def _line(step: Step) -> str:
    return f"promise:{step.promise_id}:{step.pk}"
