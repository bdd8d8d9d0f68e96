"""A chance to please in words: the fact, and what costs little and is remembered."""

from __future__ import annotations

from datetime import timedelta

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from extramile.customers.account.told import names_of_facts
from extramile.customers.chances.rules import Chance, Occasion

_MONTH = timedelta(days=30.44)


def told(chance: Chance) -> str:
    """A chance as it is offered."""
    day = formats.date_format(chance.day, _("j F")) if chance.day else ""
    match chance.occasion:
        case Occasion.BACK:
            assert chance.fact is not None
            wrong = names_of_facts()[chance.fact]
            return _("Back after something went wrong (%(fact)s, %(day)s). Thank them for another chance.") % {
                "fact": wrong, "day": day,
            }  # fmt: skip
        case Occasion.EARLY:
            return _("Something was done for them on %(day)s, before it was promised. Ask how it turned out.") % {
                "day": day
            }
        case Occasion.SILENCE:
            months = max(round(chance.lasts / _MONTH), 1)
            said = ngettext(
                "Here again after %(n)s month of silence. Say that it is good to hear from them.",
                "Here again after %(n)s months of silence. Say that it is good to hear from them.", months,
            )  # fmt: skip
            return said % {"n": months}
        case Occasion.ANNIVERSARY:
            said = ngettext(
                "First order was a year ago this week. A word about it costs nothing.",
                "First order was %(n)s years ago this week. A word about it costs nothing.", chance.n,
            )  # fmt: skip
            return said % {"n": chance.n}
        case Occasion.FIRST:
            return _("Bought for the first time on %(day)s. Ask whether it is what they hoped for.") % {"day": day}
    return _("One order from the next rung. Make the next one easy for them, and sell nothing.")
