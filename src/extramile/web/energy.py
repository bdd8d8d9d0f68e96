"""How the figures of a round read, on every page that shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from extramile.pulse import queries
from extramile.pulse.queries import Line, Standing, Summary
from extramile.pulse.release.parts import Band

NEEDS = ("autonomy", "competence", "relatedness")


@dataclass(frozen=True, slots=True)
class Row:
    """One scale as it is told: its name, its figure in words (empty when it is not shown), and its bar.

    Each piece of the bar has a class, and where it begins and how long it is in per cent.
    """

    family: str
    name: str
    figure: str
    changed: bool
    reads_high: bool
    bar: list[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Energy:
    """The newest round in short: the open one as its viewer meets it, and of the last one closed the three needs."""

    standing: Standing
    summary: Summary | None
    rows: list[Row]


def energy(agent: int) -> Energy:
    """What a page shows of pulse beside other things; the same for everybody, but for whether they have answered."""
    summary, rows = last_told()
    return Energy(queries.standing(agent), summary, rows)


def last_told() -> tuple[Summary | None, list[Row]]:
    """What the last round that closed tells of the company, and its three needs; None and none before the first."""
    newest = queries.closed_rounds()[:1]
    summary = queries.summary(newest[0]) if newest else None
    return summary, [row for row in rows_of(summary) if row.family in NEEDS] if summary else []


def rows_of(summary: Summary) -> list[Row]:
    """The scales of a closed round as they are told; years at the craft are told by themselves."""
    own, deeds = iter(summary.own), iter(summary.asked_of)
    called, rows = names(), []
    for line in summary.lines:
        family = line.measure.family
        words = next(own) if family == "own" else next(deeds).words if family == "deed" else called[line.measure.key]
        if family != "experience":
            read = figure(line.measure.key, line.band) if line.band else ""
            rows.append(Row(family, words, read, line.changed, line.reads_high, _bar(line)))
    return rows


def names() -> dict[str, str]:
    """The scales by what they are called where they are told."""
    return {
        "autonomy": _("I decide how I help"),
        "competence": _("I get better at this"),
        "relatedness": _("We are in it together"),
        "recommend": _("Would recommend working here"),
        "work": _("Burnout from work"),
        "client": _("Burnout from working with customers"),
        "experience": _("Years at the craft"),
    }


def figure(key: str, band: Band) -> str:
    """A band in words. Would recommend goes from −100 to +100."""
    if key == "recommend":
        return _band(band, lambda value: f"{2 * value - 100:+d}".replace("-", "−") if value != 50 else "0")
    return _band(band, str)


def day(one: date) -> str:
    """A day as it is written beside a round."""
    return date_format(one, "j M Y")


def _bar(line: Line) -> list[tuple[str, int, int]]:
    if line.band is None:
        return []
    low, high = line.band.low, line.band.high
    if line.measure.key == "recommend":
        # From the middle, where as many would as would not.
        return [("on", min(low, 50), max(high, 50) - min(low, 50))]
    return [("may", 0, high), ("on", 0, low)]


def _band(band: Band, write: Callable[[int], str]) -> str:
    if band.low == band.high:
        return write(band.low)
    if band.low == 0:
        return _("%(most)s or less") % {"most": write(band.high)}
    if band.high == 100:
        return _("%(least)s or more") % {"least": write(band.low)}
    return _("%(least)s to %(most)s") % {"least": write(band.low), "most": write(band.high)}
