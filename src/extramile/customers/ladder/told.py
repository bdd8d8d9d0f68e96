"""A customer's place on the ladder in words: why they stand there, and the next kind step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from extramile.customers.ladder.rungs import FREQUENT, PUBLIC_ACTS, Advocacy, Rung
from extramile.customers.ladder.signs import Sign, sign


@dataclass(frozen=True, slots=True)
class Facts:
    """What a rung rests on: days with a purchase after the first one, the first and the last, the probability that the
    customer still buys, and what they did for us within a year."""

    rung: Rung
    repeats: int
    first: date
    last: date
    alive: float | None
    advocacy: Advocacy

    @property
    def sign(self) -> Sign:
        """What the facts say about the next step."""
        return sign(self.rung, repeats=self.repeats, alive=self.alive, advocacy=self.advocacy)


@dataclass(frozen=True, slots=True)
class Told:
    """A rung, its name and that of the next one (empty on the top), the facts in words, and the next kind step."""

    rung: Rung
    name: str
    next_name: str
    reasons: list[str]
    step: str


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


def told(facts: Facts | None, today: date) -> Told:
    """A customer's place in words; None is somebody of whom no purchase is known."""
    names = names_of_rungs()
    if facts is None:
        return Told(Rung.NOT_KNOWN, names[Rung.NOT_KNOWN], "", [], _("No purchase is known, so they stand on no rung."))
    above = "" if facts.rung is Rung.BRAND_EVANGELIST else names[Rung(facts.rung + 1)]
    return Told(facts.rung, names[facts.rung], above, [*_bought(facts, today), *_did(facts.advocacy)], _step(facts))


def _bought(facts: Facts, today: date) -> list[str]:
    days, ago = facts.repeats + 1, max((today - facts.last).days, 0)
    said = [
        ngettext("Bought on %(n)s day", "Bought on %(n)s days", days) % {"n": days},
        _("last time today") if not ago
        else ngettext("last time %(n)s day ago", "last time %(n)s days ago", ago) % {"n": ago},
    ]  # fmt: skip
    if facts.repeats:
        usual = round((facts.last - facts.first).days / facts.repeats)
        said.append(ngettext("usually every day", "usually every %(n)s days", usual) % {"n": usual})
    if facts.alive is not None:
        said.append(_("%(n)s%% likely to still be a customer") % {"n": round(facts.alive * 100)})
    return said


def _did(advocacy: Advocacy) -> list[str]:
    said = []
    if advocacy.acts:
        count = ngettext(
            "spoke up for us once within a year", "spoke up for us %(n)s times within a year", advocacy.acts
        )
        said.append(count % {"n": advocacy.acts})
    if advocacy.referrals:
        count = ngettext("sent a friend who bought", "sent %(n)s friends who bought", advocacy.referrals)
        said.append(count % {"n": advocacy.referrals})
    return said


def _step(facts: Facts) -> str:
    if facts.sign is Sign.DRIFTING:
        return _("Quiet for longer than is usual for them. Ask what has changed, and sell nothing.")
    match facts.rung:
        case Rung.ONE_TIME:
            return _("One more order makes them occasional. Ask how the first one did.")
        case Rung.OCCASIONAL:
            left = FREQUENT - facts.repeats
            more = ngettext(
                "One more order makes them frequent. Ask how the last one did.",
                "%(n)s more orders make them frequent. Ask how the last one did.", left,
            )  # fmt: skip
            return more % {"n": left}
        case Rung.FREQUENT:
            return _("Orders that go on make them loyal. Keep what they like easy to get.")
        case Rung.LOYAL:
            return _(
                "A review, or thanks that may be shared, makes them an advocate. Ask when something has gone well."
            )
        case Rung.ADVOCATE:
            left = max(PUBLIC_ACTS - facts.advocacy.public, 1)
            more = ngettext(
                "A friend who buys, or one more public word, makes them a brand evangelist. Thank them first.",
                "A friend who buys, or %(n)s more public words, make them a brand evangelist. Thank them first.",
                left,
            )  # fmt: skip
            return more % {"n": left}
    return _("Nothing is left to ask for. Thank them, and mean it.")
