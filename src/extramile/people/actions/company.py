"""The company: founded once, renamed at will."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from extramile.people import access
from extramile.people.models import Agent, Charter, Company
from extramile.people.models.agent import Role


class AlreadyFounded(access.Refused):
    """The company exists: somebody else filled in the first-run page before."""


def found(*, company: str, name: str, email: str, password: str, time_zone: str) -> Agent:
    """Write the company and its first admin, where both are, and return the admin. Raises AlreadyFounded."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                # The fixed key lets one row in: of two people who send the page at once, one gets it.
                Company.objects.create(pk=1, name=company, time_zone=time_zone)
        except IntegrityError as error:
            raise AlreadyFounded(_("This desk has been set up already. Sign in instead.")) from error
        return Agent.objects.create_user(
            email=email, password=password, name=name, role=Role.ADMIN, time_zone=time_zone
        )


def change_company(actor: Agent, *, name: str, currency: str, time_zone: str) -> None:
    """Give the company another name, let it give in another currency, or its days begin elsewhere.

    Raises access.NotAllowed.
    """
    with transaction.atomic():
        access.as_admin(actor)
        Company.objects.update(name=name, currency=currency, time_zone=time_zone)


def say_what_for(actor: Agent, *, vision: str, values: str, strategy: str, goals: str) -> Charter:
    """Publish what the company is for, as a new version. Raises access.NotAllowed."""
    with transaction.atomic():
        lead = access.as_lead(actor)
        return Charter.objects.create(
            vision=vision, values=values, strategy=strategy, goals=goals, by=lead.pk, author=lead.name
        )
