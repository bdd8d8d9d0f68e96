"""The figures of a report as they read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from extramile.desk.models import Channel
from extramile.desk.queries.reports import NONE, OTHERS, Report
from extramile.desk.reports.apart import Parts
from extramile.desk.reports.figures import Figures, Times
from extramile.web.figures import about, share, stars, whole, would


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure large: its name, what it is, what else there is to it, and what it was in as many days before."""

    name: str
    figure: str
    beside: str
    before: str


@dataclass(frozen=True, slots=True)
class Row:
    """One part of a report."""

    name: str
    figures: Figures


def tiles(report: Report) -> list[Tile]:
    """What stands at the top."""
    now, before = report.whole, report.before
    return [
        Tile(_("Conversations"), whole(now.began), _("that began"), whole(before.began)),
        _timed(_("First answer"), now.first, before.first),
        _timed(_("Waiting for an answer"), now.waits, before.waits),
        _timed(_("Until resolved"), now.solving, before.solving),
        Tile(
            _("Solved at first contact"), share(now.solved_first),
            ngettext("of %(n)s resolved", "of %(n)s resolved", now.solving.n) % {"n": whole(now.solving.n)},
            share(before.solved_first),
        ),
        Tile(
            _("Rating, of five"), stars(now.stars),
            ngettext("from %(n)s rating", "from %(n)s ratings", now.rated) % {"n": whole(now.rated)},
            stars(before.stars),
        ),
        Tile(
            _("Would recommend us"), would(now.would),
            ngettext("%(n)s customer said", "%(n)s customers said", now.asked) % {"n": whole(now.asked)},
            would(before.would),
        ),
        Tile(
            _("Came back within a week"), whole(now.counts["again"]), _("with the same conversation"),
            whole(before.counts["again"]),
        ),
        Tile(
            _("Handed on"), whole(now.counts["handed"]),
            _("%(n)s had to tell it again") % {"n": whole(now.counts["twice"])}, whole(before.counts["handed"]),
        ),
    ]  # fmt: skip


def _timed(name: str, now: Times, before: Times) -> Tile:
    beside = _("nine of ten within %(time)s") % {"time": about(now.most)} if now.most else _("too few to say")
    return Tile(name, about(now.median), beside, about(before.median))


def names_of(by: str, shown: Parts) -> dict[Any, str]:
    """The parts by what they are called, in the order in which they are shown."""
    if by == "team":
        return {**shown.teams, OTHERS: _("Other teams") if shown.teams else _("All together"), NONE: _("No team")}
    if by == "inbox":
        return {**shown.inboxes, OTHERS: _("Other inboxes") if shown.inboxes else _("All together")}
    if by == "channel":
        return {Channel.WEBSITE.value: _("Website"), Channel.EMAIL.value: _("Email"), OTHERS: _("All together")}
    return {hour: f"{hour:02d}:00" for hour in range(24)}


def rows_of(report: Report, names: dict[Any, str]) -> list[Row]:
    """Each part that has anything, by its name."""
    return [Row(name, report.parts[part]) for part, name in names.items() if part in report.parts]
