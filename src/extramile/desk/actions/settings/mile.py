"""What may be given without asking: allowances by role, and guard rails; and which system hears of it."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from extramile.base import webhook
from extramile.customers.ladder.rungs import Rung
from extramile.desk.access import NotThere
from extramile.desk.actions.refused import Refused
from extramile.desk.mile.clashes import clash
from extramile.desk.mile.rails import Kind, Rail, Rule
from extramile.desk.mile.told import clashes
from extramile.desk.models import Allowance, GuardRail, Hook, HookDelivery
from extramile.desk.models.hook import Told
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


def save_hook(actor: Agent, *, url: str) -> None:
    """Tell gestures to this address, or to none when it is empty. Raises access.NotAllowed, or Refused."""
    with transaction.atomic():
        access.as_admin(actor)
        if not url:
            Hook.objects.all().delete()
            HookDelivery.objects.filter(state=Told.WAITING).update(state=Told.DROPPED)
            return
        try:
            kept = webhook.checked(url, own=settings.CONFIG.hook_networks)
        except webhook.WrongAddress as error:
            raise Refused(_wrong(str(error))) from error
        Hook.objects.update_or_create(pk=1, defaults={"url": kept, "rests_until": None, "troubles": 0})


def renew_hook(actor: Agent) -> None:
    """Sign with another secret from now on. Raises access.NotAllowed."""
    with transaction.atomic():
        access.as_admin(actor)
        Hook.objects.update(salt=uuid.uuid4())


def _wrong(why: str) -> str:
    return {
        "form": _("Write an address such as https://shop.example.com/hooks/extramile."),
        "plain": _("Write an address that begins with https. HTTP is only for networks of your own."),
    }.get(why) or _(
        "This address is in a private network. Whoever runs the server can allow it: EXTRAMILE_HOOK_NETWORKS."
    )


def _rail_for(rail: int) -> GuardRail:
    found = GuardRail.objects.select_for_update().filter(pk=rail).first()
    if found is None:
        raise NotThere(rail)
    return found
