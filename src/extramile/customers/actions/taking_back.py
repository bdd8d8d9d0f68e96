"""Taking back what was told of a customer, and putting it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time
from uuid import UUID

from django.db import transaction

from extramile.base import clock, events
from extramile.customers.account.facts import Fact
from extramile.customers.actions import account, ladder
from extramile.customers.events import CustomerChanged
from extramile.customers.models import Act, Attribute, Customer, Line, Purchase, TakenBack
from extramile.customers.models.act import Kind
from extramile.customers.rows import row_of, values_of
from extramile.people.models import Agent

Told = Purchase | Act | Attribute
TABLES: dict[str, type[Purchase] | type[Act] | type[Attribute]] = {
    "purchase": Purchase, "act": Act, "attribute": Attribute,
}  # fmt: skip


class NotThere(LookupError):
    """There is no such fact of this customer, or no longer."""


class ToldAgain(ValueError):
    """It cannot be put back: the same was told again meanwhile."""


def take_back(actor: Agent, customer: int, table: str, row: int, *, because: str) -> TakenBack:
    """Take a purchase, an act or an attribute away as if it had never been told. Raises NotThere.

    `because` stands beside the line of the account that goes with it.
    """
    with transaction.atomic():
        _lock(customer)
        found = TABLES[table].objects.filter(pk=row, customer=customer).first()
        if found is None:
            raise NotThere(row)
        kept = TakenBack.objects.create(
            customer_id=customer, table=table, row=values_of(found), key=_still_known(found), by=actor.pk
        )
        found.delete()
        if isinstance(found, Act):
            _take_lines_back(actor, found, because)
            ladder.act_withdrawn(customer)
        elif isinstance(found, Purchase):
            ladder.facts_gone([customer])
        events.publish(CustomerChanged(customer))
    return kept


def put_back(actor: Agent, customer: int, taken: int) -> None:
    """Tell again what was taken back, as it was. Raises NotThere or ToldAgain."""
    with transaction.atomic():
        _lock(customer)
        kept = TakenBack.objects.select_for_update().filter(pk=taken, customer=customer).first()
        if kept is None:
            raise NotThere(taken)
        row = row_of(TABLES[kept.table], kept.row)
        # Whose it is now, after a merge.
        row.customer_id = customer
        if _is_there(row):
            raise ToldAgain(taken)
        row.save(force_insert=True)
        kept.delete()
        if isinstance(row, Act):
            _thank_again(row, taken)
        if not isinstance(row, Attribute):
            ladder.facts_changed([customer])
        events.publish(CustomerChanged(customer))


def _take_lines_back(actor: Agent, act: Act, because: str) -> None:
    standing = Line.objects.filter(key__startswith=f"thanks:{act.key}", reversal=None)
    for line in standing.values_list("pk", flat=True):
        account.dispute(actor, line, reason=because)


def _thank_again(act: Act, taken: int) -> None:
    # Lines are never changed: the one that was taken back stays so, and another one stands for it.
    if act.kind == Kind.THANKS:
        at = min(clock.now(), datetime.combine(act.day, time(12), UTC))
        account.record(act.customer_id, Fact.THANKS, key=f"thanks:{act.key}:{taken}", at=at, about=act.about, by=act.by)


def _still_known(found: Told) -> UUID | None:
    return None if isinstance(found, Attribute) or found.by is not None else found.key


def _is_there(row: Told) -> bool:
    model = type(row)
    same: Callable[..., bool] = lambda **which: model.objects.filter(**which).exists()  # noqa: E731
    if isinstance(row, Attribute):
        return same(customer=row.customer_id, spelt=row.spelt)
    return same(key=row.key)


def _lock(customer: int) -> None:
    if not Customer.objects.select_for_update(no_key=True).filter(pk=customer).exists():
        raise NotThere(customer)
