"""Lines of many kinds in one list, a page at a time, by one statement however many there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from django.db.models import BigIntegerField, CharField, DateTimeField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, JSONObject

PAGE = 20


@dataclass(frozen=True, slots=True)
class Happened:
    """One line: when, of which kind, which row of that kind, and what there is to say of it.

    What has a day and no hour has the day's first moment in UTC, and `day` is true.
    """

    at: datetime
    kind: str
    id: int
    about: dict[str, Any]
    day: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ends, written `TIME~KIND~ID`. Newest first; of one moment by kind, then the higher id first."""

    at: datetime
    kind: str
    id: int

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.kind}~{self.id}"

    @classmethod
    def of(cls, written: str) -> Place:
        """Read a place. Raises ValueError."""
        moment, kind, number = written.split("~")
        at = datetime.fromisoformat(moment)
        if at.tzinfo is None or len(number) > 18:
            raise ValueError(written)
        return cls(at.astimezone(UTC), kind, int(number))


@dataclass(frozen=True, slots=True)
class Timeline:
    """Part of the list. `rest` is where the next part begins, None at the end."""

    lines: Sequence[Happened]
    rest: Place | None


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of line. `rows` are a customer's; `when` is the column that dates them, `day` whether that has no hour,
    and `about` what a line says, from columns or expressions by name. An index on customer and `when` serves it.
    """

    kind: str
    rows: Callable[[int], QuerySet[Any]]
    when: str
    about: dict[str, Any]
    day: bool = False

    def arm(self, customer: int, after: Place | None) -> QuerySet[Any, Any]:
        """The PAGE + 1 newest of this kind below a place, shaped alike for all kinds."""
        rows = self.rows(customer)
        if after:
            rows = rows.filter(self._below(after))
        newest = rows.order_by(F(self.when).desc(), "-pk").values("pk")[: PAGE + 1]
        # Not sliced itself, since a part of a union may not be; and the slice keeps to the index of its own table.
        shaped: QuerySet[Any, Any] = rows.model._base_manager.filter(pk__in=newest).order_by()
        told: QuerySet[Any, Any] = shaped.annotate(
            line_at=Cast(self.when, DateTimeField()), line_kind=Value(self.kind, CharField()),
            line_id=Cast("pk", BigIntegerField()), line_about=JSONObject(**self.about),
        ).values_list("line_at", "line_kind", "line_id", "line_about")  # fmt: skip
        return told

    def _below(self, after: Place) -> Q:
        moment: Any = after.at.date() if self.day else after.at
        earlier, same = Q(**{f"{self.when}__lt": moment}), Q(**{self.when: moment})
        if self.day and after.at.time() > time():
            return earlier | same
        if self.kind == after.kind:
            return earlier | (same & Q(pk__lt=after.id))
        return earlier | same if self.kind > after.kind else earlier


def page(sources: Sequence[Source], customer: int, *, after: Place | None = None) -> Timeline:
    """A page of a customer's timeline, from `sources`, below a place."""
    first, *others = [source.arm(customer, after) for source in sources]
    by_day = {source.kind for source in sources if source.day}
    found = [Happened(at, kind, row, about, kind in by_day) for at, kind, row, about in first.union(*others, all=True)]
    found.sort(key=lambda line: (-line.at.timestamp(), line.kind, -line.id))
    shown = found[:PAGE]
    last = shown[-1] if len(found) > PAGE else None
    return Timeline(shown, Place(last.at, last.kind, last.id) if last else None)
