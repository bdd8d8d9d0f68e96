"""What happens to customers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CustomerChanged:
    """What is known of a customer changed."""

    customer: int


@dataclass(frozen=True, slots=True)
class CustomerBlocked:
    """A customer may not write for now."""

    customer: int
