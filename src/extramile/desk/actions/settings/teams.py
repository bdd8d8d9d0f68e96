"""What the desk lets go of when a team is another, or is removed."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from extramile.desk.actions.handback import hand_back
from extramile.desk.actions.refused import Refused
from extramile.desk.models import Inbox, Tally
from extramile.people import access, actions
from extramile.people.models import Agent, Team


def save_team(actor: Agent, *, name: str, members: Collection[int], team: int | None = None) -> Team:
    """Make a team, or change the one given, with exactly these members; what somebody holds but cannot see any more
    goes back.

    Raises access.NotAllowed, access.NotThere or NameTaken.
    """
    with transaction.atomic():
        held = actions.save_team(actor, name=name, members=members, team=team)
        hand_back(actor)
        return held


def remove_team(actor: Agent, team: int) -> None:
    """Remove a team; its conversations and members stay.

    Raises access.NotAllowed, access.NotThere, or Refused while an inbox is served by this team alone.
    """
    with transaction.atomic():
        access.as_lead(actor)
        for inbox in Inbox.objects.filter(teams=team).prefetch_related("teams"):
            # An inbox without teams is everybody's: it may not fall open because its last team went.
            if len(inbox.teams.all()) == 1:
                sentence = _("Only this team serves the inbox %(inbox)s. Give that inbox another team first.")
                raise Refused(sentence % {"inbox": inbox.name})
        actions.remove_team(actor, team)
        hand_back(actor)
        # After the conversations, as everybody who counts takes them: the other way round would make a circle.
        Tally.objects.filter(scope=f"team:{team}").delete()
