"""The addresses of customers: the ladder, and each of those who stand on it."""

from __future__ import annotations

from django.urls import URLPattern, path

from extramile.web.customers import ladder, lists

urlpatterns: list[URLPattern] = [
    path("customers/", ladder.ladder),
    path("customers/lists/<slug:name>", lists.customers),
]
