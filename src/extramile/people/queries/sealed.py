"""Reading what is sealed, with its writer's open seal at hand."""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from extramile.base.sealing import CannotOpen
from extramile.people.models import Sealed
from extramile.people.models.sealed import Keyring, Opener, Wrap
from extramile.people.seal import Seal, Shelf, bound_to, ours


@dataclass(frozen=True, slots=True)
class Entry:
    """One sealed row, opened. `content` is None when it cannot be: it was changed, cut short, or belongs elsewhere."""

    id: UUID
    day: date
    content: dict[str, Any] | None


def entries(
    seal: Seal, shelf: Shelf, *, since: date | None = None, most: int | None = None, skip: int = 0
) -> list[Entry]:
    """What lies on a shelf, the newest day first; from the day `since` on, `most` of them after the first `skip`."""
    tag = seal.tag(shelf)
    rows = Sealed.objects.filter(shelf=tag).order_by("-day", "pk")
    if since:
        rows = rows.filter(day__gte=since)
    return [_opened(seal, tag, *values) for values in rows.values_list("pk", "day", "box")[skip : most and skip + most]]


def named(seal: Seal, shelf: Shelf, *names: str) -> dict[str, Entry]:
    """The rows of a shelf that have these names, as far as they are there."""
    rows = {seal.row(shelf, name): name for name in names}
    tag = seal.tag(shelf)
    found = Sealed.objects.filter(pk__in=rows, shelf=tag).values_list("pk", "day", "box")
    return {rows[values[0]]: _opened(seal, tag, *values) for values in found}


def entry(seal: Seal, shelf: Shelf, row: UUID) -> Entry | None:
    """One row of a shelf; None when there is none."""
    tag = seal.tag(shelf)
    values = Sealed.objects.filter(pk=row, shelf=tag).values_list("pk", "day", "box").first()
    return _opened(seal, tag, *values) if values else None


def rows(seal: Seal, shelf: Shelf) -> list[UUID]:
    """The rows of a shelf, unopened, the newest day first."""
    return list(Sealed.objects.filter(shelf=seal.tag(shelf)).order_by("-day", "pk").values_list("pk", flat=True))


def openers(agent: int) -> set[Opener]:
    """What opens this person's seal."""
    return {Opener(one) for one in Wrap.objects.filter(keyring=agent).values_list("opener", flat=True)}


def publics(agents: Collection[int]) -> dict[int, bytes]:
    """What may be sealed to these people with: those who are here, and have opened their seal on this install."""
    found: dict[int, bytes] = {}
    rings = Keyring.objects.filter(agent__in=agents, agent__is_active=True)
    for agent, box in rings.values_list("agent", "public"):
        with contextlib.suppress(CannotOpen):
            found[agent] = ours().open(box, bound=bound_to(agent, "public"))
    return found


def _opened(seal: Seal, tag: bytes, row: UUID, day: date, box: bytes | memoryview) -> Entry:
    try:
        return Entry(row, day, seal.open(box, tag=tag, row=row, day=day))
    except CannotOpen:
        return Entry(row, day, None)
