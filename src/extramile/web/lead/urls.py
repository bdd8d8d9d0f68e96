"""The addresses of those who lead. What is sealed under /lead/ is served by `web.growth`."""

from __future__ import annotations

from django.urls import URLPattern, path

from extramile.web.lead import helping, library, load, page, reports, reputation

urlpatterns: list[URLPattern] = [
    path("lead/", page.page),
    path("lead/promises/<int:promise>/offer", helping.offer),
    path("lead/load", load.load),
    path("lead/library", library.library),
    path("lead/reports", reports.page),
    path("lead/reports/parts.csv", reports.parts),
    path("lead/reports/days.csv", reports.days),
    path("lead/reputation", reputation.page),
    path("lead/reputation/open", reputation.open_page),
    path("lead/reputation/close", reputation.close_page),
    path("lead/reputation/words/<int:act>", reputation.show),
]
