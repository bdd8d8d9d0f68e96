"""What leads will do about a round."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from extramile.base import text
from extramile.people import access
from extramile.people.models import Agent
from extramile.pulse.measures import DEEDS
from extramile.pulse.models import Closing, Deed, Round
from extramile.pulse.refused import NoDeed

WORDS = 200


def write_deed(actor: Agent, round_: int, words: str, *, today: date) -> Deed:
    """Say what we will do about the newest closed round. Raises access.NotAllowed or NoDeed."""
    said = text.line(text.storable(words).strip(), WORDS)
    with transaction.atomic():
        lead = access.as_lead(actor)
        if not said:
            raise NoDeed(_("Write down one thing that you will do."))
        # Held: two leads at once would go past the most that the next round can ask about.
        about = _open_to_deeds(round_)
        if about.deeds.count() >= DEEDS:
            raise NoDeed(_("Three things are as many as the next round asks about. Take one back to write another."))
        return Deed.objects.create(round=about, words=said, by=lead.pk, author=lead.name, day=today)


def take_back_deed(actor: Agent, deed: int) -> int:
    """Take one back, until the next round asks about it; the round it was about. Raises access.NotAllowed or NoDeed."""
    with transaction.atomic():
        access.as_lead(actor)
        found = Deed.objects.filter(pk=deed).first()
        if found is None:
            raise NoDeed(_("That has been taken back already."))
        about = _open_to_deeds(found.round_id)
        found.delete()
        return about.pk


def _open_to_deeds(round_: int) -> Round:
    newest = Closing.objects.order_by("-day", "-pk").values_list("round_id", flat=True).first()
    if newest != round_ or Round.objects.filter(before=round_).exists():
        raise NoDeed(_("A newer round asks about this already, so it stays as it is."))
    return Round.objects.select_for_update().get(pk=round_)
