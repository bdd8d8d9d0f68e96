"""The addresses of what people have for themselves."""

from __future__ import annotations

from django.urls import URLPattern, path

from extramile.web.growth import today

urlpatterns: list[URLPattern] = [
    path("today/", today.today),
    path("today/arriving", today.arriving),
]
