"""What a process asks that may have missed what others told."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Max

from extramile.base.ids import first_key_at
from extramile.customers.models.identity import Identity, Kind
from extramile.desk.columns import ROW, row_of
from extramile.desk.models import Conversation, Entry, Tally, Website
from extramile.desk.shapes import Row

_MOST_CHANGED = 200
_AGE = ("seq", "said", "desk_delivered", "desk_seen", "visitor_delivered", "visitor_seen")


def ages(conversations: Collection[int]) -> dict[int, int]:
    """How far each conversation is (shapes.Row.age)."""
    found = Conversation.objects.filter(pk__in=conversations).values_list("pk", *_AGE)
    return {pk: sum(counts) for pk, *counts in found}


def rows(conversations: Collection[int]) -> list[Row]:
    """Where these conversations are."""
    return [row_of(values) for values in Conversation.objects.filter(pk__in=conversations).values_list(*ROW)]


def changed_since(moment: datetime) -> list[Row]:
    """Where the conversations are that got an entry since, 200 of them at most."""
    entries = Entry.objects.filter(pk__gte=first_key_at(moment)).values("conversation")
    newest = entries.annotate(last=Max("pk")).order_by("-last")[:_MOST_CHANGED]
    return rows([one["conversation"] for one in newest])


def counts() -> dict[int, tuple[tuple[str, str, int], ...]]:
    """Every kept count: (scope, status, n) by inbox."""
    found: dict[int, list[tuple[str, str, int]]] = {}
    for inbox, scope, status, n in Tally.objects.values_list("inbox", "scope", "status", "n"):
        found.setdefault(inbox, []).append((scope, status, n))
    return {inbox: tuple(counted) for inbox, counted in found.items()}


def blocked(visitors: Collection[str]) -> set[str]:
    """Those of these visitors who may not write for now."""
    found = Identity.objects.filter(kind=Kind.VISITOR, value__in=visitors, customer__block__isnull=False)
    return set(found.values_list("value", flat=True))


def origins() -> dict[int, tuple[str, ...]]:
    """Where each website may be shown."""
    return {pk: tuple(listed) for pk, listed in Website.objects.values_list("pk", "origins")}
