"""What there is to go by for a chance to please: one statement, however much is known."""

from __future__ import annotations

from datetime import date, datetime
from operator import itemgetter

from extramile.base import clock, prepared
from extramile.customers.account.facts import DEPOSITS, Fact
from extramile.customers.chances.rules import COMPLAINT, EARLY, Answered, Chance, Complaint, Kept, Known, chance
from extramile.customers.ladder.signs import Sign
from extramile.customers.ladder.told import Facts
from extramile.customers.promises.rules import early_by

# Written out, as are the counts of the inbox: it is in every panel, and building it would take longer than its answer.
_TOLD = """
SELECT 'line', id, fact, at, at FROM customers_line l WHERE customer_id = %(customer)s AND at >= %(complaint)s
  AND reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM customers_line r WHERE r.reverses_id = l.id)
UNION ALL
SELECT 'kept', s.promise_id, '', s.at, s.due FROM customers_promise p JOIN customers_step s ON s.promise_id = p.id
  WHERE p.customer_id = %(customer)s AND s.kind = 'kept' AND NOT s.late AND s.at >= %(early)s
  AND NOT EXISTS (SELECT 1 FROM customers_step u WHERE u.undoes_id = s.id)
UNION ALL
SELECT CASE WHEN done THEN 'done' ELSE 'let go' END, id, key, at, at FROM customers_chance
  WHERE customer_id = %(customer)s
"""


def chance_for(
    customer: int, facts: Facts | None, *, now: datetime, today: date, began: datetime, before: datetime | None
) -> Chance | None:
    """The chance to please a customer in a conversation that `began`, `before` which they were last heard of."""
    complaint: Complaint | None = None
    kept: Kept | None = None
    answered = []
    for kind, number, said, at, due in _told(customer, now):
        if kind == "line":
            if Fact(said) not in DEPOSITS:
                complaint = Complaint(number, Fact(said), at)
        elif kind != "kept":
            answered.append(Answered(said, kind == "done", at))
        elif early_by(due, at):
            kept = Kept(number, at, due)
    bought = facts and {"first": facts.first, "last": facts.last, "repeats": facts.repeats}
    return chance(
        Known(
            now=now, today=today, began=began, before=before, complaint=complaint, kept=kept, answered=answered,
            one_away=facts is not None and facts.sign is Sign.ORDER, **(bought or {}),  # type: ignore[arg-type]
        )
    )  # fmt: skip


def _told(customer: int, now: datetime) -> list[tuple[str, int, str, datetime, datetime]]:
    """All that counts, the oldest first."""
    answered = prepared.answer(_TOLD, {"customer": customer, "complaint": now - COMPLAINT, "early": now - EARLY})
    found = [(*row[:3], clock.stored(row[3]), clock.stored(row[4])) for row in answered]
    return sorted(found, key=itemgetter(3))
