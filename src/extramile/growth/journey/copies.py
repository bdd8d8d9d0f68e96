"""What colleagues show each other of their goals: one sealed copy for each who may see it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from extramile.base.sealing import CannotOpen
from extramile.growth.models import Shared
from extramile.people.models import Agent
from extramile.people.seal import Seal


@dataclass(frozen=True, slots=True)
class Shown:
    """A colleague's goal, as they share it. `title` and `words` are None when the copy cannot be opened."""

    owner: str
    title: str | None = None
    words: str | None = None


def shared_with(seal: Seal, agent: Agent) -> list[Shown]:
    """Goals that colleagues show to somebody, by name of who shares."""
    found = Shared.objects.filter(reader=agent.pk, owner__agent__is_active=True)
    copies = found.values_list("row", "owner", "owner__agent__name", "box")
    return sorted((_opened(seal, agent.pk, *one) for one in copies), key=lambda one: (one.owner, one.title or ""))


def seen_by(agent: Agent, row: UUID) -> list[int]:
    """Those to whom somebody shows a goal of theirs."""
    return list(Shared.objects.filter(row=row, owner=agent.pk).values_list("reader", flat=True))


def bound(row: UUID, owner: int, reader: int) -> bytes:
    """What a copy is bound to: under another name, or in another's hands, it does not open."""
    return b"extramile shared 1" + row.bytes + f"{owner} {reader}".encode()


def _opened(seal: Seal, reader: int, row: UUID, owner: int, name: str, box: bytes | memoryview) -> Shown:
    try:
        content = seal.open_copy(box, bound=bound(row, owner, reader))
    except CannotOpen:
        return Shown(name)
    return Shown(name, str(content.get("title") or ""), str(content.get("words") or ""))
