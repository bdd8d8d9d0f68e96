"""What Northfold lets its people give, and what they gave.

A line of a story that `gave` is KIND AMOUNT REASON | why | a line on the reason, the amount as people write it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from extramile.base import money
from extramile.base.ids import uuid7
from extramile.customers.account.facts import Fact
from extramile.customers.actions import account
from extramile.customers.ladder.rungs import Rung
from extramile.desk.actions import settings
from extramile.desk.actions.head import Head
from extramile.desk.actions.mile import Wish, add
from extramile.desk.mile.rails import Kind, Reason, Rule
from extramile.desk.queries.gestures import account_of
from extramile.people.models import Agent
from extramile.people.queries import company


def allow(lead: Agent, book: Mapping[str, Any]) -> None:
    """Set allowances and guard rails. Runs in the caller's transaction."""
    allowed = {role: settings.Allowed(*map(_amount, most)) for role, most in book["allowances"].items()}
    settings.save_allowances(lead, allowed)
    for one in book["rails"]:
        said = dict(one)
        rule, amount = Rule(said.pop("rule")), _amount(said.pop("amount", "0"))
        rungs = [Rung[name.upper()] for name in said.pop("rungs", ())]
        settings.save_rail(lead, rule, amount=amount, rungs=rungs, **said)


def give(giver: Agent, head: Head, said: str) -> None:
    """Give what a line of a story says, at the moment of the head."""
    what, why, lesson = (part.strip() for part in (said + "||").split("|")[:3])
    kind, amount, reason = what.split()
    made = add(giver, head, Wish(Kind(kind), _amount(amount), why, Reason(reason), lesson), UUID(str(uuid7())))
    found = account_of(made.pk)
    if found is not None:
        # Under the name by which the worker will find it there.
        account.record(
            found.customer, Fact.GESTURE, key=f"gesture:{made.pk}", at=found.at, about=found.about,
            conversation=found.conversation,
        )  # fmt: skip


def _amount(written: str) -> int:
    return money.minor(written, company().currency)
