"""Good moments of somebody's day, asked by themselves, for their own eyes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Subquery

from extramile.customers.models import Promise, Step
from extramile.customers.models.promise import Kind
from extramile.desk.models import Conversation, Status
from extramile.desk.mood.trace import TENSE
from extramile.desk.queries.mood import traces

_MOST = 20
# Steps are found by their promise. Whoever closes a day does not wait for a walk through those of years.
_NEWEST = 2_000
_RISEN = 0.3


def resolved_by(agent: int, *, since: datetime) -> list[Conversation]:
    """The last 20 conversations that somebody held when they were resolved, of those since a moment."""
    found = Conversation.objects.filter(assignee=agent, status=Status.RESOLVED, last_at__gte=since)
    return list(found.select_related("customer").order_by("-last_at")[:_MOST])


def turned(talks: Sequence[Conversation]) -> list[Conversation]:
    """Those in which the customer was tense, and not any more at the end. None while the estimate is off.

    Estimated when asked, in two queries for all of them, and kept nowhere.
    """
    moods = {number: one.levels for number, one in traces(talks).items() if not one.is_silent}
    return [talk for talk in talks if talk.pk in moods and _eased(moods[talk.pk])]


def _eased(levels: list[float]) -> bool:
    return min(levels) < TENSE <= levels[-1] and levels[-1] - min(levels) >= _RISEN


def kept_promises(agent: int, *, since: datetime) -> list[Promise]:
    """The promises of which somebody has said since a moment that they are kept, among the newest 2,000 steps."""
    newest = Subquery(Step.objects.order_by("-pk").values("pk")[:1])
    found = Step.objects.filter(pk__gt=newest - _NEWEST, kind=Kind.KEPT, by=agent, at__gte=since, undoing=None)
    return [step.promise for step in found.select_related("promise__customer").order_by("-pk")[:_MOST]]
