"""Telling gestures to another system, so that it can carry them out: kept with the gesture, sent aside by a worker.

A gesture is told some seconds after it was made, so that one which is taken back at once was never told. What fails is
sent again under the same name; an address that does not answer at all rests, so that nothing else waits for it.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from extramile.base import clock, webhook
from extramile.desk.actions.refused import Refused
from extramile.desk.models import Gesture, Hook, HookDelivery
from extramile.desk.models.hook import Told
from extramile.desk.queries.hooks import hook, letter_of, secret_of, trial
from extramile.people import access
from extramile.people.models import Agent

GRACE = timedelta(seconds=15)
_PAUSES = tuple(timedelta(seconds=each) for each in (30, 300, 3_600, 21_600, 86_400))
# Whoever was at it so long ago was killed: it is sent again.
_LOST = timedelta(seconds=90)
_BUDGET = 4.0  # seconds after which nothing more is begun
_KEPT = timedelta(days=30)
_log = structlog.get_logger()


def tell(gesture: Gesture) -> None:
    """Let the other system know, if there is one. Runs in the caller's transaction."""
    if hook() is not None:
        HookDelivery.objects.create(gesture=gesture, next_at=gesture.at + GRACE)


def tell_undone(gesture: Gesture) -> None:
    """The same of one that is taken back. Nothing of it, where it was not told yet.

    Raises Refused while the other system is being told, since what it answers decides whether it can be taken back.
    """
    told = list(HookDelivery.objects.select_for_update().filter(gesture=gesture, undone=False))
    if any(_is_going(one, clock.now()) for one in told):
        raise Refused(_("It is being carried out just now. Try again in a moment."))
    HookDelivery.objects.filter(gesture=gesture, undone=False, state=Told.WAITING).update(state=Told.DROPPED)
    # Told to nobody any more, it would wait for the next address that somebody sets, however late.
    if any(one.tries for one in told) and hook() is not None:
        HookDelivery.objects.create(gesture=gesture, undone=True)


def send_due() -> None:
    """Send what is due, one after the other, and no longer than a few seconds."""
    began = time.monotonic()
    while time.monotonic() - began < _BUDGET:
        claimed = _claim()
        if claimed is None or not _send(*claimed):
            return


def send_again(actor: Agent, delivery: UUID) -> None:
    """Try one that has failed once more, and the address at once. Raises access.NotAllowed."""
    with transaction.atomic():
        access.as_admin(actor)
        failed = HookDelivery.objects.filter(pk=delivery, state=Told.FAILED)
        failed.update(state=Told.WAITING, next_at=clock.now(), tries=1)
        Hook.objects.update(rests_until=None)


def try_out(actor: Agent) -> webhook.Answer | None:
    """Tell the other system that this is a try, and wait for its answer; None while there is no address.

    Nothing of it is kept, and it does not wait for an address that rests. Raises access.NotAllowed, webhook.NoAnswer or
    webhook.WrongAddress.
    """
    access.as_admin(actor)
    to = hook()
    if to is None:
        return None
    answer = webhook.send(to.url, trial(), secret=secret_of(to), own=settings.CONFIG.hook_networks)
    if answer.received:
        Hook.objects.update(troubles=0, rests_until=None)
    return answer


def forget_old() -> None:
    """Forget deliveries that are long over."""
    over = HookDelivery.objects.exclude(state=Told.WAITING).filter(at__lt=clock.now() - _KEPT)
    if over.exists():
        over.delete()


def _claim() -> tuple[Hook, HookDelivery] | None:
    to, now = hook(), clock.now()
    if to is None or (to.rests_until is not None and to.rests_until > now):
        return None
    free = Q(going=None) | Q(going__lt=now - _LOST)
    waiting = HookDelivery.objects.filter(free, state=Told.WAITING, next_at__lte=now)
    for one in waiting.select_related("gesture__conversation__customer").order_by("next_at")[:5]:
        # Two workers see the same one; the row lets the first take it, and shows the second that it is taken.
        if HookDelivery.objects.filter(free, pk=one.pk, state=Told.WAITING).update(going=now, tries=one.tries + 1):
            one.tries += 1
            return to, one
    return None


def _send(to: Hook, delivery: HookDelivery) -> bool:
    try:
        answer = webhook.send(to.url, letter_of(delivery), secret=secret_of(to), own=settings.CONFIG.hook_networks)
    except (webhook.NoAnswer, webhook.WrongAddress) as error:
        _log.warning("hook_unanswered", delivery=str(delivery.pk), reason=str(error), tries=delivery.tries)
        _failed(delivery, trouble=str(error)[:40])
        troubles = min(to.troubles + 1, len(_PAUSES))
        Hook.objects.filter(pk=to.pk).update(troubles=troubles, rests_until=clock.now() + _PAUSES[troubles - 1] / 2)
        return False
    Hook.objects.filter(pk=to.pk, troubles__gt=0).update(troubles=0, rests_until=None)
    if answer.received:
        _received(delivery, answer)
    else:
        _failed(delivery, status=answer.status)
    return True


def _received(delivery: HookDelivery, answer: webhook.Answer) -> None:
    with transaction.atomic():
        # The gesture before what was told of it, as whoever takes it back does, or each would wait for the other.
        gesture = Gesture.objects.select_for_update().filter(pk=delivery.gesture_id).first()
        if gesture is None:
            return
        mine = HookDelivery.objects.filter(pk=delivery.pk)
        mine.update(state=Told.RECEIVED, done=answer.done, status=answer.status, trouble="", going=None)
        if answer.done and not delivery.undone and gesture.undone is None:
            gesture.done = clock.now()
            gesture.save(update_fields=["done"])


def _failed(delivery: HookDelivery, *, status: int | None = None, trouble: str = "") -> None:
    over = delivery.tries > len(_PAUSES)
    again = clock.now() + _PAUSES[min(delivery.tries, len(_PAUSES)) - 1]
    state = Told.FAILED if over else Told.WAITING
    mine = HookDelivery.objects.filter(pk=delivery.pk, state=Told.WAITING)
    mine.update(state=state, status=status, trouble=trouble, next_at=again, going=None)


def _is_going(delivery: HookDelivery, now: datetime) -> bool:
    return delivery.going is not None and now - delivery.going < _LOST
