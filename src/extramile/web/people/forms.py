"""What people are asked for when they sign in."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from extramile.people import tasks
from extramile.web.fields import PASSWORD_HELP
from extramile.web.origin import origin_of


class SignInForm(LoginForm):  # type: ignore[misc]
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label, password.label, password.help_text = _("Mail address"), _("Password"), ""
        login.widget.attrs["autocomplete"] = "username"
        (password if self.is_bound else login).widget.attrs["autofocus"] = True
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
