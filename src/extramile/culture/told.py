"""Feedback in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from extramile.culture.models import Kind, Source, Status


def names_of_kinds() -> dict[str, str]:
    """The kinds, as people say them."""
    return {
        Kind.IDEA: _("Idea"),
        Kind.CRITICISM: _("Criticism"),
        Kind.COMPLAINT: _("Complaint"),
        Kind.COMPLIMENT: _("Compliment"),
    }


def names_of_statuses() -> dict[str, str]:
    """What becomes of it, as people say it."""
    return {
        Status.NEW: _("New"),
        Status.LOOKING: _("Looking into it"),
        Status.TRYING: _("Trying it"),
        Status.DONE: _("Done"),
        Status.WONT: _("Won’t do"),
    }


def names_of_sources() -> dict[str, str]:
    """Where it comes from, as people say it."""
    return {
        Source.CUSTOMER: _("A customer"),
        Source.PARTNER: _("A partner"),
        Source.COLLEAGUE: _("A colleague"),
        Source.EMPLOYER: _("To us as an employer"),
        Source.WAY: _("A better way"),
        Source.SLIP: _("After a slip"),
    }
