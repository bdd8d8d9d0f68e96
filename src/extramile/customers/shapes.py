"""What crosses rooms about customers: plain values that need no database."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from extramile.customers.ladder.acts import Kind

_NAMES = uuid.UUID("3c3f0c02-7e0b-5f0e-8a52-9a0f6a1f6f0d")


@dataclass(frozen=True, slots=True)
class Buyer:
    """Whom a record means: the shop's number for them, their mail address in lower case, or both. One is there.

    `known` is what else is known of them: names, each with what it is.
    """

    number: str = ""
    email: str = ""
    name: str = ""
    phone: str = ""
    place: str = ""
    language: str = ""
    known: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Purchased:
    """One purchase, as a shop tells of it. `line` is the whole record, which names an order that has no number."""

    buyer: Buyer
    day: date
    number: str = ""
    amount: Decimal | None = None
    currency: str = ""
    line: str = ""

    @property
    def key(self) -> uuid.UUID:
        """What keeps the same order from being stored twice."""
        return uuid.uuid5(_NAMES, f"number:{self.number}" if self.number else f"line:{self.line}")


@dataclass(frozen=True, slots=True)
class Told:
    """One act of advocacy, as a shop tells of it. `line` is the whole record, which names an act that has no `name`."""

    buyer: Buyer
    kind: Kind
    day: date
    about: str = ""
    name: str = ""
    line: str = ""

    @property
    def key(self) -> uuid.UUID:
        """What keeps the same act from being stored twice."""
        return act_key(f"told:{self.name}" if self.name else f"line:{self.line}")


def act_key(name: str) -> uuid.UUID:
    """The key of an act, from what names it."""
    return uuid.uuid5(_NAMES, f"act:{name}")


@dataclass(frozen=True, slots=True)
class Vow:
    """A promise on its way: what was said, and until when."""

    what: str
    due: datetime
