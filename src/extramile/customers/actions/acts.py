"""What customers did for us, from wherever it is told: a rating, a shop's list, or an agent who heard of it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time

from django.db import transaction

from extramile.base import clock, events, text
from extramile.base.tries import in_one
from extramile.customers.account.facts import TOLD_BY_MISTAKE, Fact
from extramile.customers.actions import account, ladder
from extramile.customers.actions.buyers import meet
from extramile.customers.actions.purchases import Brought
from extramile.customers.events import CustomerChanged
from extramile.customers.ladder.acts import Kind
from extramile.customers.models import Act, Customer
from extramile.customers.queries.told import known
from extramile.customers.shapes import Told, act_key

ABOUT = 500


def tell(
    customer: int, kind: Kind, *, key: str, day: date, about: str = "", by: int | None = None,
    conversation: int | None = None,
) -> bool:  # fmt: skip
    """Write down an act, and place its customer on the ladder; false when it is there already, under the same key.

    `key` names what happened, such as `recommends:CONVERSATION:SAID`, so that the same act told twice counts once.
    Thanks also stand in the customer's account, beside the conversation that they are of. Raises Customer.DoesNotExist.
    """
    with transaction.atomic():
        Customer.objects.select_for_update(no_key=True).get(pk=customer)
        about = text.line(text.storable(about), ABOUT)
        told = {"customer_id": customer, "kind": kind, "day": day, "about": about, "by": by}
        act, fresh = Act.objects.get_or_create(key=act_key(key), defaults=told)
        if fresh:
            _thank([act], conversation)
            ladder.facts_changed([customer])
    return fresh


def take_back(key: str, *, reason: str = TOLD_BY_MISTAKE) -> bool:
    """An act turned out not to be one; false when it is not there. The rung that it gave goes with it."""
    with transaction.atomic():
        found = Act.objects.select_for_update().filter(key=act_key(key)).first()
        if found is None:
            return False
        found.delete()
        ladder.act_withdrawn(found.customer_id)
        account.take_back(line_key(found.key), reason=reason)
        events.publish(CustomerChanged(found.customer_id))
    return True


def bring(told: Sequence[Told]) -> Brought:
    """Store acts that a shop tells of in one transaction, and place their customers anew; raises as `in_one` does."""
    return in_one(lambda: _bring(told))


def would_bring(told: Sequence[Told]) -> Brought:
    """What `bring` would come to, as far as one batch can tell; nothing is stored."""
    wanted = {one.key for one in told}
    there = len(known(Act, wanted))
    return Brought(len(wanted) - there, len(told) - len(wanted) + there)


def _bring(told: Sequence[Told]) -> Brought:
    wanted = {one.key: one for one in told}
    there = known(Act, wanted)
    new = [one for key, one in wanted.items() if key not in there]
    customers = meet([(one.buyer, one.day) for one in new]).customers
    acts = [
        Act(customer_id=customer, kind=one.kind, day=one.day, about=one.about, key=one.key)
        for one, customer in zip(new, customers, strict=True)
    ]
    # Accounts are held before anything points at their customers, and in order: two who tell of the same customers
    # never wait for each other in a circle.
    _thank(sorted(acts, key=lambda act: act.customer_id))
    Act.objects.bulk_create(acts)
    ladder.facts_changed(act.customer_id for act in acts)
    return Brought(len(new), len(told) - len(new))


def _thank(acts: Iterable[Act], conversation: int | None = None) -> None:
    for act in acts:
        if act.kind == Kind.THANKS:
            at = min(clock.now(), datetime.combine(act.day, time(12), UTC))
            account.record(
                act.customer_id, Fact.THANKS, key=line_key(act.key), at=at, about=act.about, conversation=conversation,
                by=act.by,
            )  # fmt: skip


def line_key(key: uuid.UUID) -> str:
    """The key of the line that thanks have in the account."""
    return f"thanks:{key}"
