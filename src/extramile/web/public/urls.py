"""The addresses of pages for people who do not sign in."""

from __future__ import annotations

from django.urls import URLPattern, path

from extramile.web.public import feedback, reputation

urlpatterns: list[URLPattern] = [
    path("feedback", feedback.customer),
    path("feedback/from/<str:key>", feedback.partner),
    path("feedback/thanks", feedback.thanks),
    path("reputation", reputation.page),
    path("reputation/badge.svg", reputation.badge),
]
