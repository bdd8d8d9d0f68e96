"""Reading the programme, and what somebody has of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from extramile.growth.models import ModuleRow, ModuleVersion
from extramile.growth.practice.programme.head import head
from extramile.growth.practice.programme.mastery import mastery
from extramile.growth.practice.programme.modules import WORDS, Beside, Module, Part
from extramile.growth.practice.programme.plan import plan
from extramile.people.queries.sealed import named
from extramile.people.seal import Seal, Shelf

PROGRAMME = "programme"
OPENED = "opened"


@dataclass(frozen=True, slots=True)
class Kept:
    """What somebody kept of a module, and the day; `answer` is empty when they wrote nothing."""

    day: date
    answer: str


@dataclass(frozen=True, slots=True)
class Progress:
    """What somebody has been through, and which parts are open to them; the head place always is.

    `opens` is false when it was changed or cut short outside of Extramile.
    """

    kept: Mapping[str, Kept] = field(default_factory=dict)
    opened: frozenset[Part] = frozenset({Part.HEAD})
    opens: bool = True


class NotThere(LookupError):
    """No such module."""


def stock() -> list[Module]:
    """The modules that come with Extramile, in their order."""
    return [*head(), *plan(), *mastery()]


def modules(*, withdrawn: bool = False) -> list[Module]:
    """The programme as it is now, in its order; the withdrawn ones too when they are wanted."""
    places: dict[str, tuple[int, int]] = {}
    found = {one.key: one for one in stock()}
    for n, key in enumerate(found):
        places[key] = (n, 0)
    for row in ModuleRow.objects.all():
        found[row.key] = _merged(found.get(row.key), row)
        places[row.key] = (row.place, row.pk)
    order = list(Part)
    shown = [one for one in found.values() if withdrawn or not one.withdrawn]
    return sorted(shown, key=lambda one: (order.index(one.part), places[one.key]))


def module(key: str, *, withdrawn: bool = False) -> Module:
    """One module as it is now. Raises NotThere."""
    for one in modules(withdrawn=withdrawn):
        if one.key == key:
            return one
    raise NotThere(key)


def versions(key: str) -> list[ModuleVersion]:
    """What leads had a module say, the newest first; fifty at most."""
    return list(ModuleVersion.objects.filter(module__key=key).order_by("-pk")[:50])


def progress(seal: Seal) -> Progress:
    """What somebody has of the programme."""
    found = named(seal, Shelf.PROGRAMME, PROGRAMME).get(PROGRAMME)
    if found is None:
        return Progress()
    if found.content is None:
        return Progress(opens=False)
    return progress_of(found.content)


def progress_of(content: Mapping[str, Any]) -> Progress:
    """The same, from what was sealed."""
    opened = {Part(one) for one in content.get(OPENED) or () if one in set(Part)}
    kept = {key: one for key, said in content.items() if key != OPENED and (one := _kept(said))}
    return Progress(kept, frozenset({Part.HEAD, *opened}))


def shaped(content: Mapping[str, Any], module: Module) -> Module:
    """A module with the words that were stored of it."""
    words: dict[str, Any] = {name: str(content.get(name) or "") for name in WORDS}
    pairs = [one for one in content.get("cards") or () if len(one) == 2]
    beside = tuple(Beside(one) for one in content.get("beside") or () if one in set(Beside))
    return replace(module, **words, beside=beside, cards=tuple((str(one), str(two)) for one, two in pairs), ours=True)


def _merged(before: Module | None, row: ModuleRow) -> Module:
    base = before or Module(row.key, Part(row.part), "", "", "", "", stock=False)
    said = shaped(row.said, base) if row.said is not None else base
    return replace(said, part=Part(row.part), withdrawn=row.withdrawn is not None)


def _kept(said: object) -> Kept | None:
    if not isinstance(said, dict):
        return None
    try:
        return Kept(date.fromisoformat(said["day"]), str(said.get("answer") or ""))
    except (KeyError, TypeError, ValueError):
        return None
