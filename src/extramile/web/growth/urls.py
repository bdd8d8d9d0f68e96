"""The addresses of what people have for themselves."""

from __future__ import annotations

from django.urls import URLPattern, path

from extramile.web.growth import closing, pins, today

urlpatterns: list[URLPattern] = [
    path("today/", today.today),
    path("today/begin", today.begin),
    path("today/arriving", today.arriving),
    path("today/intention", today.intention),
    path("today/parts", today.parts),
    path("today/pins", pins.pin),
    path("today/pins/<int:pin>/down", pins.take_down),
    path("today/close", closing.closing),
    path("today/close/good", closing.good),
    path("today/close/hard", closing.hard),
    path("today/close/leave", closing.leave),
]
