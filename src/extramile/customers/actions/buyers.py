"""Finding, or making, the customers whom a shop's records speak of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from django.db.models.functions import Lower

from extramile.base.collisions import one_at_a_time
from extramile.customers.actions import attributes
from extramile.customers.actions.many import put
from extramile.customers.models import Customer, Identity
from extramile.customers.models.identity import Kind
from extramile.customers.shapes import Buyer

_FILLED = ("email", "name", "phone", "place", "language")


@dataclass(slots=True)
class _Known:
    """Customers by the names they go by, as far as a batch asks for them."""

    numbers: dict[str, Customer]
    emails: dict[str, Customer]
    fresh: list[Customer] = field(default_factory=list)
    named: list[tuple[str, Customer]] = field(default_factory=list)
    fuller: dict[int, Customer] = field(default_factory=dict)

    def find(self, buyer: Buyer, since: date) -> Customer:
        """The customer of a buyer. The shop's number is surer than an address, which a family may share."""
        found = self.numbers.get(buyer.number) if buyer.number else None
        found = found or (self.emails.get(buyer.email) if buyer.email else None)
        if found is None:
            found = Customer(since=datetime.combine(since, time(), UTC))
            self.fresh.append(found)
        if buyer.number and buyer.number not in self.numbers:
            self.numbers[buyer.number] = found
            self.named.append((buyer.number, found))
        if buyer.email:
            self.emails.setdefault(buyer.email, found)
        self._fill(found, buyer)
        return found

    def lacks(self, buyers: Sequence[Buyer]) -> bool:
        """Whether somebody is to be made who has a mail address."""
        return any(one.email and one.email not in self.emails and one.number not in self.numbers for one in buyers)

    def _fill(self, found: Customer, buyer: Buyer) -> None:
        # What an agent wrote down is never written over.
        for column in _FILLED:
            if getattr(buyer, column) and not getattr(found, column):
                setattr(found, column, getattr(buyer, column))
                if found.pk:
                    self.fuller[found.pk] = found


@dataclass(frozen=True, slots=True)
class Met:
    """The customer of each buyer that was asked for; how many of them are new, and of how many more is known now.

    `left_out` is how many attributes found no room, since their customers have all that is kept of one.
    """

    customers: list[int]
    added: int
    changed: int
    left_out: int = 0

    @property
    def present(self) -> int:
        """How many were known as they are, and stay so."""
        return len(self.customers) - self.added - self.changed

    @property
    def counts(self) -> dict[str, int]:
        """What is told of it."""
        left_out = {"left_out": self.left_out} if self.left_out else {}
        return {"added": self.added, "changed": self.changed, "present": self.present} | left_out


def meet(buyers: Sequence[tuple[Buyer, date]]) -> Met:
    """Find the customer of each buyer, or make one as of the day given. Runs in the caller's transaction."""
    wanted = [buyer for buyer, _ in buyers]
    known = _known(wanted)
    if known.lacks(wanted):
        # Two processes that meet one new mail address at once would make a customer each: no row is there to lock.
        one_at_a_time("customers")
        known = _known(wanted)
    found = [known.find(buyer, since) for buyer, since in buyers]
    Customer.objects.bulk_create(known.fresh)
    Customer.objects.bulk_update(known.fuller.values(), _FILLED, batch_size=200)
    named = [(customer.pk, Kind.IMPORTED.value, number) for number, customer in known.named]
    put(Identity, ("customer_id", "kind", "value"), named)
    new = {customer.pk for customer in known.fresh}
    told: dict[int, dict[str, str]] = {}
    for customer, buyer in zip(found, wanted, strict=True):
        if buyer.known:
            told.setdefault(customer.pk, {}).update(buyer.known)
    news, left_out = attributes.fill_in(told) if told else (set(), 0)
    return Met([customer.pk for customer in found], len(new), len((known.fuller.keys() | news) - new), left_out)


def _known(buyers: Sequence[Buyer]) -> _Known:
    numbers = {buyer.number for buyer in buyers if buyer.number}
    names = Identity.objects.filter(kind=Kind.IMPORTED, value__in=numbers).select_related("customer")
    by_number = {name.value: name.customer for name in names}
    # Who is known by a number is not looked for by an address.
    emails = {buyer.email for buyer in buyers if buyer.email and buyer.number not in by_number}
    # The oldest of several who share an address is the one that was there first.
    mailed = Customer.objects.annotate(lower=Lower("email")).filter(lower__in=emails).order_by("-pk")
    besides = Identity.objects.filter(kind=Kind.EMAIL, value__in=emails).select_related("customer")
    by_email: dict[str, Customer] = {name.value: name.customer for name in besides}
    by_email |= {customer.email.lower(): customer for customer in mailed}
    # One object for each customer, however many names lead to it: what is filled in must not be written over.
    same = {customer.pk: customer for customer in [*by_number.values(), *by_email.values()]}
    named, by_mail = ({name: same[one.pk] for name, one in names.items()} for names in (by_number, by_email))
    return _Known(named, by_mail)
