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
