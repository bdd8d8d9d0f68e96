"""Reading slips: the library of what we learned."""

from __future__ import annotations

from extramile.culture.models import Slip
from extramile.culture.queries.stories import holding

PAGE = 20


def page(*, words: str = "", before: int | None = None) -> tuple[list[Slip], bool]:
    """PAGE slips, the newest first, before a key if one is given, and whether there are more; with `words`, those in
    which each of them stands."""
    found = Slip.objects.filter(holding(words))
    if before is not None:
        found = found.filter(pk__lt=before)
    listed = list(found.select_related("author").prefetch_related("changes").order_by("-pk")[: PAGE + 1])
    return listed[:PAGE], len(listed) > PAGE


def newest() -> Slip | None:
    """The slip that was told last."""
    return Slip.objects.order_by("-pk").first()
