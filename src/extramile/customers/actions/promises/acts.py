"""What agents do with a promise."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from extramile.base import clock, events
from extramile.customers.account.facts import Fact
from extramile.customers.actions.promises.refused import Refused
from extramile.customers.actions.promises.steps import account_for, held, latest, still_owed, take, take_back
from extramile.customers.events import PromiseDue
from extramile.customers.models import Step
from extramile.customers.models.promise import Kind
from extramile.customers.promises.rules import FURTHEST, State
from extramile.people.models import Agent


def keep(actor: Agent, promise: int, *, in_time: bool = False) -> Step | None:
    """Say that a promise was kept; None when it was said before.

    One that is late counts as kept late, and goes into the account neither way, unless it was done `in_time` and only
    this was said late. One that lapsed and was kept in time was not broken; else it stays so in the account.
    Raises Refused or Promise.DoesNotExist.
    """
    with held(promise) as found:
        if found.state == State.KEPT:
            return None
        still_owed(found)
        now = clock.now()
        last = latest(found)
        if found.state == State.LAPSED and in_time and last:
            take_back(actor, found, last)
        late = not in_time and found.late(now)
        step = take(found, Kind.KEPT, by=actor.pk, late=late)
        found.state = State.KEPT
        if not late:
            account_for(found, step, Fact.PROMISE_KEPT, at=min(now, found.due))
    return step


def not_kept(actor: Agent, promise: int) -> Step | None:
    """Say that a promise was not kept; None when it was said before. Raises Refused or Promise.DoesNotExist."""
    with held(promise) as found:
        if found.state == State.BROKEN:
            return None
        still_owed(found)
        step = take(found, Kind.BROKEN, by=actor.pk)
        if found.state == State.OPEN:
            account_for(found, step, Fact.PROMISE_BROKEN, at=min(clock.now(), found.due))
        found.state = State.BROKEN
    return step


def move(actor: Agent, promise: int, due: datetime, *, told: bool) -> Step | None:
    """Give a promise another time; None when it has that one already.

    A customer who is `told` before the time has come was told before they had to ask, once for each promise. After it
    has passed, the time that was missed counts as broken, once. Raises Refused or Promise.DoesNotExist.
    """
    now = clock.now()
    if not now < due <= now + FURTHEST:
        raise Refused(_("Choose a time that is still to come, within a year."))
    with held(promise) as found:
        still_owed(found)
        if found.due == due and found.state == State.OPEN:
            return None
        late = found.late(now)
        first = not found.steps.filter(told=True, undoing=None).exists()
        step = take(found, Kind.MOVED, by=actor.pk, late=late, told=told and not late)
        if late and found.state == State.OPEN:
            account_for(found, step, Fact.PROMISE_BROKEN, at=found.due)
        elif told and first and not late:
            account_for(found, step, Fact.TOLD_BEFORE_ASKED, at=now)
        found.due, found.state = due, State.OPEN
    return step


def hand_over(actor: Agent, promise: int, to: int | None) -> Step | None:
    """Let somebody else hold a promise, or nobody, for whoever sees it to take over; None when it is so already.

    Raises Refused or Promise.DoesNotExist.
    """
    with held(promise) as found:
        if found.holder_id == to:
            return None
        still_owed(found)
        if to is not None and not Agent.objects.filter(pk=to, is_active=True).exists():
            raise Refused(_("Choose somebody who is still here."))
        step = take(found, Kind.HANDED, by=actor.pk)
        found.holder_id = to
        if to is not None and to != actor.pk:
            events.publish(PromiseDue(found.pk, to, "handed"))
    return step


def withdraw(actor: Agent, promise: int) -> Step | None:
    """Let go of a promise that is not needed any more; None when that was done. Raises Refused or DoesNotExist."""
    with held(promise) as found:
        if found.state == State.WITHDRAWN:
            return None
        still_owed(found)
        step = take(found, Kind.WITHDRAWN, by=actor.pk)
        found.state = State.WITHDRAWN
    return step


def undo(actor: Agent, promise: int, step: int) -> None:
    """Take back the last thing that was done with a promise, with its line in the account; once.

    Raises Refused when something else was done since, or Promise.DoesNotExist.
    """
    with held(promise) as found:
        last = latest(found)
        if found.steps.filter(undoes=step).exists():
            return
        if last is None or last.pk != step:
            raise Refused(_("Something else was done with this promise since. Look at it first."))
        take_back(actor, found, last)
