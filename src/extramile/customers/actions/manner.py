"""A customer's two preferences: what agents say stays, and what is read from messages gives way."""

from __future__ import annotations

from django.db import transaction

from extramile.base import clock, events
from extramile.customers.events import CustomerChanged
from extramile.customers.manner import Read
from extramile.customers.models import Customer, Manner
from extramile.customers.models.manner import Pace, Style
from extramile.people.models import Agent

_CHOICES = {"pace": set(Pace.values), "style": set(Style.values)}


class NoSuchPreference(ValueError):
    """A preference is a pace or a style, with a value that it may have, or empty for neither."""


def suggest(customer: int, found: Read) -> bool:
    """Keep what was read from a customer's messages, where no agent said otherwise; whether anything is new."""
    with transaction.atomic():
        if not Customer.objects.select_for_update(no_key=True).filter(pk=customer).exists():
            return False
        kept = Manner.objects.filter(pk=customer).first() or Manner(customer_id=customer)
        news = False
        for name in _CHOICES:
            value, why = getattr(found, name), getattr(found, f"{name}_why")
            if getattr(kept, f"{name}_by") is None and (getattr(kept, name), getattr(kept, f"{name}_why")) != (
                value,
                why,
            ):
                news = news or getattr(kept, name) != value
                _set(kept, name, value, by=None, why=why)
        if kept.pace_at or kept.style_at:
            kept.save()
        if news:
            events.publish(CustomerChanged(customer))
    return news


def say(actor: Agent, customer: int, preference: str, value: str) -> None:
    """Write down what an agent knows better; empty says that neither is so. Raises NoSuchPreference."""
    if (value and value not in _CHOICES.get(preference, ())) or preference not in _CHOICES:
        raise NoSuchPreference(preference)
    _change(customer, preference, value, by=actor.pk)


def unsay(customer: int, preference: str) -> None:
    """Let what the customer writes decide again, from the next conversation on. Raises NoSuchPreference."""
    if preference not in _CHOICES:
        raise NoSuchPreference(preference)
    _change(customer, preference, "", by=None)


def _change(customer: int, preference: str, value: str, *, by: int | None) -> None:
    with transaction.atomic():
        Customer.objects.select_for_update(no_key=True).get(pk=customer)
        kept = Manner.objects.filter(pk=customer).first() or Manner(customer_id=customer)
        _set(kept, preference, value, by=by, why=None)
        kept.save()
        events.publish(CustomerChanged(customer))


def _set(kept: Manner, preference: str, value: str, *, by: int | None, why: dict[str, int] | None) -> None:
    for name, given in {"": value, "_by": by, "_at": clock.now(), "_why": why}.items():
        setattr(kept, f"{preference}{name}", given)
