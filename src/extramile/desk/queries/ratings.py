"""What customers said of conversations. By conversation, inbox or team, and never by who answered."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q

from extramile.desk.columns import RATING
from extramile.desk.models import Rating, Status
from extramile.desk.shapes import RatingShape, Row


def rating(conversation: int, resolved: int) -> RatingShape | None:
    """What was said of a conversation after it was resolved at this `said`; None when nothing was."""
    found = Rating.objects.filter(conversation=conversation, resolved=resolved).values_list(*RATING).first()
    return RatingShape(*found) if found else None


def ratings(rows: Iterable[Row]) -> dict[int, RatingShape]:
    """What was said of those of these conversations that are resolved now, by conversation."""
    wanted = [Q(conversation=row.conversation, resolved=row.said) for row in rows if row.status == Status.RESOLVED]
    if not wanted:
        return {}
    found = Rating.objects.filter(reduce(or_, wanted)).values_list("conversation", *RATING)
    return {conversation: RatingShape(*rest) for conversation, *rest in found}
