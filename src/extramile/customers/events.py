"""What happens to customers."""

from __future__ import annotations

from dataclasses import dataclass

from extramile.base.crossing import AsItIs


@dataclass(frozen=True, slots=True)
class CustomerChanged(AsItIs):
    """What is known of a customer changed."""

    customer: int


@dataclass(frozen=True, slots=True)
class CustomerBlocked(AsItIs):
    """A customer may not write for now."""

    customer: int


@dataclass(frozen=True, slots=True)
class Reweighed:
    """Facts weigh otherwise: accounts of customers above an id are to be summed anew. Kept, for a worker to follow."""

    after: int


@dataclass(frozen=True, slots=True)
class PromiseDue(AsItIs):
    """An agent is to hear of a promise that they hold: it is due `soon`, it is `due`, or it was `handed` to them."""

    promise: int
    agent: int
    why: str
