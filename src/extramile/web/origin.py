"""The address of this install, as others write it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def origin_of(request: HttpRequest) -> str:
    """EXTRAMILE_URL, or else the address that this request was sent to: `https://desk.example.com`."""
    return settings.CONFIG.url or f"{request.scheme}://{request.get_host()}"
