"""A customer of whom everything is known that can be, for what has to hold in every room."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Model

from extramile.base import clock
from extramile.base.ids import uuid7
from extramile.customers.account.facts import Fact
from extramile.customers.actions import account, attributes, by_hand, chances, contacts, taking_back
from extramile.customers.actions.merging import rows
from extramile.customers.models import Apart, Customer, Identity, Manner, Merge, MoveCount, Moved, RungCount
from extramile.customers.models.act import Kind
from extramile.people.models import Agent
from tests import cast as northfold
from tests.cast import Cast
from tests.customers.promised import promised

# How each table that points at a customer comes to a row. A table that is new needs one here: it has to come along.
WAYS: dict[str, Callable[[Agent, int], object]] = {}


def way(table: str) -> Callable[[Callable[[Agent, int], object]], Callable[[Agent, int], object]]:
    """Declare how a row of a table is made."""

    def declare(make: Callable[[Agent, int], object]) -> Callable[[Agent, int], object]:
        WAYS[table] = make
        return make

    return declare


def bought(actor: Agent, customer: int, *, days: int, amount: str = "12.50") -> Any:
    """A purchase by hand, so many days ago."""
    day = clock.now().date() - timedelta(days=days)
    told = {"day": day, "amount": Decimal(amount), "currency": "EUR", "number": f"{customer}-{uuid.uuid4()}"}
    return by_hand.write_down(actor, customer, form=uuid.uuid4(), **told)  # type: ignore[arg-type]


way("customers.purchase")(lambda actor, customer: bought(actor, customer, days=40))
way("customers.standing")(lambda actor, customer: bought(actor, customer, days=10))
way("customers.move")(lambda actor, customer: None)
way("customers.act")(lambda actor, customer: by_hand.note(actor, customer, Kind.THANKS, about="you are lovely"))
way("customers.line")(lambda actor, customer: account.record(customer, Fact.WAITED, key=f"waited:{customer}"))
way("customers.balance")(lambda actor, customer: None)
way("customers.chance")(lambda actor, customer: chances.let_go(actor, customer, f"first:{customer}"))
way("customers.promise")(lambda actor, customer: promised(actor, hours=50, customer=customer))
way("customers.block")(lambda actor, customer: contacts.block(actor, customer))
way("customers.attribute")(lambda actor, customer: attributes.keep(actor, customer, {"Shoe size": str(customer)}))
way("customers.identity")(
    lambda actor, customer: Identity.objects.create(customer_id=customer, kind="imported", value=f"K{customer}")
)
way("customers.apart")(
    lambda actor, customer: Apart.objects.create(customer_id=customer, other=customer + 8000, by=actor.pk)
)
way("customers.manner")(lambda actor, customer: Manner.objects.create(customer_id=customer, pace="fast"))
way("customers.merge")(
    lambda actor, customer: Merge.objects.create(kept_id=customer, gone=customer + 9000, name="x", by=actor.pk)
)


@way("customers.takenback")
def _taken_back(actor: Agent, customer: int) -> object:
    found = bought(actor, customer, days=99)
    return taking_back.take_back(actor, customer, "purchase", found.pk, because="wrong")


def known_customer(cast: Cast, name: str, **fields: object) -> Customer:
    """A customer with a conversation and at least one row in every table that points at one."""
    talk = northfold.conversation(cast, customer=name)
    northfold.said(talk, f"{name} writes")
    customer = talk.customer
    Identity.objects.create(customer=customer, kind="visitor", value=str(talk.visitor or uuid7()))
    for column, value in fields.items():
        setattr(customer, column, value)
    customer.save()
    for make in WAYS.values():
        make(cast.maya, customer.pk)
    return customer


def everything() -> dict[str, list[dict[str, object]]]:
    """All rows of customers and of the tables that point at them, but for what merges themselves leave."""
    tables: list[type[Model]] = [Customer, Moved, *(model for model, _ in rows.tables())]
    kept: dict[str, list[dict[str, object]]] = {
        model._meta.label_lower: list(model._base_manager.order_by("pk").values())
        for model in tables
        if model is not Merge
    }
    counts = list(RungCount.objects.filter(n__gt=0).order_by("pk").values())
    moves = list(MoveCount.objects.filter(n__gt=0).order_by("day", "before", "after").values())
    return kept | {"customers.rungcount": counts, "customers.movecount": moves}
