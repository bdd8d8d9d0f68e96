"""The addresses of those who lead. What is sealed under /lead/ is served by `web.growth`."""

from __future__ import annotations

from django.urls import URLPattern, path

from extramile.web.lead import helping, library, page, reports

urlpatterns: list[URLPattern] = [
    path("lead/", page.page),
    path("lead/promises/<int:promise>/offer", helping.offer),
    path("lead/library", library.library),
    path("lead/reports", reports.page),
    path("lead/reports/parts.csv", reports.parts),
    path("lead/reports/days.csv", reports.days),
]
