"""Reading slips: the library of what we learned."""

from __future__ import annotations

from django.db.models import Q

from extramile.culture.models import Slip
from extramile.culture.queries.stories import holding

PAGE = 20


def page(*, words: str = "", before: int | None = None) -> tuple[list[Slip], bool]:
    """PAGE slips, the newest days first, after a key if one is given, and whether there are more; with `words`, those
    in which each of them stands."""
    found = Slip.objects.filter(holding(words))
    # Within a day the keys give the order, and they are by chance.
    last = Slip.objects.filter(pk=before).values_list("day", flat=True).first() if before is not None else None
    if last is not None:
        found = found.filter(Q(day__lt=last) | Q(day=last, pk__gt=before))
    listed = list(found.select_related("author").prefetch_related("changes").order_by("-day", "pk")[: PAGE + 1])
    return listed[:PAGE], len(listed) > PAGE


def newest() -> Slip | None:
    """A slip of the last day on which one was told."""
    return Slip.objects.order_by("-day", "pk").first()
