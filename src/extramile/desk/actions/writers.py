"""Who answers on the live path is asked again inside the write: they may have been let go a moment ago, elsewhere."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

from extramile.desk.access import agent_seeing
from extramile.desk.actions.head import RESOLVED
from extramile.desk.shapes import Row
from extramile.people.models import Agent


def still_here(agents: Collection[int]) -> set[int]:
    """Those of these agents who are not let go, and cannot be until the caller's transaction ends.

    Before conversations are locked: whoever lets somebody go changes the agent first, and then takes theirs back.
    """
    if not agents:
        return set()
    if connection.vendor != "postgresql":
        return set(Agent.objects.filter(pk__in=agents, is_active=True).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        # Others may answer at the same time; who changes an agent waits for them.
        held = "SELECT id FROM people_agent WHERE id = ANY(%s) AND is_active ORDER BY id FOR SHARE"
        cursor.execute(held, [list(agents)])
        return {row[0] for row in cursor.fetchall()}


def may_take(agent: int, row: Row) -> bool:
    """Whether an answer of theirs, which can make them the one who holds it, may be in this conversation. Of one that
    is open and held nothing is asked again."""
    held = row.assignee is not None and row.status != RESOLVED
    return held or agent_seeing(agent, row.inbox) is not None
