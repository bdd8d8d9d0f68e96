"""The extra mile in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from extramile.base import money
from extramile.customers.ladder.told import names_of_rungs
from extramile.desk.mile.clashes import Clash, Why
from extramile.desk.mile.rails import Kind, Rail, Reason, Rule


def names_of_kinds() -> dict[Kind, str]:
    """What may be given, as people say it."""
    return {
        Kind.REFUND: _("Refund"),
        Kind.GIFT: _("Gift"),
        Kind.UPGRADE: _("Upgrade"),
        Kind.TIME: _("Time"),
        Kind.EXCEPTION: _("Exception"),
        Kind.OWN: _("Own idea"),
    }


def names_of_reasons() -> dict[Reason, str]:
    """What made a gesture necessary, as people say it."""
    return {
        Reason.LATE: _("Something came late"),
        Reason.BROKEN: _("Something was broken or wrong"),
        Reason.TOLD_WRONG: _("We had said something that was not so"),
        Reason.WAITED: _("They waited, or asked more than once"),
        Reason.RULE: _("A rule of ours stood in the way"),
        Reason.SYSTEM: _("A system of ours failed, or could not do it"),
        Reason.ELSEWHERE: _("Something else of ours"),
        Reason.KINDNESS: _("Nothing: it was simply kind"),
    }


def given(kind: str, amount: int, currency: str) -> str:
    """What was given: “Upgrade, £18.00”, or without money “Time”."""
    name = names_of_kinds()[Kind(kind)]
    if not amount:
        return name
    return _("%(kind)s, %(amount)s") % {"kind": name, "amount": money.reads(amount, currency)}


def note(kind: str, amount: int, currency: str, why: str) -> str:
    """What stands in the conversation, for colleagues."""
    return _("Went the extra mile: %(given)s. %(why)s") % {"given": given(kind, amount, currency), "why": why}


def says(rail: Rail, *, inboxes: Mapping[int, str], currency: str) -> str:
    """A guard rail as a sentence."""
    kinds = [name for kind, name in names_of_kinds().items() if kind in rail.kinds]
    named = ", ".join(kinds) or _("Anything")
    rungs = ", ".join(name for rung, name in names_of_rungs().items() if rung in rail.rungs)
    words = {"kinds": named, "rungs": rungs, "n": rail.days, "amount": money.reads(rail.amount, currency)}
    match rail.rule:
        case Rule.MOST:
            said = _("%(kinds)s: %(amount)s at most") % words
        case Rule.KINDS:
            said = _("Only these: %(kinds)s") % words
        case Rule.APART:
            said = (
                ngettext(
                    "%(kinds)s: once a customer in %(n)s day", "%(kinds)s: once a customer in %(n)s days", rail.days
                )
                % words
            )
        case Rule.ONLY:
            said = _("%(kinds)s: only for customers whose rung is %(rungs)s") % words
        case Rule.NEVER:
            said = _("%(kinds)s: never for customers whose rung is %(rungs)s") % words
    if rail.inbox is None:
        return said
    return _("In %(inbox)s. %(rule)s") % {"inbox": inboxes.get(rail.inbox, "?"), "rule": said}


def clashes(found: Clash, *, inboxes: Mapping[int, str], currency: str) -> str:
    """With which rail a new one clashes, and why."""
    why = {
        Why.TWICE: _("Both set a limit for the same thing. Change the other one instead."),
        Why.WIDER: _("The wider of the two is the stricter, so the narrower would never count."),
        Why.NO_KIND: _("Together they leave no kind that could be given."),
        Why.UNUSED: _(
            "One of them lets none of the kinds be given of which the other speaks, so that would never count."
        ),
        Why.NO_CUSTOMER: _("Together they leave no customer who could be given anything."),
    }
    said = _("This clashes with “%(rule)s”. %(why)s")
    return said % {"rule": says(found.other, inboxes=inboxes, currency=currency), "why": why[found.why]}
