"""The first page of an empty install."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from extramile.desk.actions import settings as desk
from extramile.people import actions
from extramile.web.fields import JoinForm, zones
from extramile.web.policy import Who, allow
from extramile.web.seal import open_with
from extramile.web.setup.fields import LineField, OriginField


class FoundForm(JoinForm):
    """The company, its first admin, and its first website."""

    company = LineField(label=gettext_lazy("Name of the company"), max_length=80)
    website = LineField(label=gettext_lazy("What you call it"), max_length=80)
    address = OriginField(
        label=gettext_lazy("Its address"),
        max_length=300,
        help_text=gettext_lazy("Such as https://shop.example. The next page lets you try the chat before it is there."),
    )


@allow(Who.FIRST_RUN)
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def first_run(request: HttpRequest) -> HttpResponse:
    """Ask for all of it at once, write all of it or nothing, and sign the admin in."""
    form = FoundForm(request.POST or None)
    if form.is_valid():
        given = dict(form.cleaned_data)
        site = {"name": given.pop("website"), "origin": given.pop("address")}
        try:
            with transaction.atomic():
                admin = actions.found(**given)
                website = desk.first_website(**site)
        except actions.AlreadyFounded:
            return redirect("/sign-in")
        get_adapter().login(request, admin)
        open_with(request, given["password"])
        return redirect(f"/settings/websites/{website.pk}/embed")
    status = 422 if form.is_bound else 200
    return render(request, "setup/first_run.html", {"form": form, "zones": zones()}, status=status)
