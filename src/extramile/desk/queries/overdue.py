"""Promises whose time has passed, as work that somebody could help with: it is not said whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from extramile.base import clock
from extramile.customers.models import Promise
from extramile.customers.promises.rules import LATE, OWED
from extramile.desk.access import inboxes_of
from extramile.desk.queries.promises import visible
from extramile.people.models import Agent


@dataclass(frozen=True, slots=True)
class Overdue:
    """One promise that a customer still waits for. It knows no holder, so that no page can name one.

    `conversation` is None when it was made in none, or in one that is not the viewer's to see.
    """

    id: int
    what: str
    due: datetime
    customer: int
    customer_name: str
    conversation: int | None


def overdue(agent: Agent, *, most: int) -> tuple[list[Overdue], bool]:
    """What customers wait for past its time and this agent may see, but for what they hold themselves; the longest
    overdue first, and whether there are more."""
    late = visible(agent, inboxes_of(agent)).filter(state__in=OWED, due__lt=clock.now() - LATE)
    late = late.filter(~Q(holder=agent) | Q(holder=None))
    rows = list(late.order_by("due", "pk")[: most + 1])
    return [_told(one) for one in rows[:most]], len(rows) > most


def _told(one: Promise) -> Overdue:
    talk = one.conversation if one.seen else None  # type: ignore[attr-defined]
    return Overdue(one.pk, one.what, one.due, one.customer_id, one.customer.name, talk)
