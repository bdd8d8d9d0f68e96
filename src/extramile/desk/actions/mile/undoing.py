"""Taking a gesture back, and forgetting who made it."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from extramile.base import clock, events
from extramile.base.ids import uuid7
from extramile.desk.access import NotThere
from extramile.desk.actions.head import Draft
from extramile.desk.actions.held import held
from extramile.desk.actions.mile import sums, telling
from extramile.desk.actions.refused import Refused
from extramile.desk.events import Gave
from extramile.desk.mile.told import given
from extramile.desk.models import By, Gesture, Type
from extramile.desk.queries.gestures import is_undoable
from extramile.people.models import Agent

# Whoever lives furthest west begins a week a day after the furthest east; what is a week old is asked by nobody.
_KEPT = timedelta(days=9)


def undo(actor: Agent, conversation: int, gesture: int) -> bool:
    """Take back a gesture of one's own, while that can be; false when it was before. Raises NotThere or Refused."""
    with transaction.atomic():
        giver = Agent.objects.select_for_update(no_key=True).get(pk=actor.pk)
        with held(giver, conversation) as head:
            found = Gesture.objects.select_for_update().filter(pk=gesture, conversation=conversation).first()
            if found is None or found.agent != giver.pk:
                raise NotThere(gesture)
            if found.undone is not None:
                return False
            if found.done is not None:
                raise Refused(_("It has been carried out already, and cannot be taken back here."))
            if not is_undoable(found, head.at):
                raise Refused(_("It is too late to take it back here: that is possible for 15 minutes."))
            found.undone = head.at
            found.save(update_fields=["undone"])
            words = _("Took back: %(given)s.") % {"given": given(found.kind, found.amount, found.currency)}
            head.add(Draft(conversation, str(uuid7()), Type.NOTE, By.AGENT, giver.pk, giver.name, words))
            sums.take_off(found)
            telling.tell_undone(found)
            events.keep(Gave(found.pk))
            return True


def forget() -> None:
    """Forget whose allowance gestures came from, once their week is over: what is left is of the company."""
    known = Gesture.objects.filter(agent__isnull=False, week__lt=clock.now().date() - _KEPT)
    if known.exists():
        known.update(agent=None)
