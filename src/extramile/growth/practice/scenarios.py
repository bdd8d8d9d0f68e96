"""The scenarios that somebody can play here."""

from __future__ import annotations

from django.conf import settings

from extramile.growth.practice.rehearsal.files import Found, of_install


class NotThere(LookupError):
    """No such scenario."""


def known() -> Found:
    """All of them by name, the easiest first, and what is wrong with those that cannot be read."""
    return of_install(settings.CONFIG.data)
