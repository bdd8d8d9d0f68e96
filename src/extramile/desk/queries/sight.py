"""What a page of the desk knows first of its agent: the inboxes, the kept counts, and who waits for them.

One statement, written out: it is on every page, and to ask for the three one by one took a tenth of the page's time.
"""

from __future__ import annotations

from dataclasses import dataclass

from extramile.base import prepared
from extramile.desk.queries.tallies import Tallies, own_scope
from extramile.people.models import Agent

_WAITS = "waits"
# The same as `desk.access.inboxes_of`.
_THEIRS = """ i
  WHERE NOT EXISTS (SELECT 1 FROM desk_inbox_teams s WHERE s.inbox_id = i.id)
    OR EXISTS (SELECT 1 FROM desk_inbox_teams s JOIN people_team_members m ON m.team_id = s.team_id
      WHERE s.inbox_id = i.id AND m.agent_id = %(agent)s)"""
# The sum keeps the planner from the index on inbox, as in the lists.
_AMONG_THEM = " AND inbox_id + 0 IN (SELECT id FROM seen)"
_SIGHT = """
WITH seen AS (SELECT id FROM desk_inbox{theirs})
SELECT seen.id, t.scope, t.status, t.n
FROM seen LEFT JOIN desk_tally t ON t.inbox_id = seen.id AND (t.scope = %(own)s OR t.scope NOT LIKE 'agent:%%')
UNION ALL
SELECT id, 'waits', NULL, 0 FROM (
  SELECT id FROM desk_conversation
  WHERE assignee_id = %(agent)s AND status = 'open' AND waiting_since IS NOT NULL{among}
  ORDER BY last_at DESC LIMIT 100) c
"""


@dataclass(frozen=True, slots=True)
class Sight:
    """Counts by inbox, scope and status, where `mine` is the agent's own, and the agent's open conversations in which a
    customer waits for an answer, 100 at most."""

    tallies: Tallies
    waiting: list[int]

    @property
    def inboxes(self) -> frozenset[int]:
        """The inboxes that the agent may see."""
        return frozenset(self.tallies)


def sight(agent: Agent) -> Sight:
    """What an active agent sees."""
    asked = _SIGHT.format(theirs="", among="") if agent.leads else _SIGHT.format(theirs=_THEIRS, among=_AMONG_THEM)
    found = prepared.answer(asked, {"agent": agent.pk, "own": f"agent:{agent.pk}"})
    tallies: Tallies = {}
    waiting = []
    for number, scope, status, n in found:
        if scope == _WAITS:
            waiting.append(number)
            continue
        counts = tallies.setdefault(number, {})
        named = scope and own_scope(scope, agent.pk)
        if named:
            counts.setdefault(named, {})[status] = n
    return Sight(tallies, waiting)
