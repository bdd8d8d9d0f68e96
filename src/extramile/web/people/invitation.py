"""The page behind an invitation's link."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from extramile.people import actions, queries
from extramile.people.models import Invitation
from extramile.web.fields import JoinForm, zones
from extramile.web.policy import Who, allow
from extramile.web.seal import open_with


@allow(Who.PUBLIC)
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Says who invites, and lets one person join."""
    found = queries.open_invitation(secret)
    if found is None:
        return render(request, "people/invitation_over.html", status=404)
    if request.user.is_authenticated:
        return render(request, "people/invitation_signed_in.html", {"company": queries.company()})
    form = JoinForm(request.POST or None, fixed=found.email)
    if form.is_valid():
        return _join(request, secret, form, found)
    return _page(request, form, found)


def _join(request: HttpRequest, secret: str, form: JoinForm, found: Invitation) -> HttpResponse:
    try:
        agent = actions.accept(secret, **form.cleaned_data)
    except actions.AddressTaken as error:
        form.add_error("email", str(error))
        return _page(request, form, found)
    except actions.InvitationOver:
        return render(request, "people/invitation_over.html", status=404)
    get_adapter().login(request, agent)
    open_with(request, form.cleaned_data["password"])
    return redirect("/desk/")


def _page(request: HttpRequest, form: JoinForm, found: Invitation) -> HttpResponse:
    values = {"form": form, "invitation": found, "company": queries.company(), "zones": zones()}
    return render(request, "people/invitation.html", values)
