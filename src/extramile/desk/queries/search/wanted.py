"""What a query means here: the names in it looked up, within what the viewer may see."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from extramile.base.ids import first_key_at
from extramile.desk.models import Conversation, Inbox, Tag
from extramile.desk.queries.search.asked import Asked
from extramile.people.models import Agent

MOST_CUSTOMERS = 100
_MOST_TALKS = 400
_LAST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are looked for, by keys.

    `customers` and `agents` are the people who may have said it, both None when anybody may. `talks` are the only
    conversations it can be in, where they are few. Keys of entries are at least `floor` and below `below`.
    """

    asked: Asked
    inboxes: Sequence[int]
    every_inbox: bool
    agents: Sequence[int] | None = None
    customers: Sequence[int] | None = None
    tags: Sequence[Sequence[int]] = ()
    talks: Sequence[int] | None = None
    floor: int = 0
    below: int = _LAST
    nothing: bool = False
    unclear: list[tuple[str, str]] = field(default_factory=list)


def wanted(asked: Asked, viewer: Agent, inboxes: Collection[int], customers: Sequence[int] | None) -> Wanted:
    """Look the names up. `customers` are those whom the query's people can be, None when it names nobody."""
    unclear = list(asked.unclear)
    seen, nothing = _inboxes(asked, inboxes, unclear)
    agents = _agents(asked, viewer) if asked.people else None
    if asked.people and not agents and not customers:
        unclear += [("from", name) for name in asked.people]
        nothing = True
    tags = [_tags(name) for name in asked.tags]
    unclear += [("tag", name) for name, found in zip(asked.tags, tags, strict=True) if not found]
    nothing |= not all(tags)
    return Wanted(
        asked=asked,
        inboxes=seen,
        every_inbox=viewer.leads and not asked.inboxes,
        agents=agents,
        customers=customers,
        tags=tags,
        talks=None if nothing else _talks(tags, agents, customers),
        floor=first_key_at(asked.since) if asked.since else 0,
        below=first_key_at(asked.until) if asked.until else _LAST,
        nothing=nothing or not seen,
        unclear=unclear,
    )


def _inboxes(asked: Asked, allowed: Collection[int], unclear: list[tuple[str, str]]) -> tuple[list[int], bool]:
    if not asked.inboxes:
        return sorted(allowed), False
    names = dict(Inbox.objects.filter(pk__in=allowed).values_list("pk", "name"))
    found: set[int] = set()
    for wish in asked.inboxes:
        meant = {key for key, name in names.items() if name.casefold().startswith(wish.casefold())}
        found |= meant
        if not meant:
            unclear.append(("in", wish))
    return sorted(found), not found


def _agents(asked: Asked, viewer: Agent) -> list[int]:
    found: set[int] = set()
    for name in asked.people:
        if name.casefold() == "me":
            found.add(viewer.pk)
            continue
        words = name.split()
        named = Agent.objects.filter(*(Q(name__icontains=word) for word in words) if words else [Q(pk=None)])
        found |= {
            key for key, whole in named.values_list("pk", "name")
            if all(any(part.startswith(word.casefold()) for part in whole.casefold().split()) for word in words)
        }  # fmt: skip
    return sorted(found)


def _tags(name: str) -> list[int]:
    # While a tag is being typed, all that begin so; the one whose whole name it is, as soon as it is.
    found = dict(Tag.objects.filter(name__istartswith=name).values_list("pk", "name")[:100])
    whole = [key for key, one in found.items() if one.casefold() == name.casefold()]
    return whole or list(found)


def _talks(
    tags: Sequence[Sequence[int]], agents: Sequence[int] | None, customers: Sequence[int] | None
) -> list[int] | None:
    """The conversations that it can only be in, where they are few enough to be read one by one."""
    found = Conversation.objects.order_by()
    if customers and not agents:
        found = found.filter(customer__in=customers)
    elif tags:
        found = found.filter(pk__in=Conversation.tags.through.objects.filter(tag__in=tags[0]).values("conversation"))
    else:
        return None
    keys = list(found.values_list("pk", flat=True)[: _MOST_TALKS + 1])
    return keys if len(keys) <= _MOST_TALKS else None
