"""What agents write down on a customer's page, and take back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.translation import gettext as _

from extramile.customers.actions import attributes, by_hand, contacts, manner, taking_back
from extramile.customers.ladder.acts import Kind
from extramile.customers.models import Customer, TakenBack
from extramile.web.customers.doors import back_to, of_customer
from extramile.web.customers.forms import Bought, Known, Manner
from extramile.web.customers.profile import page
from extramile.web.fields import Contacts, Did
from extramile.web.viewer import agent_of

_Write = Callable[..., HttpResponse]


def _posted(write: _Write) -> _Write:
    @of_customer
    @wraps(write)
    def view(request: HttpRequest, customer: Customer, **rest: Any) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            return write(request, customer, **rest)
        except (taking_back.NotThere, Customer.DoesNotExist) as error:
            raise Http404 from error

    return view


@_posted
def about(request: HttpRequest, customer: Customer) -> HttpResponse:
    """Write down how the customer is called and reached."""
    form = Contacts(request.POST, instance=customer)
    if not form.is_valid():
        customer.refresh_from_db(fields=form.Meta.fields)
        return page(request, customer, about=form)
    contacts.change_contact(agent_of(request), customer.pk, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return back_to(customer)


@_posted
def purchase(request: HttpRequest, customer: Customer) -> HttpResponse:
    """Write a purchase down."""
    form = Bought(request.POST)
    if not form.is_valid():
        return page(request, customer, bought=form)
    try:
        bought = by_hand.write_down(agent_of(request), customer.pk, **form.cleaned_data)
    except by_hand.KnownAlready as known:
        theirs = known.customer == customer.pk
        why = _("This order is there already.") if theirs else _("Another customer has the order of this number.")
        form.add_error("number", why)
        return page(request, customer, bought=form)
    _say(request, _("The purchase is written down."), f"/customers/{customer.pk}/take-back/purchase/{bought.pk}")
    return back_to(customer)


@_posted
def act(request: HttpRequest, customer: Customer) -> HttpResponse:
    """Write down what the customer did for us."""
    form = Did(request.POST)
    if not form.is_valid():
        return page(request, customer, did=form)
    told = form.cleaned_data
    done, _fresh = by_hand.note(agent_of(request), customer.pk, Kind(told["kind"]), about=told["about"])
    _say(request, _("Noted. Thank you for telling."), f"/customers/{customer.pk}/take-back/act/{done.pk}")
    return back_to(customer)


@_posted
def attribute(request: HttpRequest, customer: Customer) -> HttpResponse:
    """Write down what else is known."""
    form = Known(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            attributes.keep(agent_of(request), customer.pk, {told["name"]: told["value"]})
        except attributes.TooMany:
            form.add_error(None, _("At most %(most)d such things. Remove one first.") % {"most": attributes.MOST})
        except (attributes.NoWords, attributes.TooLong):
            form.add_error("name", _("Write a short name and what it is."))
        else:
            messages.success(request, _("Saved."))
            return back_to(customer)
    return page(request, customer, known=form)


@_posted
def preferences(request: HttpRequest, customer: Customer) -> HttpResponse:
    """Say which pace and style the customer likes, or leave it to what they write."""
    form, agent = Manner(request.POST), agent_of(request)
    if not form.is_valid():
        return page(request, customer, preferred=form)
    before = getattr(customer, "manner", None)
    for name, value in form.cleaned_data.items():
        said = before is not None and getattr(before, f"{name}_by") is not None
        if value == "auto":
            if said:
                manner.unsay(customer.pk, name)
        elif not said or getattr(before, name) != value:
            manner.say(agent, customer.pk, name, value)
    messages.success(request, _("Saved."))
    return back_to(customer)


@_posted
def take_back(request: HttpRequest, customer: Customer, table: str, row: int) -> HttpResponse:
    """Take a purchase, an act or an attribute back."""
    if table not in taking_back.TABLES:
        raise Http404
    taken: TakenBack = taking_back.take_back(
        agent_of(request), customer.pk, table, row, because=_("It was taken back on the customer’s page.")
    )
    _say(request, _("Taken back. It counts no more."), f"/customers/{customer.pk}/put-back/{taken.pk}")
    return back_to(customer)


@_posted
def put_back(request: HttpRequest, customer: Customer, taken: int) -> HttpResponse:
    """Put back what was taken back."""
    try:
        taking_back.put_back(agent_of(request), customer.pk, taken)
    except taking_back.ToldAgain:
        messages.error(request, _("The same was written down again meanwhile, so it stays as it is."))
    else:
        messages.success(request, _("It is back."))
    return back_to(customer)


def _say(request: HttpRequest, said: str, undo: str) -> None:
    """Good news with the address that takes it back."""
    messages.success(request, said, extra_tags=undo)
