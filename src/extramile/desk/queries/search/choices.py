"""What a filter can be completed to while it is written: tags, inboxes, colleagues, states and days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extramile.desk.access import inboxes_of
from extramile.desk.models import Inbox, Tag
from extramile.desk.queries.search.asked import FILTERS, NOTE, STATES, Asked
from extramile.people.models import Agent

_MOST = 8
_DAYS = ("today", "yesterday", "7d", "30d")


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to go on: the filter as it would be written."""

    filter: str
    value: str

    @property
    def written(self) -> str:
        """As it stands in the field."""
        return f'{self.filter}:"{self.value}"' if " " in self.value else f"{self.filter}:{self.value}"


def choices(asked: Asked, viewer: Agent) -> list[Choice]:
    """What the filter at the end of the query can become; every filter, still without a value, when there is none."""
    if asked.last is None:
        return [Choice(name, "") for name in FILTERS]
    name, begun = asked.last
    values = [value for value in _values(name, begun, viewer) if value.casefold().startswith(begun.casefold())]
    return [Choice(name, value) for value in values[:_MOST] if value.casefold() != begun.casefold()]


def _values(name: str, begun: str, viewer: Agent) -> Iterable[str]:
    match name:
        case "tag":
            return Tag.objects.filter(name__istartswith=begun).values_list("name", flat=True)[: _MOST + 1]
        case "in":
            return Inbox.objects.filter(pk__in=inboxes_of(viewer)).values_list("name", flat=True)
        case "from":
            return ["me", *Agent.objects.filter(is_active=True).values_list("name", flat=True)]
        case "is":
            return [*STATES, NOTE]
    return _DAYS
