"""The addresses of pages for people who do not sign in."""

from __future__ import annotations

from django.urls import URLPattern, path

from extramile.web.public import reputation

urlpatterns: list[URLPattern] = [
    path("reputation", reputation.page),
    path("reputation/badge.svg", reputation.badge),
]
