"""What somebody does with the programme, which is sealed; and what leads make of it, which everybody sees."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from django.db import transaction

from extramile.base import clock
from extramile.base.ids import uuid7
from extramile.growth.models import ModuleRow, ModuleVersion
from extramile.growth.practice.programme import queries
from extramile.growth.practice.programme.modules import Module, Part
from extramile.people.actions import sealed
from extramile.people.models import Agent
from extramile.people.seal import Seal, Shelf


def go_through(seal: Seal, module: Module, answer: str, *, day: date) -> None:
    """Keep that somebody has been through a module, and what they wrote, if they did; the part after the last one of a
    part opens, and stays open. Of a part that is not open yet nothing is kept. Raises TooMuch."""
    there = queries.modules()

    def through(content: dict[str, Any]) -> dict[str, Any]:
        before = queries.progress_of(content)
        if module.part not in before.opened:
            return content
        done = before.kept.keys() | {module.key}
        first = before.kept.get(module.key)
        kept = {"day": (first.day if first else day).isoformat(), "answer": answer}
        opened = before.opened | {after for part, after in _after() if _through(part, there, done)}
        return content | {module.key: kept, queries.OPENED: sorted(opened)}

    _change(seal, through, day=day)


def let_go(seal: Seal, module: Module, *, day: date) -> None:
    """Destroy what somebody kept of a module. What it opened stays open."""
    if module.key in queries.progress(seal).kept:
        _change(seal, lambda content: content | {module.key: None}, day=day)


def open_part(seal: Seal, part: Part, *, day: date) -> None:
    """Somebody is already there: a part opens, and those before it."""
    order = list(Part)
    wanted = set(order[: order.index(part) + 1])
    if not wanted <= queries.progress(seal).opened:
        opened = queries.OPENED
        _change(seal, lambda one: one | {opened: sorted(queries.progress_of(one).opened | wanted)}, day=day)


def word(actor: Agent, said: Mapping[str, Any], *, part: Part, key: str | None = None) -> str:
    """Add a module at the end of a part, or word one anew; its key. Raises NotThere."""
    with transaction.atomic():
        row = _row(key) if key else _new(part)
        row.said = dict(said)
        row.save(update_fields=["said"])
        ModuleVersion.objects.create(module=row, said=row.said, by=actor.pk, author=actor.name)
    return row.key


def unword(key: str) -> None:
    """Let a module say again what it came with; what leads had it say is kept. Raises NotThere."""
    with transaction.atomic():
        if queries.module(key, withdrawn=True).stock:
            ModuleRow.objects.filter(key=key).update(said=None)


def move(key: str, *, up: bool) -> None:
    """Change places with the module before it in its part, or after it. Raises NotThere."""
    with transaction.atomic():
        chosen = queries.module(key, withdrawn=True)
        keys = [one.key for one in queries.modules(withdrawn=True) if one.part == chosen.part]
        at = keys.index(key)
        to = max(0, at - 1) if up else min(len(keys) - 1, at + 1)
        keys[at], keys[to] = keys[to], keys[at]
        rows = [ModuleRow(key=one, part=chosen.part, place=place) for place, one in enumerate(keys)]
        ModuleRow.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["key"], update_fields=["place"]
        )  # fmt: skip


def withdraw(key: str, *, back: bool = False) -> None:
    """Take a module out of the programme, or bring it back. What people kept of it stays theirs. Raises NotThere."""
    with transaction.atomic():
        row = _row(key)
        row.withdrawn = None if back else row.withdrawn or clock.now()
        row.save(update_fields=["withdrawn"])


def _row(key: str) -> ModuleRow:
    there = queries.modules(withdrawn=True)
    for place, one in enumerate(there):
        if one.key == key:
            return ModuleRow.objects.get_or_create(key=key, defaults={"part": one.part, "place": place})[0]
    raise queries.NotThere(key)


def _new(part: Part) -> ModuleRow:
    last = max((row.place for row in ModuleRow.objects.filter(part=part)), default=0)
    return ModuleRow.objects.create(key=f"own-{uuid7().hex}", part=part, place=max(last, len(queries.stock())) + 1)


def _after() -> list[tuple[Part, Part]]:
    return list(pairwise(Part))


def _through(part: Part, there: list[Module], done: set[str]) -> bool:
    keys = {one.key for one in there if one.part == part}
    return keys <= done


def _change(seal: Seal, how: Callable[[dict[str, Any]], dict[str, Any]], *, day: date) -> None:
    sealed.rewrite(seal, Shelf.PROGRAMME, queries.PROGRAMME, how, day=day)
