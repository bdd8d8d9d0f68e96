"""What a customer wrote lately, for reading how they like to be served."""

from __future__ import annotations

from extramile.customers.manner import Wrote
from extramile.desk.models import By, Conversation, Entry, Type

_TALKS = 6
_LINES = 200


def wrote(customer: int) -> list[Wrote]:
    """The customer's messages among the last 200 lines of their last six conversations."""
    talks = Conversation.objects.filter(customer=customer, seq__gt=0).order_by("-last_at").values_list("pk", flat=True)
    spoken = Entry.objects.filter(conversation__in=list(talks[:_TALKS]), type=Type.MESSAGE)
    lines = list(spoken.order_by("-pk").values_list("conversation", "by", "text", "at")[:_LINES])
    # By conversation and in order: two that went on at once are not answers to each other.
    lines.sort(key=lambda line: (line[0], line[3]))
    found = []
    for place, (talk, by, text, at) in enumerate(lines):
        if by == By.VISITOR:
            before = lines[place - 1] if place and lines[place - 1][0] == talk else None
            answers = before is not None and before[1] == By.AGENT
            found.append(Wrote(text, (at - before[3]).total_seconds() if before and answers else None))
    return found
