"""Acts on the emotional account from the panel: a fact added by hand, and a line taken back."""

from __future__ import annotations

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from extramile.base.ids import uuid7
from extramile.customers.account.facts import Fact
from extramile.customers.actions import account as actions
from extramile.customers.actions.account import AlreadyReversed, AlreadyThere
from extramile.customers.queries.account import line_of
from extramile.desk.access import inboxes_of
from extramile.desk.models import Conversation
from extramile.web.agent.account import Adding, Disputed, Disputing, lines_in, shown
from extramile.web.agent.parts import of_conversation
from extramile.web.viewer import agent_of


@of_conversation
def account(request: HttpRequest, found: Conversation) -> HttpResponse:
    """The section; posted to, it adds a fact by hand."""
    if request.method != "POST":
        fact = Adding(initial={"key": uuid7()}) if "add" in request.GET else None
        return _section(request, found, fact=fact)
    form = Adding(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        wanted, key = Fact(given["fact"]), str(given["key"])
        try:
            actions.write_down(
                agent_of(request), found.customer_id, wanted, key=key, about=given["about"], conversation=found.pk
            )
            return _section(request, found)
        except AlreadyThere:
            form.add_error("fact", _("It stands in the account already, of this conversation and today."))
    return _section(request, found, fact=form, status=422)


@of_conversation
def dispute(request: HttpRequest, found: Conversation) -> HttpResponse:
    """The section with the form for one line; posted to, it takes the line back."""
    form = Disputing(request.POST) if request.method == "POST" else None
    given = request.GET.get("line", "") if form is None else request.POST.get("line", "")
    number = int(given) if given.isdecimal() and len(given) < 19 else 0
    if line_of(found.customer_id, number) is None:
        # Taken back meanwhile, as the section shows; or of another customer, of whom nothing is said.
        return _section(request, found)
    if form is None:
        return _section(request, found, disputed=Disputed(number, Disputing(initial={"line": number})))
    if not form.is_valid():
        return _section(request, found, disputed=Disputed(number, form), status=422)
    with suppress(AlreadyReversed):
        actions.dispute(agent_of(request), number, reason=form.cleaned_data["reason"])
    return _section(request, found)


def _section(request: HttpRequest, found: Conversation, *, status: int = 200, **forms_: object) -> HttpResponse:
    values = shown(found, inboxes_of(agent_of(request)), most=lines_in(request))
    return render(request, "customers/_account.html", values | forms_, status=status)
