"""How a customer likes to be served, from what they wrote at the desk."""

from __future__ import annotations

from extramile.customers.actions import manner
from extramile.customers.manner import read
from extramile.desk.queries.wrote import wrote


def read_again(customer: int) -> None:
    """Read a customer's newest messages, and keep what they say of pace and style."""
    manner.suggest(customer, read(wrote(customer)))
