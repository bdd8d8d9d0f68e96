"""Making two customers one."""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain, count
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from extramile.base import events
from extramile.customers.actions import attributes, ladder, moves, sums
from extramile.customers.actions.merging import rows
from extramile.customers.events import CustomerBlocked, CustomerChanged
from extramile.customers.ladder.rungs import Rung
from extramile.customers.models import Attribute, Block, Customer, Identity, Merge, Move, Standing
from extramile.customers.models.identity import Kind
from extramile.customers.rows import values_of
from extramile.people.models import Agent

_FILLED = ("name", "email", "phone", "place", "language", "time_zone")


class Gone(LookupError):
    """One of the two is not there: somebody has just merged them."""


class SamePerson(ValueError):
    """A customer is not merged with themselves."""


@transaction.atomic
def merge(actor: Agent, *, gone: int, kept: int) -> Merge:
    """Make `gone` a part of `kept`: everything of theirs is of `kept` from now on. Raises Gone or SamePerson.

    Whoever has conversations locks them before, as `desk.actions.customers` does.
    """
    if gone == kept:
        raise SamePerson(kept)
    old, new = pair(gone, kept)
    made = Merge.objects.create(kept=new, gone=gone, name=str(old), by=actor.pk)
    was: dict[str, Any]
    made.was = was = {"gone": values_of(old), "standing": _standing(kept), "kept": {}, "filled": {}, "made": {}}
    was_blocked = Block.objects.filter(customer__in=[gone, kept]).values_list("customer", flat=True)
    blocked = set(was_blocked) == {gone}
    rung = leave_ladder(gone)
    before = set(Move.objects.filter(customer__in=[gone, kept]).values_list("pk", flat=True))
    _keep_names(made, old, new)
    rows.move(made, gone, kept)
    old.delete()
    _fill(made, old, new)
    sums.moved([kept])
    ladder.stand_at_least(kept, rung)
    was["moves"] = list(Move.objects.filter(customer=kept).exclude(pk__in=before).values_list("pk", flat=True))
    made.save(update_fields=["was"])
    events.publish(CustomerChanged(kept), *([CustomerBlocked(kept)] if blocked else []))
    return made


def pair(gone: int, kept: int) -> tuple[Customer, Customer]:
    """Both customers, locked in order: two who merge the same ones must not wait for each other. Raises Gone."""
    # Wholly and not but for their keys: a conversation that begins meanwhile would point at nobody.
    found = {one.pk: one for one in Customer.objects.select_for_update().filter(pk__in=[gone, kept]).order_by("pk")}
    if len(found) < 2:
        raise Gone(gone)
    return found[gone], found[kept]


def leave_ladder(customer: int) -> Rung:
    """Take a customer from their rung without a move, and tell which it was. The row stays, to be moved or put back."""
    rung = ladder.rung_of(customer)
    moves.count(rung, -1)
    return rung


def _standing(customer: int) -> dict[str, Any] | None:
    found = Standing.objects.filter(pk=customer).first()
    return values_of(found) if found else None


def _keep_names(made: Merge, old: Customer, new: Customer) -> None:
    """What both have and only one can show: another address is a name they go by, the rest a thing that is known."""
    if old.email and new.email and old.email.lower() != new.email.lower():
        told = {"customer": new}
        mailed, fresh = Identity.objects.get_or_create(kind=Kind.EMAIL, value=old.email.lower(), defaults=told)
        if fresh:
            _made(made, mailed)
    there = {one.spelt: one.value for one in Attribute.objects.filter(customer=new)}
    others = [(_("Other name"), old.name, new.name), (_("Other phone"), old.phone, new.phone)]
    others.append((_("Other place"), old.place, new.place))
    told_twice = [(one.name, one.value, there.get(one.spelt, "")) for one in Attribute.objects.filter(customer=old)]
    for name, value, shown in [*others, *told_twice]:
        if value and shown and value.casefold() != shown.casefold():
            free = _free(name, there)
            there[free.casefold()] = value
            _made(made, Attribute.objects.create(customer=new, name=free, spelt=free.casefold(), value=value))


def _free(name: str, taken: Collection[str]) -> str:
    names = chain([name], (f"{name[: attributes.NAME - 6]} ({n})" for n in count(2)))
    return next(one for one in names if one.casefold() not in taken)


def _made(made: Merge, row: Attribute | Identity) -> None:
    rows.note_made(made, type(row), row.pk)


def _fill(made: Merge, old: Customer, new: Customer) -> None:
    filled = {name: getattr(old, name) for name in _FILLED if getattr(old, name) and not getattr(new, name)}
    was = made.was or {}
    was["kept"] = {name: getattr(new, name) for name in filled} | {"since": new.since.isoformat()}
    for name, value in filled.items():
        setattr(new, name, value)
    new.since = min(new.since, old.since)
    was["filled"] = filled | {"since": new.since.isoformat()}
    new.save(update_fields=[*filled, "since"])
