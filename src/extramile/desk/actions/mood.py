"""What people say about an estimate, and the sums that tell how conversations usually go."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from extramile.desk.access import NotThere, conversation_for
from extramile.desk.actions.refused import Refused
from extramile.desk.models import Conversation, Entry, MoodCorrection, MoodCounted, MoodSum, Reading, Status, Type
from extramile.desk.mood.estimate import NotACustomer
from extramile.desk.mood.trace import heard
from extramile.desk.queries import mood
from extramile.people.models import Agent


def correct(actor: Agent, conversation: int, *, seq: int, said: Reading) -> None:
    """Keep how a customer's message sounds to somebody who reads it, in the place of what was said before.

    Raises NotThere, or Refused for what has no estimate.
    """
    entry = _message(actor, conversation, seq)
    # Before the transaction: the first estimate of a process reads its weights.
    valence = _estimated(entry)
    with transaction.atomic():
        conversation_for(actor, conversation)
        _on()
        MoodCorrection.objects.update_or_create(entry=entry, defaults={"said": said, "valence": valence})


def take_back(actor: Agent, conversation: int, *, seq: int) -> None:
    """Let the estimate of a message stand as it was. Raises NotThere."""
    with transaction.atomic():
        MoodCorrection.objects.filter(entry=_message(actor, conversation, seq)).delete()


def count(conversation: int) -> None:
    """Add how far the mood rose in a conversation to its inbox's sum, when it is resolved: once for each, for ever."""
    found = Conversation.objects.filter(pk=conversation, status=Status.RESOLVED).first()
    trace = mood.trace_of(found) if found else None
    if found is None or trace is None or trace.rise is None:
        return
    with transaction.atomic():
        if mood.is_off() or not MoodCounted.objects.get_or_create(conversation=found)[1]:
            return
        MoodSum.objects.get_or_create(inbox_id=found.inbox_id)
        MoodSum.objects.filter(inbox=found.inbox_id).update(
            conversations=F("conversations") + 1, hundredths=F("hundredths") + round(100 * trace.rise)
        )


def _message(actor: Agent, conversation: int, seq: int) -> Entry:
    found = Entry.objects.filter(conversation=conversation_for(actor, conversation), seq=seq, type=Type.MESSAGE).first()
    if found is None:
        raise NotThere(seq)
    return found


def _estimated(entry: Entry) -> float:
    try:
        valence = heard(entry.text, entry.by)
    except NotACustomer as error:
        raise Refused(_("How a colleague sounds is nobody’s to estimate.")) from error
    if valence is None:
        raise Refused(_("There is no estimate of this message."))
    return valence


def _on() -> None:
    if mood.is_off():
        raise Refused(_("The estimate is switched off."))
