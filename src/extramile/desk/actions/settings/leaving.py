"""What becomes of conversations when somebody leaves."""

from __future__ import annotations

from django.db import transaction

from extramile.desk.actions.assign import CannotSee, assign
from extramile.desk.models import Conversation, Status
from extramile.people import actions
from extramile.people.models import Agent


def deactivate(actor: Agent, agent: int) -> None:
    """Close the door to somebody, and hand what they hold back to their team, or to everybody, so that nobody waits for
    them. Resolved conversations stay as they are.

    Raises access.NotAllowed, access.NotThere or LastAdmin.
    """
    with transaction.atomic():
        actions.deactivate(actor, agent)
        held = Conversation.objects.filter(assignee=agent, status__in=[Status.OPEN, Status.SNOOZED])
        for conversation, team in held.order_by("pk").values_list("pk", "team"):
            try:
                assign(actor, conversation, team=team)
            except CannotSee:
                assign(actor, conversation)
