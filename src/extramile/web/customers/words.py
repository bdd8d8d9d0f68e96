"""What the pages about customers call things."""

from __future__ import annotations

from django.utils.translation import gettext as _

from extramile.customers.ladder.rungs import Rung


def names_of_rungs() -> dict[Rung, str]:
    """The rungs as people say them, the lowest first; *not known* before them."""
    return {
        Rung.NOT_KNOWN: _("Not known"),
        Rung.ONE_TIME: _("One-time"),
        Rung.OCCASIONAL: _("Occasional"),
        Rung.FREQUENT: _("Frequent"),
        Rung.LOYAL: _("Loyal"),
        Rung.ADVOCATE: _("Advocate"),
        Rung.BRAND_EVANGELIST: _("Brand evangelist"),
    }
