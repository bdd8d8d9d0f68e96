"""One customer: who they are, what is known, and what happened between us."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from extramile.base import clock
from extramile.customers.account import told as account
from extramile.customers.ladder import told as ladder
from extramile.customers.models import Customer, Manner
from extramile.customers.queries import timeline
from extramile.customers.queries.account import statement
from extramile.customers.queries.ladder import facts_of_standing
from extramile.customers.queries.profile import attributes_of, likely_same, merged_into, name_before, names_of
from extramile.desk.access import inboxes_of
from extramile.desk.queries import promises
from extramile.desk.queries.timeline import conversations, ratings, seen
from extramile.people.models import Agent
from extramile.people.queries import Named, roster
from extramile.web import owed
from extramile.web.customers.doors import of_customer
from extramile.web.customers.forms import Bought, Known
from extramile.web.customers.forms import Manner as MannerForm
from extramile.web.fields import Contacts, Did
from extramile.web.viewer import agent_of

_LINES = 5


@of_customer
@require_GET
def profile(request: HttpRequest, customer: Customer) -> HttpResponse:
    """The page; `was` is the number under which somebody came who was merged into this one."""
    was = request.GET.get("was", "")
    before = name_before(customer.pk, int(was)) if was.isdecimal() and len(was) < 18 else ""
    return page(request, customer, before=before)


@of_customer
@require_GET
def further(request: HttpRequest, customer: Customer) -> HttpResponse:
    """What happened before a place of the timeline: a whole page without a script, a part of one with it."""
    try:
        after = timeline.Place.of(request.GET.get("after", ""))
    except ValueError as error:
        raise Http404 from error
    agent = agent_of(request)
    shown = told(agent, customer, inboxes_of(agent), roster(), after=after) | {"customer": customer}
    part = "X-Part" in request.headers
    return render(request, "customers/_timeline.html" if part else "customers/further.html", shown)


def page(request: HttpRequest, customer: Customer, *, before: str = "", **wrong: forms.BaseForm) -> HttpResponse:
    """The customer's page, with the form that was asked for (`write`), or one in which something is `wrong`."""
    agent, everyone = agent_of(request), roster()
    inboxes, identities = inboxes_of(agent), names_of(customer.pk)
    shown: dict[str, Any] = {
        "customer": customer,
        "manner": getattr(customer, "manner", None),
        "stands": ladder.told(_standing(customer), timezone.localdate()),
        "account": account.told(statement(customer.pk, most=_LINES, seen=seen(inboxes))),
        "acts": None,
        "here": None,
        "whole": f"/customers/{customer.pk}/account",
        "local_time": clock.there(customer.time_zone),
        "promises": promises.of_customer(agent, inboxes, customer.pk),
        "owed": owed,
        "colleagues": [one for one in everyone if one.is_active],
        "back": f"/customers/{customer.pk}",
        "identities": identities,
        "attributes": attributes_of(customer.pk),
        "merged": merged_into(customer.pk),
        "before": before,
        "alike": likely_same(customer, identities.emails),
        "form": wrong or _form(request.GET.get("write", ""), customer, request.GET.get("key", "")),
        "new": uuid4(),
    }
    shown |= told(agent, customer, inboxes, everyone)
    return render(request, "customers/profile.html", shown, status=422 if wrong else 200)


def _form(name: str, customer: Customer, key: str) -> dict[str, forms.BaseForm]:
    """One form at most by its name: making and drawing all of them would take a third of the page's time. `key` comes
    in its address, so that the way back in a browser leads to the very form that was sent."""
    forms_: dict[str, Callable[[], forms.BaseForm]] = {
        "about": lambda: Contacts(instance=customer),
        "bought": lambda: Bought(initial={"day": timezone.localdate(), "form": _named(key)}),
        "did": Did,
        "known": Known,
        "preferred": lambda: MannerForm(initial=_preferred(customer)),
    }
    return {name: forms_[name]()} if name in forms_ else {}


def _named(key: str) -> UUID:
    try:
        return UUID(key)
    except ValueError:
        return uuid4()


def told(
    agent: Agent, customer: Customer, inboxes: frozenset[int], everyone: Sequence[Named], *,
    after: timeline.Place | None = None,
) -> dict[str, Any]:  # fmt: skip
    """A part of the timeline, and how those are called of whom it speaks. `agent` looks, and sees `inboxes`."""
    sources = (*timeline.SOURCES, conversations(inboxes), ratings(inboxes), promises.told(agent, inboxes))
    happened = timeline.page(sources, customer.pk, after=after)
    people = {one.pk: one.name for one in everyone}
    return {"timeline": happened, "rungs": ladder.names_of_rungs(), "people": people}


def _standing(customer: Customer) -> ladder.Facts | None:
    return facts_of_standing(customer.standing) if hasattr(customer, "standing") else None


def _preferred(customer: Customer) -> dict[str, str]:
    manner: Manner | None = getattr(customer, "manner", None)
    if manner is None:
        return {"pace": "auto", "style": "auto"}
    return {
        "pace": "auto" if manner.pace_by is None else manner.pace,
        "style": "auto" if manner.style_by is None else manner.style,
    }
