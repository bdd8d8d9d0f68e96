"""The address of every page."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("extramile.web.people.urls")),
    path("", include("extramile.web.setup.urls")),
    path("", include("extramile.web.widget.urls")),
    path("", include("extramile.web.api.urls")),
    path("", include("extramile.web.agent.urls")),
    path("", include("extramile.web.customers.urls")),
    path("", include("extramile.web.growth.urls")),
    path("", include("extramile.web.culture.urls")),
    path("", include("extramile.web.lead.urls")),
    path("", include("extramile.web.public.urls")),
]
handler404 = "extramile.web.errors.not_found"
handler429 = "extramile.web.errors.too_many"
handler500 = "extramile.web.errors.broken"
