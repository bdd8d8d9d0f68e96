"""Two customers who are one person: looked at side by side, merged, and taken apart again."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from extramile.customers.actions import apart, merging
from extramile.customers.models import Customer
from extramile.customers.queries import profile as queries
from extramile.desk.access import inboxes_of
from extramile.desk.actions import customers as desk
from extramile.desk.queries.talk import talks_of
from extramile.web.customers.doors import back_to, of_customer
from extramile.web.viewer import agent_of

_ADDRESS = re.compile(r"(?:.*/customers/)?(\d{1,18})/?(?:\?.*)?")


@of_customer
@require_GET
def find(request: HttpRequest, customer: Customer) -> HttpResponse:
    """The other one, by the address of their page, its number, or their mail address."""
    asked = request.GET.get("other", "").strip()[:300]
    number = _ADDRESS.fullmatch(asked)
    other = queries.profile(int(number[1])) if number else queries.mailed(asked)
    if other is None or other.pk == customer.pk:
        why = _("Nobody else is found under that. Copy the address of the other page, or write their mail address.")
        messages.error(request, why)
        return back_to(customer)
    return redirect(f"/customers/{customer.pk}/merge/{other.pk}")


@of_customer
@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, customer: Customer, other: int) -> HttpResponse:
    """Show what comes along when `other` becomes a part of this customer; and do it."""
    gone = queries.profile(other)
    if gone is None or gone.pk == customer.pk:
        if queries.known_as(other) == customer.pk:
            return back_to(customer)
        raise Http404
    if request.method == "POST":
        return _merge(request, customer, gone)
    inboxes = inboxes_of(agent_of(request))
    shown: dict[str, Any] = {
        "kept": customer,
        "gone": gone,
        "sides": [(one, queries.extent(one.pk), talks_of(one.pk, inboxes)) for one in (customer, gone)],
    }
    return render(request, "customers/merge.html", shown)


@of_customer
def undo(request: HttpRequest, customer: Customer, merge: int) -> HttpResponse:
    """Make them two again."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        done = desk.undo_merge(agent_of(request), merge)
    except merging.TooLate:
        messages.error(request, _("They are two already, or it is more than 30 days ago."))
        return back_to(customer)
    except merging.Gone as error:
        raise Http404 from error
    messages.success(request, _("They are two again."))
    if stay := queries.bought_since(done.kept_id, done.at):
        # As what stays to be read: only a person can say whose these are.
        left = ngettext(
            "One purchase that came meanwhile stays with %(name)s.",
            "%(n)s purchases that came meanwhile stay with %(name)s.", stay,
        )  # fmt: skip
        messages.error(request, left % {"n": stay, "name": done.kept})
    return redirect(f"/customers/{done.gone}")


@of_customer
@require_POST
def told_apart(request: HttpRequest, customer: Customer, other: int) -> HttpResponse:
    """They are two, however alike they look."""
    found = queries.profile(other)
    if found is None:
        raise Http404
    try:
        apart.tell_apart(agent_of(request), customer.pk, found.pk)
    except (apart.SamePerson, Customer.DoesNotExist) as error:
        raise Http404 from error
    undo = f"/customers/{customer.pk}/alike/{other}"
    messages.success(request, _("They are two, and will not be suggested again."), extra_tags=undo)
    return back_to(customer)


@of_customer
@require_POST
def alike(request: HttpRequest, customer: Customer, other: int) -> HttpResponse:
    """They may be one after all."""
    apart.alike_after_all(customer.pk, other)
    messages.success(request, _("They may be one person again."))
    return back_to(customer)


def _merge(request: HttpRequest, kept: Customer, gone: Customer) -> HttpResponse:
    try:
        made = desk.merge(agent_of(request), gone=gone.pk, kept=kept.pk)
    except merging.Gone:
        messages.error(request, _("Somebody has just merged one of the two. Look again."))
        return back_to(kept)
    messages.success(request, _("They are one now."), extra_tags=f"/customers/{kept.pk}/unmerge/{made.pk}")
    return back_to(kept)
