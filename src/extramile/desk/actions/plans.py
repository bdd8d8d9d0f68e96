"""Writing game plans together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import F

from extramile.base import clock
from extramile.desk.models import GamePlan, PlanVersion
from extramile.desk.queries.plans import NotThere
from extramile.people.models import Agent

SAID = ("title", "situation", "first_words", "steps", "may_give", "ask_help")


class OwnDraft(ValueError):
    """A draft is looked at by somebody else before everybody gets it; leads may publish their own."""


def write(actor: Agent, said: Mapping[str, str], *, today: date, plan: int | None = None) -> GamePlan:
    """Write a new card as a draft, or another version of one. Raises NotThere."""
    given = {name: said[name] for name in SAID}
    with transaction.atomic():
        if plan is None:
            found = GamePlan.objects.create(**given, owner=actor, checked=today)
        else:
            found = _held(plan)
            for name, words in given.items():
                setattr(found, name, words)
            found.changed, found.checked = clock.now(), today
            found.save(update_fields=[*SAID, "changed", "checked"])
        PlanVersion.objects.create(plan=found, said=given, by=actor.pk, author=actor.name)
    return found


def publish(actor: Agent, plan: int, *, today: date) -> None:
    """Give a draft to everybody, after a look at it. Raises NotThere or OwnDraft."""
    with transaction.atomic():
        found = _held(plan)
        if found.owner_id == actor.pk and not actor.leads:
            raise OwnDraft
        if found.published is None:
            found.published = found.changed = clock.now()
            found.checked = today
            found.save(update_fields=["published", "changed", "checked"])


def withdraw(actor: Agent, plan: int) -> None:
    """Make a card a draft again: it is found no more until it is published. Raises NotThere."""
    with transaction.atomic():
        found = _held(plan)
        found.published, found.changed = None, clock.now()
        found.save(update_fields=["published", "changed"])


def still_good(actor: Agent, plan: int, *, today: date) -> None:
    """Somebody has looked at a card and found it good: what was said of it before is over. Raises NotThere."""
    if not GamePlan.objects.filter(pk=plan).update(checked=today, helped=0, missed=0):
        raise NotThere(plan)


def answer(plan: int, *, helped: bool) -> None:
    """Whether a card helped. It is added up, and not kept who said so. Raises NotThere."""
    name = "helped" if helped else "missed"
    if not GamePlan.objects.filter(pk=plan).update(**{name: F(name) + 1}):
        raise NotThere(plan)


def delete(actor: Agent, plan: int) -> None:
    """Take a card away for good, with its versions. Raises NotThere."""
    with transaction.atomic():
        _held(plan).delete()


def _held(plan: int) -> GamePlan:
    found = GamePlan.objects.select_for_update().filter(pk=plan).first()
    if found is None:
        raise NotThere(plan)
    return found
