"""Addresses that customers' browsers ask for."""

from __future__ import annotations

from django.urls import path

from extramile.web.widget import demo, loader

urlpatterns = [
    path("w/<slug:key>.js", loader.loader),
    path("demo", demo.shop),
    path("demo/", demo.shop),
    path("demo/returns", demo.returns),
    path("demo/<slug:slug>", demo.product),
]
