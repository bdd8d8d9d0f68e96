"""Who answers on the live path is asked again inside the write: they may have been let go a moment ago, elsewhere."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

from extramile.desk.access import inboxes_of
from extramile.desk.actions.head import RESOLVED
from extramile.desk.shapes import Row
from extramile.people.models import Agent


class Here:
    """Those of these agents who are not let go, and cannot be until the caller's transaction ends; and what they may
    take. Each is asked once for the whole transaction, however many answers of theirs are in it.

    Made before conversations are locked: whoever lets somebody go changes the agent first, and then takes theirs back.
    """

    def __init__(self, agents: Collection[int]) -> None:
        self._here = _still_here(agents)
        self._inboxes: dict[int, frozenset[int]] = {}

    def __contains__(self, agent: int) -> bool:
        return agent in self._here

    def may_take(self, agent: int, row: Row) -> bool:
        """Whether an answer of theirs, which can make them the one who holds it, may be in this conversation. Of one
        that is open and held nothing is asked again."""
        return (row.assignee is not None and row.status != RESOLVED) or row.inbox in self._seen(agent)

    def _seen(self, agent: int) -> frozenset[int]:
        if agent not in self._inboxes:
            found = Agent.objects.filter(pk=agent).first()
            self._inboxes[agent] = inboxes_of(found) if found else frozenset()
        return self._inboxes[agent]


def _still_here(agents: Collection[int]) -> set[int]:
    if not agents:
        return set()
    if connection.vendor != "postgresql":
        return set(Agent.objects.filter(pk__in=agents, is_active=True).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        # Others may answer at the same time; who changes an agent waits for them.
        held = "SELECT id FROM people_agent WHERE id = ANY(%s) AND is_active ORDER BY id FOR SHARE"
        cursor.execute(held, [list(agents)])
        return {row[0] for row in cursor.fetchall()}
