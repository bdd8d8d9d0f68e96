"""A promise to Linh, at a moment that the test chooses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest.mock import patch

from extramile.base import clock
from extramile.base.ids import uuid7
from extramile.customers.actions.promises import make
from extramile.customers.models import Customer, Promise
from extramile.customers.queries.account import statement
from extramile.people.models import Agent

HOUR = timedelta(hours=1)
WORDS = "Write to her by Friday noon"


def promised(by: Agent, *, hours: float, customer: int | None = None, conversation: int | None = None) -> Promise:
    """A promise that is due in so many hours, in the past when they are below zero."""
    owed = customer or Customer.objects.create(name="Linh").pk
    return make(by.pk, owed, WORDS, clock.now() + hours * HOUR, name=str(uuid7()), conversation=conversation)


@contextmanager
def later(hours: float) -> Iterator[datetime]:
    """So many hours from now."""
    then = clock.now() + hours * HOUR
    with patch.object(clock, "now", lambda: then):
        yield then


def lines(customer: int) -> list[str]:
    """The facts of an account that still stand."""
    return [entry.fact for entry in statement(customer).entries if entry.reversed_because is None]
