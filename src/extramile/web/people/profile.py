"""The page on which people change what is theirs."""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from extramile.people import actions
from extramile.people.access import session_digest
from extramile.people.actions import sealing
from extramile.web.fields import NameField, PasswordField, ZoneField, zones
from extramile.web.policy import Who, allow
from extramile.web.seal import hold, seal_of
from extramile.web.viewer import agent_of


class AboutForm(forms.Form):
    """How the desk calls and tells a person."""

    name = NameField()
    time_zone = ZoneField()
    sound = forms.BooleanField(label=gettext_lazy("A sound when a customer writes"), required=False)
    notifications = forms.BooleanField(
        label=gettext_lazy("A notification when I look elsewhere"),
        help_text=gettext_lazy("Your browser asks once whether the desk may show them."),
        required=False,
    )


class ProvedForm(forms.Form):
    """A change that takes the current password."""

    current = PasswordField(new=False, label=gettext_lazy("Current password"))

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_current(self) -> str:
        # An unlocked browser is no licence to guess the password behind it.
        if not ratelimit.consume(self.request, action="change_password", user=self.request.user):
            raise ValidationError(_("There were many tries. Wait a minute, then try again."))
        current = str(self.cleaned_data["current"])
        if not agent_of(self.request).check_password(current):
            raise ValidationError(_("This is not your current password."))
        return current


class EmailForm(ProvedForm):
    """Another address to sign in with."""

    email = forms.EmailField(label=gettext_lazy("Mail address"))
    field_order = ("email", "current")


class PasswordForm(ProvedForm):
    """Another password."""

    new = PasswordField(label=gettext_lazy("New password"))

    def clean_new(self) -> str:
        new = str(self.cleaned_data["new"])
        validate_password(new, agent_of(self.request))
        return new


@allow(Who.AGENT)
@require_GET
def profile(request: HttpRequest) -> HttpResponse:
    """Three forms: about, address, password."""
    return _page(request)


@allow(Who.AGENT)
@require_POST
def about(request: HttpRequest) -> HttpResponse:
    """Save name, time zone and switches."""
    form = AboutForm(request.POST, prefix="about")
    if not form.is_valid():
        return _page(request, about=form)
    actions.change_profile(agent_of(request), **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("/profile")


@allow(Who.AGENT)
@sensitive_post_parameters("email-current")
@require_POST
def email(request: HttpRequest) -> HttpResponse:
    """Change the address, against the current password."""
    form = EmailForm(request, request.POST, prefix="email")
    if not form.is_valid():
        return _page(request, email=form)
    try:
        actions.change_email(agent_of(request), email=form.cleaned_data["email"])
    except actions.AddressTaken as error:
        form.add_error("email", str(error))
        return _page(request, email=form)
    messages.success(request, _("From now on you sign in with %(email)s.") % form.cleaned_data)
    return redirect("/profile")


@allow(Who.AGENT)
@sensitive_post_parameters("password-current", "password-new")
@require_POST
def password(request: HttpRequest) -> HttpResponse:
    """Change the password: this browser stays signed in, every other one is signed out."""
    form = PasswordForm(request, request.POST, prefix="password")
    if not form.is_valid():
        return _page(request, password=form)
    agent, given = agent_of(request), form.cleaned_data
    opened = seal_of(request)
    key = sealing.ready(agent, given["current"]) or (opened.key if opened else None)
    # A session whose key somebody copied ends too: this browser goes on under a new key.
    request.session.cycle_key()
    keep = session_digest(str(request.session.session_key))
    agent = actions.set_password(agent, given["new"], keep=keep, key=key)
    request.session[HASH_SESSION_KEY] = agent.get_session_auth_hash()
    if key:
        hold(request, key)
    messages.success(request, _("Your password is changed. Other browsers have been signed out."))
    return redirect("/profile")


def _page(request: HttpRequest, **given: forms.Form) -> HttpResponse:
    agent = agent_of(request)
    named = {name: getattr(agent, name) for name in ("name", "time_zone", "sound", "notifications")}
    values: dict[str, Any] = {
        "about": AboutForm(initial=named, prefix="about"),
        "email": EmailForm(request, initial={"email": agent.email}, prefix="email"),
        "password": PasswordForm(request, prefix="password"),
    }
    status = 422 if given else 200
    return render(request, "people/profile.html", {**values, **given, "zones": zones()}, status=status)
