"""What was told before."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from extramile.customers.models import Act, Purchase, TakenBack


def known(table: type[Act] | type[Purchase], keys: Collection[UUID]) -> set[UUID]:
    """Those of these keys that came before, with those that were taken back here since."""
    there = set(table.objects.filter(key__in=keys).values_list("key", flat=True))
    return there | {key for key in TakenBack.objects.filter(key__in=keys).values_list("key", flat=True) if key}
