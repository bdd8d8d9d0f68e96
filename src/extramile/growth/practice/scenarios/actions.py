"""Writing scenarios for each other."""

from __future__ import annotations

from django.db import transaction

from extramile.base import clock
from extramile.growth.models import OwnScenario, ScenarioVersion
from extramile.growth.practice.rehearsal.reading import read
from extramile.growth.practice.scenarios.queries import NotThere
from extramile.people.models import Agent


class NotYours(PermissionError):
    """Leads and who wrote it first take a scenario down, and put it back."""


def write(actor: Agent, text: str, *, pk: int | None = None) -> OwnScenario:
    """Write a scenario, or another version of one; what is there word for word is not written again.

    Raises Broken or NotThere.
    """
    title = read(text, name="our", file="").title
    with transaction.atomic():
        same = OwnScenario.objects.filter(text=text, withdrawn=None).first() if pk is None else _held(pk)
        found = same or OwnScenario(owner=actor.pk)
        if found.text != text:
            found.title, found.text = title, text
            found.save()
            ScenarioVersion.objects.create(scenario=found, text=text, by=actor.pk, author=actor.name)
    return found


def withdraw(actor: Agent, pk: int, *, back: bool = False) -> None:
    """Take a scenario down, or put it back: nobody begins it then; takes stay. Raises NotThere or NotYours."""
    with transaction.atomic():
        found = _held(pk)
        if not may_withdraw(actor, found):
            raise NotYours(pk)
        found.withdrawn = None if back else found.withdrawn or clock.now()
        found.save(update_fields=["withdrawn"])


def may_withdraw(actor: Agent, scenario: OwnScenario) -> bool:
    """Whether somebody may take a scenario down, and put it back."""
    return actor.leads or scenario.owner == actor.pk


def _held(pk: int) -> OwnScenario:
    found = OwnScenario.objects.select_for_update().filter(pk=pk).first()
    if found is None:
        raise NotThere(pk)
    return found
