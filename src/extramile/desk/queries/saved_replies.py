"""Saved replies, with their variables filled in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from extramile.customers.models import Customer
from extramile.desk.models import SavedReply
from extramile.people.models import Agent

_MOST = 20
_VARIABLE = re.compile(r"\{(customer|customer\.first|agent|agent\.first|company)\}")


@dataclass(frozen=True, slots=True)
class Reply:
    """A saved reply, ready to be sent to one customer."""

    shortcut: str
    title: str
    text: str


def replies(words: str, *, customer: Customer, agent: Agent, company: str) -> Sequence[Reply]:
    """Saved replies whose shortcut or title holds `words`: twenty at most, shortcuts that begin with them first."""
    found = SavedReply.objects.all()
    if words:
        found = found.filter(Q(shortcut__icontains=words) | Q(title__icontains=words))
    start = words.casefold()
    ordered = sorted(found[:200], key=lambda reply: (not reply.shortcut.casefold().startswith(start), reply.shortcut))
    values = _values(customer, agent, company)
    return [Reply(reply.shortcut, reply.title, fill(reply.text, values)) for reply in ordered[:_MOST]]


def fill(text: str, values: dict[str, str]) -> str:
    """`text` with each known variable in braces replaced once; what a value holds is never read as a variable."""
    return _VARIABLE.sub(lambda found: values[found[1]], text)


def _values(customer: Customer, agent: Agent, company: str) -> dict[str, str]:
    name = customer.name.strip() or _("there")
    return {
        "customer": name,
        "customer.first": customer.name.split()[0] if customer.name.strip() else name,
        "agent": agent.name,
        "agent.first": agent.name.split()[0] if agent.name.strip() else agent.name,
        "company": company,
    }
