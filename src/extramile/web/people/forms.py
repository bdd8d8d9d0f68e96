"""What people are asked for about themselves."""

from __future__ import annotations

import zoneinfo
from functools import cache
from typing import Any

from allauth.account.forms import LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from extramile.base import text
from extramile.people import tasks
from extramile.people.models import Agent
from extramile.web.origin import origin_of

PASSWORD_HELP = gettext_lazy("At least 10 characters. A few words in a row are easy to remember and hard to guess.")


@cache
def zones() -> tuple[str, ...]:
    """Every time zone that a person lives in, by its IANA name."""
    left_out = ("Etc/", "SystemV/", "US/", "posix/", "right/")
    named = {name for name in zoneinfo.available_timezones() if "/" in name and not name.startswith(left_out)}
    return tuple(sorted(named | {"UTC"}))


class NameField(forms.CharField):
    """A person's name, on one line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"label": gettext_lazy("Your name"), "max_length": 80, **options})
        self.widget.attrs["autocomplete"] = "name"

    def clean(self, value: Any) -> str:
        named = text.line(str(super().clean(value)), 80)
        if not text.initials(named):
            raise ValidationError(_("Write a name with at least one letter."))
        return named


class ZoneField(forms.CharField):
    """A time zone, typed and found in a list (`zones`); the browser's own is filled in by static/people/zone.js."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"label": gettext_lazy("Your time zone"), "initial": "UTC", **options})
        self.widget.attrs |= {"list": "zones", "autocomplete": "off", "spellcheck": "false"}

    def clean(self, value: Any) -> str:
        wanted = str(super().clean(value)).replace(" ", "_").casefold()
        for zone in zones():
            if zone.casefold() == wanted:
                return zone
        raise ValidationError(_("Choose a time zone from the list, such as Europe/Lisbon."))


class PasswordField(forms.CharField):
    """A password: a new one, or with `new=False` the current one."""

    def __init__(self, *, new: bool = True, **options: Any) -> None:
        attributes = {"autocomplete": "new-password" if new else "current-password"}
        shared = {"strip": False, "max_length": 200, "widget": forms.PasswordInput(attrs=attributes)}
        super().__init__(**{**shared, **({"help_text": PASSWORD_HELP} if new else {}), **options})


class JoinForm(forms.Form):
    """What a new person says about themselves. With `fixed`, the address is that one."""

    name = NameField()
    email = forms.EmailField(label=gettext_lazy("Your mail address"))
    password = PasswordField(label=gettext_lazy("Choose a password"))
    time_zone = ZoneField()

    def __init__(self, *args: Any, fixed: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        self.fields["time_zone"].widget.attrs["data-zone"] = "fill"
        if fixed:
            self.fields["email"].disabled, self.initial["email"] = True, fixed

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if "password" in values:
            person = Agent(name=values.get("name", ""), email=values.get("email", ""))
            try:
                validate_password(values["password"], person)
            except ValidationError as error:
                self.add_error("password", error)
        return values


class SignInForm(LoginForm):  # type: ignore[misc]
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label, password.label, password.help_text = _("Mail address"), _("Password"), ""
        login.widget.attrs |= {"autocomplete": "username", "autofocus": True}
        for field in (login, password):
            field.widget.attrs.pop("placeholder", None)


class ResetForm(ResetPasswordForm):  # type: ignore[misc]
    """Asks for a link to set a new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Mail address")
        self.fields["email"].widget.attrs.pop("placeholder", None)

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        # One job for every address, known or not: the page takes as long, and says the same, for both.
        email = str(self.cleaned_data["email"])
        if mail_is_safe():
            tasks.mail_reset.enqueue(email=email, origin=origin_of(request))
        return email


class NewPasswordForm(ResetPasswordKeyForm):  # type: ignore[misc]
    """The new password, from a reset link."""

    password2 = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["password1"]
        field.label, field.help_text = _("New password"), PASSWORD_HELP
        field.widget.attrs.pop("placeholder", None)


def mail_is_safe() -> bool:
    """Whether a link may be mailed to people who are not signed in.

    Without EXTRAMILE_URL the link would start with the Host header, which a stranger writes: whoever clicked it would
    hand their key to that host. Written to the log of an install without mail, it is read by an admin first.
    """
    return bool(settings.CONFIG.url) or not settings.CONFIG.mail_url
