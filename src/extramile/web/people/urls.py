"""Addresses for signing in and for what people change about themselves. allauth finds its own by name."""

from __future__ import annotations

from django.urls import path, re_path

from extramile.web.people import invitation, profile, sealing, sign_in

urlpatterns = [
    path("", sign_in.home),
    path("sign-in", sign_in.sign_in, name="account_login"),
    path("sign-out", sign_in.sign_out, name="account_logout"),
    path("password-reset", sign_in.reset, name="account_reset_password"),
    path("password-reset/sent", sign_in.reset_sent, name="account_reset_password_done"),
    re_path(
        r"^password-reset/(?P<uidb36>[0-9a-z]+)-(?P<key>[0-9a-z-]+)$",
        sign_in.new_password,
        name="account_reset_password_from_key",
    ),
    path("invite/<str:secret>", invitation.invitation),
    path("profile", profile.profile),
    path("profile/about", profile.about),
    path("profile/email", profile.email),
    path("profile/password", profile.password),
    path("sealed/open", sealing.opening),
    path("sealed/open/code", sealing.by_code),
    path("sealed/open/anew", sealing.begin_anew),
    path("sealed/code", sealing.code_page),
    path("sealed/code/new", sealing.new_code),
]
