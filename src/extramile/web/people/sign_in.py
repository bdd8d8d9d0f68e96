"""Signing in and out, and setting a forgotten password: allauth's views with our pages."""

from __future__ import annotations

from typing import Any

from allauth.account.views import (
    LoginView,
    LogoutView,
    PasswordResetDoneView,
    PasswordResetFromKeyView,
    PasswordResetView,
)
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from extramile.web.policy import Who, allow


class _Reset(PasswordResetView):  # type: ignore[misc]
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return dict(super().get_context_data(**kwargs), mails=_mails())


class _Sent(PasswordResetDoneView):  # type: ignore[misc]
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return dict(super().get_context_data(**kwargs), mails=_mails())


class _NewPassword(PasswordResetFromKeyView):  # type: ignore[misc]
    success_url = "/sign-in"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"token_fail": False, **super().get_context_data(**kwargs)}

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        messages.success(self.request, _("Your password is set. Sign in with it."))
        return answer


def _mails() -> bool:
    return bool(settings.CONFIG.mail_url and settings.CONFIG.url)


@allow(Who.PUBLIC)
def home(request: HttpRequest) -> HttpResponse:
    """The bare address of the install."""
    return redirect("/desk/" if request.user.is_authenticated else "/sign-in")


sign_in = allow(Who.PUBLIC)(LoginView.as_view())
sign_out = allow(Who.PUBLIC)(LogoutView.as_view())
reset = allow(Who.PUBLIC)(_Reset.as_view())
reset_sent = allow(Who.PUBLIC)(_Sent.as_view())
new_password = allow(Who.PUBLIC)(_NewPassword.as_view())
