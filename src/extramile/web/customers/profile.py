"""One customer: who they are, what is known, and what happened between us."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from extramile.base import clock
from extramile.customers.ladder.told import names_of_rungs
from extramile.customers.ladder.told import told as told_of
from extramile.customers.models import Attribute, Customer, Manner
from extramile.customers.queries import timeline
from extramile.customers.queries.ladder import facts_behind
from extramile.customers.queries.profile import attributes_of, likely_same, merged_into, name_before, names_of
from extramile.desk.access import inboxes_of
from extramile.desk.queries import promises
from extramile.desk.queries.timeline import conversations
from extramile.people.queries import active_agents, names
from extramile.web import owed
from extramile.web.customers.doors import of_customer
from extramile.web.customers.forms import Bought, Known
from extramile.web.customers.forms import Manner as MannerForm
from extramile.web.fields import Contacts, Did
from extramile.web.viewer import agent_of


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
    shown = told(request, customer, after=after) | {"customer": customer}
    part = "X-Part" in request.headers
    return render(request, "customers/_timeline.html" if part else "customers/further.html", shown)


def page(request: HttpRequest, customer: Customer, *, before: str = "", **given: forms.BaseForm) -> HttpResponse:
    """The customer's page, with forms as they were `given` when something in one of them is wrong."""
    agent = agent_of(request)
    known, merged = attributes_of(customer.pk), merged_into(customer.pk)
    shown: dict[str, Any] = {
        "customer": customer,
        "manner": getattr(customer, "manner", None),
        "stands": told_of(facts_behind(customer.pk), timezone.localdate()),
        "local_time": clock.there(customer.time_zone),
        "promises": promises.of_customer(agent, inboxes_of(agent), customer.pk),
        "owed": owed,
        "colleagues": active_agents(),
        "back": f"/customers/{customer.pk}",
        "identities": names_of(customer.pk),
        "attributes": known,
        "merged": merged,
        "before": before,
        "like": likely_same(customer),
        "about": Contacts(instance=customer),
        "bought": Bought(initial={"day": timezone.localdate()}),
        "did": Did(),
        "known": Known(),
        "preferred": MannerForm(initial=_preferred(customer)),
    }
    shown |= told(request, customer, besides=[*_writers(customer, known), *(one.by for one in merged)])
    return render(request, "customers/profile.html", shown | given, status=422 if given else 200)


def told(
    request: HttpRequest, customer: Customer, *, after: timeline.Place | None = None, besides: Iterable[int | None] = ()
) -> dict[str, Any]:
    """A part of the timeline, and the names of the agents whom the page speaks of."""
    sources = (*timeline.SOURCES, conversations(inboxes_of(agent_of(request))))
    happened = timeline.page(sources, customer.pk, after=after)
    told_by = {line.about.get("by") for line in happened.lines} | set(besides)
    people = names([one for one in told_by if isinstance(one, int)])
    return {"timeline": happened, "rungs": names_of_rungs(), "people": people}


def _writers(customer: Customer, known: list[Attribute]) -> list[int | None]:
    manner: Manner | None = getattr(customer, "manner", None)
    said = [manner.pace_by, manner.style_by] if manner else []
    return [*said, *(one.by for one in known)]


def _preferred(customer: Customer) -> dict[str, str]:
    manner: Manner | None = getattr(customer, "manner", None)
    if manner is None:
        return {"pace": "auto", "style": "auto"}
    return {
        "pace": "auto" if manner.pace_by is None else manner.pace,
        "style": "auto" if manner.style_by is None else manner.style,
    }
