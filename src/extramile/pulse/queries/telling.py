"""What closed rounds tell: read as it was written at their closing, the same for whoever looks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from extramile.pulse.measures import HIGH, MANY_YEARS, Measure
from extramile.pulse.models import Deed, Result, Round
from extramile.pulse.queries.asking import asked_about, measures_of
from extramile.pulse.release.parts import Band, Why

_STEP = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One scale: its band, or why there is none (FEW also for a team that was asked under no name of its own)."""

    measure: Measure
    band: Band | None
    why: Why | None

    @property
    def changed(self) -> bool:
        """Whether it is held back because too few have come or gone."""
        return self.why == Why.CHANGED

    @property
    def reads_high(self) -> bool:
        """Whether a burnout scale reads high, by the number that is shown."""
        return self.band is not None and self.band.low >= HIGH and self.measure.key in ("work", "client")


@dataclass(frozen=True, slots=True)
class Summary:
    """A closed round, of the company or of one team.

    `answered`: at least so many did, in steps of 5 (None when nothing is shown). `years` of experience are held
    together at least (None when not shown). `asked_of`: the deeds that were asked about, in the order of their scales.
    """

    round: Round
    closed: date
    lines: list[Line]
    answered: int | None
    years: int | None
    asked_of: list[Deed]
    deeds: list[Deed]

    @property
    def own(self) -> list[str]:
        """The company's own questions, in the order of their scales."""
        return list(self.round.own)

    @property
    def shows(self) -> bool:
        """Whether any scale is shown."""
        return any(line.band for line in self.lines)


@dataclass(frozen=True, slots=True)
class Trend:
    """Closed rounds from the oldest to the newest, and each scale's band in each of them, None where there is none."""

    rounds: list[Round]
    bands: Mapping[str, list[Band | None]]


def closed_rounds() -> list[Round]:
    """Every closed round, the newest first, with its closing at hand."""
    return list(Round.objects.filter(closing__isnull=False).select_related("closing").order_by("-closing__day", "-pk"))


def summary(one: Round, team: int | None = None) -> Summary:
    """What a closed round tells of the company, or of a team by its id."""
    kept = Result.objects.filter(round=one).select_related("slice")
    rows = {row.measure: row for row in kept if _is_of(row, team)}
    lines = [_line(measure, rows.get(measure.key)) for measure in measures_of(one)]
    answered = max((row.n for row in rows.values() if row.low is not None), default=0) // _STEP * _STEP
    years = rows.get("experience")
    return Summary(
        one, one.closing.day, lines, answered or None, _years(years) if years else None,
        asked_about(one), list(one.deeds.order_by("pk")),
    )  # fmt: skip


def trend(measures: Collection[str], team: int | None = None) -> Trend:
    """How some scales went over all closed rounds, of the company or of a team."""
    rounds = closed_rounds()[::-1]
    where = {"slice": None} if team is None else {"slice__team": team}
    found: dict[str, dict[int, Band]] = defaultdict(dict)
    rows = Result.objects.filter(measure__in=measures, low__isnull=False, **where)
    for measure, round_, low, high in rows.values_list("measure", "round_id", "low", "high"):
        if low is not None and high is not None:
            found[measure][round_] = Band(low, high)
    return Trend(rounds, {key: [found[key].get(one.pk) for one in rounds] for key in measures})


def _is_of(row: Result, team: int | None) -> bool:
    return row.slice is None if team is None else row.slice is not None and row.slice.team == team


def _line(measure: Measure, row: Result | None) -> Line:
    if row is None or row.low is None or row.high is None:
        return Line(measure, None, Why(row.why) if row else Why.FEW)
    return Line(measure, Band(row.low, row.high), None)


def _years(row: Result) -> int | None:
    """Years held together at least, from what is shown alone: the fewest people and the lowest mean that it allows."""
    if not row.low:
        return None
    fewest, lowest = row.n // _STEP * _STEP, (row.low - _STEP / 2) * MANY_YEARS / 100
    return int(fewest * lowest) // _STEP * _STEP or None
