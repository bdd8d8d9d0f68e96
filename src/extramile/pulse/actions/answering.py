"""Answering the open round."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from extramile.people.models import Agent
from extramile.pulse.measures import checked
from extramile.pulse.models import Going, Mark, Sheet
from extramile.pulse.queries.asking import items_of, slice_of
from extramile.pulse.refused import AnsweredAlready, NotAsked, NothingAnswered, NotOpen


def answer(agent: Agent, round_: int, answers: Mapping[str, int]) -> None:
    """Store somebody's answers, by question, and mark that they answered. What they left out is not in `answers`.

    Raises measures.Unreadable, NothingAnswered, NotOpen, NotAsked or AnsweredAlready.
    """
    given = checked(answers)
    if not given:
        raise NothingAnswered(_("You have left out every question, so there is nothing to send."))
    with transaction.atomic():
        # Held: who closes the round waits for this answer, and who answers after that finds the round closed.
        going = Going.objects.select_for_update().filter(round=round_).select_related("round").first()
        if going is None:
            raise NotOpen(_("This round has closed, and your answers were not sent. The next one asks you again."))
        place = slice_of(going.round_id, agent.pk)
        if place is None:
            raise NotAsked(_("You joined after this round had opened. The next one asks you too."))
        # Looked for, and not tried: PostgreSQL writes a row that it refuses as double into its log, with whose it is.
        if Mark.objects.filter(agent=agent.pk).exists():
            raise AnsweredAlready(_("You have answered this round. Your answers are in, once."))
        Mark.objects.create(agent=agent.pk)
        asked = items_of(going.round)
        Sheet.objects.create(slice_id=place, content={item: one for item, one in given.items() if item in asked})
