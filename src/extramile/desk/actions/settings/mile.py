"""What may be given without asking: allowances by role, and guard rails."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction

from extramile.customers.ladder.rungs import Rung
from extramile.desk.access import NotThere
from extramile.desk.actions.refused import Refused
from extramile.desk.mile.clashes import clash
from extramile.desk.mile.rails import Kind, Rail, Rule
from extramile.desk.mile.told import clashes
from extramile.desk.models import Allowance, GuardRail
from extramile.desk.queries.settings import names_of_inboxes
from extramile.people import access
from extramile.people.models import Agent, Company


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a role may give in a conversation and in a week, in the smallest unit of the company's currency."""

    talk: int
    week: int


def save_allowances(actor: Agent, allowed: Mapping[str, Allowed]) -> None:
    """Let roles give so much; who may give nothing in a week has no allowance. Raises access.NotAllowed."""
    with transaction.atomic():
        access.as_lead(actor)
        for role, most in allowed.items():
            if most.week:
                Allowance.objects.update_or_create(role=role, defaults={"talk": most.talk, "week": most.week})
            else:
                Allowance.objects.filter(role=role).delete()


def save_rail(
    actor: Agent, rule: Rule, *, instead: str, kinds: Collection[str] = (), inbox: int | None = None, amount: int = 0,
    days: int = 0, rungs: Collection[int] = (), rail: int | None = None,
) -> GuardRail:  # fmt: skip
    """Keep a guard rail, or change the one given.

    Raises access.NotAllowed, NotThere, or Refused with the rail that it clashes with.
    """
    of, on = frozenset(map(Kind, kinds)), frozenset(map(Rung, rungs))
    with transaction.atomic():
        access.as_lead(actor)
        # Two leads who write rails that clash at the same moment would each find none that does.
        company = Company.objects.select_for_update(no_key=True).get()
        others = [one.rail for one in GuardRail.objects.all() if one.pk != rail]
        wanted = Rail(rail, rule, of, inbox, amount, days, on, instead)
        if found := clash(wanted, others):
            raise Refused(clashes(found, inboxes=names_of_inboxes(), currency=company.currency))
        held = GuardRail() if rail is None else _rail_for(rail)
        held.rule, held.inbox_id, held.amount, held.days, held.instead = rule, inbox, amount, days, instead
        held.kinds, held.rungs = sorted(of), sorted(on)
        held.save()
        return held


def remove_rail(actor: Agent, rail: int) -> None:
    """Remove a guard rail. Raises access.NotAllowed or NotThere."""
    with transaction.atomic():
        access.as_lead(actor)
        _rail_for(rail).delete()


def _rail_for(rail: int) -> GuardRail:
    found = GuardRail.objects.select_for_update().filter(pk=rail).first()
    if found is None:
        raise NotThere(rail)
    return found
