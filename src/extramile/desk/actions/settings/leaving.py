"""What becomes of conversations when somebody leaves, or may see less than before."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from extramile.desk.actions.handback import hand_back
from extramile.people import actions
from extramile.people.models import Agent


def deactivate(actor: Agent, agent: int) -> None:
    """Close the door to somebody, and hand what they hold back to their team, or to everybody, so that nobody waits for
    them. Resolved conversations follow when they are reopened.

    Raises access.NotAllowed, access.NotThere or LastAdmin.
    """
    with transaction.atomic():
        actions.deactivate(actor, agent)
        hand_back(actor)


def change_place(actor: Agent, agent: int, *, teams: Collection[int], role: str | None = None) -> None:
    """Put somebody in exactly these teams, in another role too when one is given, and hand back what they hold but
    cannot see any more.

    Raises access.NotAllowed, access.NotThere or LastAdmin.
    """
    with transaction.atomic():
        if role is not None:
            actions.change_role(actor, agent, role)
        actions.put_in_teams(actor, agent, teams)
        hand_back(actor)
