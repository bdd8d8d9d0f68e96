"""Kept counts as a desk's page needs them."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

_KEPT = """
SELECT inbox_id, scope, status, n FROM desk_tally
WHERE inbox_id IN ({inboxes}) AND (scope = %s OR scope NOT LIKE 'agent:%%')
"""
Tallies = dict[int, dict[str, dict[str, int]]]


def tallies_for(agent: int, inboxes: Collection[int]) -> Tallies:
    """Counts by inbox, scope and status, for one agent: `mine` is theirs, and nobody else's own counts are in it."""
    counts: Tallies = {inbox: {} for inbox in inboxes}
    if not counts:
        return counts
    with connection.cursor() as cursor:
        cursor.execute(_KEPT.format(inboxes=", ".join(["%s"] * len(counts))), [*counts, f"agent:{agent}"])
        kept = cursor.fetchall()
    for inbox, scope, status, n in kept:
        named = own_scope(scope, agent)
        if named:
            counts[inbox].setdefault(named, {})[status] = n
    return counts


def own_scope(scope: str, agent: int) -> str | None:
    """A scope as `agent` is told of it: their own is `mine`, another agent's is None."""
    if scope == f"agent:{agent}":
        return "mine"
    return None if scope.startswith("agent:") else scope
