"""Making them two again."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from extramile.base import clock, events
from extramile.customers.actions import ladder, moves, sums
from extramile.customers.actions.merging import rows
from extramile.customers.actions.merging.doing import Gone, leave_ladder
from extramile.customers.events import CustomerBlocked, CustomerChanged
from extramile.customers.models import Block, Customer, Line, Merge, Move, Moved, Standing
from extramile.customers.models.merge import LONGEST_UNDO
from extramile.customers.rows import row_of
from extramile.people.models import Agent


class TooLate(ValueError):
    """It was undone already, or is so long ago that what moved is not known any more."""


@transaction.atomic
def undo(actor: Agent, merge: int) -> Merge:
    """Make a merge undone: the customer who was gone is there as before, with all that came along. Raises TooLate.

    What came to either of them since stays where it is, but for what desk.actions.customers knows better.
    """
    known = Merge.objects.filter(pk=merge).values("kept")
    # The customer before the merge, as everybody locks them.
    new = Customer.objects.select_for_update().filter(pk__in=known).first()
    found = Merge.objects.select_for_update().filter(pk=merge).first()
    if new is None or found is None or found.kept_id != new.pk:
        raise Gone(merge)
    if found.undone_at is not None or found.was is None or found.at < clock.now() - LONGEST_UNDO:
        raise TooLate(merge)
    was: dict[str, Any] = found.was
    row_of(Customer, was["gone"]).save(force_insert=True)
    _unfill(new, was)
    moves.unmake(list(Move.objects.filter(pk__in=was["moves"])))
    leave_ladder(new.pk)
    Standing.objects.filter(pk=new.pk).delete()
    rows.move_back(found)
    # What was taken back since is of the account in which it stands: apart, one would have too much and one too little.
    Line.objects.filter(customer=new.pk, reverses__customer=found.gone).update(customer=found.gone)
    if was["standing"]:
        row_of(Standing, was["standing"]).save(force_insert=True)
    for customer in (found.gone, new.pk):
        moves.count(ladder.rung_of(customer), 1)
    ladder.facts_changed([found.gone, new.pk])
    sums.moved([found.gone, new.pk])
    found.undone_by, found.undone_at = actor.pk, clock.now()
    found.was = None
    found.save(update_fields=["undone_by", "undone_at", "was"])
    found.moved.all().delete()
    blocked = Block.objects.filter(customer=found.gone).exists()
    events.publish(
        CustomerChanged(new.pk), CustomerChanged(found.gone), *([CustomerBlocked(found.gone)] if blocked else [])
    )
    return found


def forget_old() -> None:
    """Let go of what could still undo merges that are too long ago: it holds what people are called."""
    old = Merge.objects.filter(at__lt=clock.now() - LONGEST_UNDO).exclude(was=None)
    if done := list(old.values_list("pk", flat=True)[:20]):
        with transaction.atomic():
            Moved.objects.filter(merge__in=done).delete()
            Merge.objects.filter(pk__in=done).update(was=None)


def _unfill(new: Customer, was: dict[str, Any]) -> None:
    """Take away what the merge filled in, where nobody has written over it since."""
    filled, before = row_of(Customer, was["filled"]), row_of(Customer, was["kept"])
    same = [name for name in was["filled"] if getattr(new, name) == getattr(filled, name)]
    for name in same:
        setattr(new, name, getattr(before, name))
    if same:
        new.save(update_fields=same)
