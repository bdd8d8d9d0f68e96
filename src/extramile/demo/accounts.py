"""What stands in the accounts of Northfold's customers beside what the desk writes there by itself.

A line of a story's `account` is [after the beginning, who, fact, about]. Who is an agent's first name, with `:not so`
behind it where the agent takes back what the desk took for a fact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from extramile.customers.account.facts import Fact
from extramile.customers.actions import account
from extramile.customers.models import Line
from extramile.desk.actions.head import Head
from extramile.desk.models import Type
from extramile.people.models import Agent


def write_down(lines: Sequence[tuple[datetime, str, str, str]], head: Head, agents: Mapping[str, Agent]) -> None:
    """Write the lines of one story, each at its moment. Runs in the caller's transaction."""
    row = head.row
    for place, (at, who, fact, about) in enumerate(lines):
        name, _, not_so = who.partition(":")
        agent = agents[name]
        if not_so:
            account.dispute(agent, _solved(head), reason=about)
        else:
            key = f"demo:{row.conversation}:{place}"
            account.record(
                row.customer, Fact(fact), key=key, at=at, about=about, conversation=row.conversation, by=agent.pk
            )


def _solved(head: Head) -> int:
    """The line of a story's resolve, under the name by which the worker will find it there."""
    resolved = next(entry for entry in head.added if entry.type == Type.RESOLVED)
    key, row = f"solved:{resolved.conversation}:{resolved.seq}", head.row
    account.record(row.customer, Fact.SOLVED_FIRST, key=key, at=resolved.at, conversation=row.conversation)
    return Line.objects.get(key=key).pk
