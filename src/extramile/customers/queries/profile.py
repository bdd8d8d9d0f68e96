"""Who a customer is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Lower

from extramile.base import clock
from extramile.customers.models import Act, Apart, Attribute, Customer, Identity, Merge, Purchase
from extramile.customers.models.customer import digits
from extramile.customers.models.identity import Kind
from extramile.customers.models.merge import LONGEST_UNDO

_MOST_NAMES, _MOST_LIKE, _MOST_ALIKE = 200, 5, 25
_FEWEST_DIGITS = 6
_MARKS = str.maketrans("", "", " -()./+")


@dataclass(frozen=True, slots=True)
class Names:
    """What a customer goes by: shops' numbers, other addresses, and how many browsers, whose ids are their secrets."""

    browsers: int
    numbers: Sequence[str]
    emails: Sequence[str]


@dataclass(frozen=True, slots=True)
class Merged:
    """Somebody who was merged into the customer, and may be taken out again until `until`."""

    id: int
    name: str
    by: int
    at: datetime
    until: datetime


def profile(customer: int) -> Customer | None:
    """The customer with what is kept beside them: block, standing, balance and manner."""
    return Customer.objects.select_related("block", "standing", "balance", "manner").filter(pk=customer).first()


def known_as(customer: int) -> int | None:
    """Into whom a customer went who is not there any more; None when they went into nobody."""
    into = Merge.objects.filter(gone=customer, undone_at=None).order_by("-pk")
    return into.values_list("kept", flat=True).first()


def name_before(customer: int, was: int) -> str:
    """What somebody was called who was merged into the customer; empty when nobody of that number was."""
    into = Merge.objects.filter(kept=customer, gone=was, undone_at=None).order_by("-pk")
    return into.values_list("name", flat=True).first() or ""


def mailed(email: str) -> Customer | None:
    """The customer with this mail address, the oldest of several."""
    found = Customer.objects.annotate(lower=Lower("email")).filter(lower=email.lower()).order_by("pk")
    return found.first() if email else None


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is known of a customer."""

    purchases: int
    acts: int
    attributes: int
    browsers: int


def extent(customer: int) -> Extent:
    """How much would come along with a customer."""
    purchases, acts, known = (one.objects.filter(customer=customer).count() for one in (Purchase, Act, Attribute))
    browsers = Identity.objects.filter(customer=customer, kind=Kind.VISITOR).count()
    return Extent(purchases, acts, known, browsers)


def names_of(customer: int) -> Names:
    """The names that a customer goes by."""
    found = Identity.objects.filter(customer=customer).order_by("pk").values_list("kind", "value")[:_MOST_NAMES]
    kinds = Counter(kind for kind, _ in found)
    listed = {kind: [value for one, value in found if one == kind] for kind in (Kind.IMPORTED, Kind.EMAIL)}
    return Names(kinds[Kind.VISITOR], listed[Kind.IMPORTED], listed[Kind.EMAIL])


def attributes_of(customer: int) -> list[Attribute]:
    """What else is known, by name."""
    return list(Attribute.objects.filter(customer=customer).order_by("spelt"))


def bought_since(customer: int, at: datetime) -> int:
    """How many purchases of a customer came after a moment."""
    return Purchase.objects.filter(customer=customer, added__gt=at).count()


def merged_into(customer: int) -> list[Merged]:
    """Who was merged into the customer within the last 30 days, newest first."""
    lately = Merge.objects.filter(kept=customer, undone_at=None, at__gt=clock.now() - LONGEST_UNDO)
    found = lately.order_by("-at").values_list("pk", "name", "by", "at")[:_MOST_NAMES]
    return [Merged(*values, until=values[3] + LONGEST_UNDO) for values in found]


@dataclass(frozen=True, slots=True)
class Alike:
    """Who may be the same as a customer, and who looks so and was said to be somebody else."""

    like: Sequence[Customer] = ()
    apart: Sequence[Customer] = ()


def likely_same(customer: Customer, emails: Collection[str] = ()) -> Alike:
    """Who may be the same person: one mail address, one telephone number, or one name at one place. Five of them, and
    those who were told apart among the first 25.

    `emails` are the addresses that the customer goes by besides, in lower case.
    """
    alike = [*_mailed(customer, emails), *_called(customer), *_there(customer)]
    if not alike:
        return Alike()
    like = alike[0].union(*alike[1:]) if alike[1:] else alike[0]
    said = Q(customer=customer.pk, other=OuterRef("pk")) | Q(customer=OuterRef("pk"), other=customer.pk)
    told = Customer.objects.filter(pk__in=like).exclude(pk=customer.pk).annotate(two=Exists(Apart.objects.filter(said)))
    found = list(told.order_by("two", "pk")[:_MOST_ALIKE])
    return Alike([one for one in found if not one.two][:_MOST_LIKE], [one for one in found if one.two])


def _mailed(customer: Customer, emails: Collection[str]) -> Iterator[QuerySet[Any, Any]]:
    known = {customer.email.lower(), *emails} - {""}
    if known:
        yield Customer.objects.annotate(lower=Lower("email")).filter(lower__in=known).values("pk")
        yield Identity.objects.filter(kind=Kind.EMAIL, value__in=known).values("customer")


def _called(customer: Customer) -> Iterator[QuerySet[Any, Any]]:
    phone = customer.phone.translate(_MARKS)
    if len(phone) >= _FEWEST_DIGITS:
        yield Customer.objects.annotate(plain=digits("phone")).filter(phone__gt="", plain=phone).values("pk")


def _there(customer: Customer) -> Iterator[QuerySet[Any, Any]]:
    if customer.name and customer.place:
        found = Customer.objects.annotate(who=Lower("name"), where=Lower("place")).filter(name__gt="", place__gt="")
        yield found.filter(who=Lower(Value(customer.name)), where=Lower(Value(customer.place))).values("pk")
