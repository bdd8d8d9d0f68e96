"""What people show colleagues of their own: one sealed copy for each who may see it, taken back at any time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import transaction

from extramile.base.sealing import CannotOpen
from extramile.growth.models import Shared
from extramile.people.models import Agent
from extramile.people.queries.sealed import publics
from extramile.people.seal import Seal, copy_for


class What(StrEnum):
    """What a copy is of. It stands in the copy alone: the database does not tell."""

    GOAL = "goal"
    TAKE = "take"
    ONE_TO_ONE = "one_to_one"


@dataclass(frozen=True, slots=True)
class Copy:
    """What a colleague shows, and of which row of theirs. `content` is None when the copy cannot be opened."""

    pk: int
    owner: str
    content: dict[str, Any] | None
    by: int
    row: UUID

    @property
    def what(self) -> str:
        """What it is of; a goal where nothing else is said."""
        return str((self.content or {}).get("what") or What.GOAL)


def show(agent: Agent, row: UUID, what: What, content: dict[str, Any], colleagues: Collection[int]) -> None:
    """Show what lies in a row to these colleagues, as it is now, and to nobody else; to none takes it back.

    Whoever calls this has opened the row as its owner. Raises TooMuch.
    """
    keys = publics(set(colleagues) - {agent.pk})
    shown = {**content, "what": what.value}
    copies = [
        Shared(row=row, owner_id=agent.pk, reader_id=one, box=copy_for(key, shown, bound=_bound(row, agent.pk, one)))
        for one, key in keys.items()
    ]
    with transaction.atomic():
        take_back(agent, row)
        # Shared twice at once, it is shared once.
        Shared.objects.bulk_create(copies, ignore_conflicts=True)


def take_back(agent: Agent, row: UUID) -> None:
    """Nobody sees it any more."""
    Shared.objects.filter(row=row, owner=agent.pk).delete()


def let_go(agent: Agent, copy: int) -> None:
    """Whom something is shown to wants it no more."""
    Shared.objects.filter(pk=copy, reader=agent.pk).delete()


def seen_by(agent: Agent, row: UUID) -> list[int]:
    """Those to whom somebody shows what lies in a row of theirs."""
    return list(Shared.objects.filter(row=row, owner=agent.pk).values_list("reader", flat=True))


def shown_to(seal: Seal, agent: Agent) -> list[Copy]:
    """What colleagues show to somebody, by name of who shares."""
    found = Shared.objects.filter(reader=agent.pk, owner__agent__is_active=True).order_by("pk")
    copies = found.values_list("pk", "row", "owner", "owner__agent__name", "box")
    return sorted((_opened(seal, agent.pk, *one) for one in copies), key=lambda one: one.owner)


def _opened(seal: Seal, reader: int, pk: int, row: UUID, owner: int, name: str, box: bytes | memoryview) -> Copy:
    try:
        return Copy(pk, name, seal.open_copy(box, bound=_bound(row, owner, reader)), owner, row)
    except CannotOpen:
        return Copy(pk, name, None, owner, row)


def _bound(row: UUID, owner: int, reader: int) -> bytes:
    """What a copy is bound to: under another name, or in another's hands, it does not open."""
    return b"extramile shared 1" + row.bytes + f"{owner} {reader}".encode()
