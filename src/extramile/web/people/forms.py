"""What people are asked for when they sign in."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from allauth.core import context
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from extramile.base.sealing import Key
from extramile.people import actions, tasks
from extramile.people.actions import sealing
from extramile.people.queries.sealed import openers
from extramile.web.fields import PASSWORD_HELP
from extramile.web.origin import origin_of
from extramile.web.people.codes import CodeField, key_by_code
from extramile.web.seal import open_with


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

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        answer: HttpResponse = super().login(request, redirect_url)
        if request.user.is_authenticated:
            open_with(request, self.cleaned_data["password"])
        return answer


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
    """The new password, from a reset link; and what opens the person's seal, or their word that it may be lost."""

    password2 = None
    code = CodeField(required=False)
    lose = forms.BooleanField(label=gettext_lazy("I have no code. What I sealed may be lost."), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["password1"]
        field.label, field.help_text = _("New password"), PASSWORD_HELP
        field.widget.attrs.pop("placeholder", None)
        self._key: Key | None = None
        if not (self.user and openers(self.user.pk)):
            del self.fields["code"], self.fields["lose"]

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if code:
            self._key = key_by_code(context.request, self.user, code)
        return code

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean()
        if "lose" in self.fields and not self.errors and not self._key and not values["lose"]:
            raise ValidationError(
                _("Write your recovery code, or say below that what you sealed may be lost. Nothing is changed yet.")
            )
        return values

    def save(self) -> None:
        with transaction.atomic():
            if not self._key:
                sealing.lose(self.user)
            actions.set_password(self.user, self.cleaned_data["password1"], key=self._key)


def mail_is_safe() -> bool:
    """Whether a link may be mailed to people who are not signed in.

    Without EXTRAMILE_URL the link would start with the Host header, which a stranger writes: whoever clicked it would
    hand their key to that host. Written to the log of an install without mail, it is read by an admin first.
    """
    return bool(settings.CONFIG.url) or not settings.CONFIG.mail_url
