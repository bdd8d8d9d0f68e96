"""Writing that only its writer opens. No event, no job, no log line follows from it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from extramile.base.sealing import CannotOpen
from extramile.people.models import Sealed
from extramile.people.seal import Seal, Shelf


def put(seal: Seal, shelf: Shelf, content: dict[str, Any], *, day: date, row: UUID | None = None) -> UUID:
    """Seal something new under a day of the person's own. With `row`, sent twice it is kept once. Raises TooMuch."""
    row, tag = row or uuid.uuid4(), seal.tag(shelf)
    box = seal.close(content, tag=tag, row=row, day=day)
    Sealed.objects.bulk_create([Sealed(pk=row, shelf=tag, day=day, box=box)], ignore_conflicts=True)
    return row


def change(seal: Seal, shelf: Shelf, row: UUID, content: dict[str, Any]) -> bool:
    """Seal something else in the place of what was there; false when there is nothing. Raises TooMuch."""
    tag = seal.tag(shelf)
    found = Sealed.objects.filter(pk=row, shelf=tag).first()
    if found is None:
        return False
    box = seal.close(content, tag=tag, row=row, day=found.day)
    return bool(Sealed.objects.filter(pk=row, shelf=tag).update(box=box))


def revise(seal: Seal, shelf: Shelf, row: UUID, how: Callable[[dict[str, Any], date], dict[str, Any]]) -> bool:
    """Put in the place of a row's content what `how` makes of it and of its day; false when there is none that opens.

    Raises TooMuch, and what `how` raises.
    """
    tag = seal.tag(shelf)
    with transaction.atomic():
        # Two tabs that change one row at once wait for each other here: neither writes over what the other said.
        held = Sealed.objects.select_for_update().filter(pk=row, shelf=tag).first()
        if held is None:
            return False
        try:
            before = seal.open(held.box, tag=tag, row=row, day=held.day)
        except CannotOpen:
            return False
        box = seal.close(how(before, held.day), tag=tag, row=row, day=held.day)
        Sealed.objects.filter(pk=row).update(box=box)
    return True


def fill_in(seal: Seal, shelf: Shelf, name: str, changed: dict[str, Any], *, day: date) -> None:
    """Change some of what the row of this name says, and leave the rest; made when it is new. Raises TooMuch.

    A row that does not open any more is begun anew.
    """
    rewrite(seal, shelf, name, lambda before: before | changed, day=day)


def rewrite(seal: Seal, shelf: Shelf, name: str, how: Callable[[dict[str, Any]], dict[str, Any]], *, day: date) -> None:
    """Put in the place of what the row of this name says what `how` makes of it; made when it is new. Raises TooMuch.

    A row that does not open any more is begun anew; one that would say nothing is not there.
    """
    row, tag = seal.row(shelf, name), seal.tag(shelf)
    with transaction.atomic():
        # Two tabs that fill in different things at once wait for each other here.
        fresh = Sealed(pk=row, shelf=tag, day=day, box=seal.close({}, tag=tag, row=row, day=day))
        Sealed.objects.bulk_create([fresh], ignore_conflicts=True)
        held = Sealed.objects.select_for_update().get(pk=row)
        try:
            before = seal.open(held.box, tag=tag, row=row, day=held.day)
        except CannotOpen:
            before = {}
        after = how(before)
        if not after:
            held.delete()
            return
        Sealed.objects.filter(pk=row).update(box=seal.close(after, tag=tag, row=row, day=held.day))


def remove(seal: Seal, shelf: Shelf, row: UUID) -> bool:
    """Destroy one row; false when there is none."""
    gone, _ = Sealed.objects.filter(pk=row, shelf=seal.tag(shelf)).delete()
    return bool(gone)


def remove_all(seal: Seal) -> int:
    """Destroy everything that a person has sealed; how many rows it was. Their key stays for what they write next."""
    gone, _ = Sealed.objects.filter(shelf__in=[seal.tag(shelf) for shelf in Shelf]).delete()
    return gone
