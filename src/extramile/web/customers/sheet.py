"""A list of customers as a table for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable

from extramile.customers.ladder.rungs import Rung
from extramile.customers.queries.lists import Line
from extramile.web.table import plain, whole, written

_HEADER = (
    "extramile_id", "name", "email", "phone", "place", "language", "customer_since", "rung", "purchase_days",
    "first_purchase", "last_purchase", "still_customer", "acts_within_a_year", "balance",
)  # fmt: skip


def header() -> bytes:
    """The first line."""
    return whole([_HEADER])


def rows(lines: Iterable[Line]) -> bytes:
    """Customers, a line each. Amounts of time are days; `still_customer` is a probability, empty where it says nothing.

    What people wrote themselves never begins as a spreadsheet's formula would: it could run on whoever opens the file.
    """
    return written(_row(line) for line in lines)


def reasons(rejects: Iterable[tuple[int | None, str]]) -> bytes:
    """What could not be taken from a file: the line of each, and why."""
    lines = [("line", "reason"), *(("" if line is None else str(line), plain(why)) for line, why in rejects)]
    return whole(lines)


def _row(line: Line) -> list[str]:
    said = [plain(one) for one in (line.name, line.email, line.phone, line.town, line.language)]
    facts = line.facts
    stood = ["not_known", "0", "", "", "", "0"]
    if facts:
        alive = "" if facts.alive is None else f"{facts.alive:.3f}"
        acts = str(facts.advocacy.acts + facts.advocacy.referrals)
        days = [str(facts.repeats + 1), facts.first.isoformat(), facts.last.isoformat()]
        stood = [Rung(facts.rung).name.lower(), *days, alive, acts]
    balance = "" if line.balance is None else f"{line.balance:.2f}"
    return [str(line.customer), *said, line.since.date().isoformat(), *stood, balance]
