"""The addresses for programs."""

from __future__ import annotations

from django.urls import path

from extramile.web.api import shop

urlpatterns = [
    path("api/v1/orders", shop.orders),
    path("api/v1/customers", shop.customers),
    path("api/v1/acts", shop.acts),
    path("api/<path:rest>", shop.nothing),
]
