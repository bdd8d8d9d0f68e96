"""What there is to go by for a chance to please: one statement, however much is known."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import Any

from django.db.models import BigIntegerField, CharField, DateTimeField, F, QuerySet, Value
from django.db.models.functions import Cast

from extramile.customers.account.facts import DEPOSITS, Fact
from extramile.customers.chances.rules import COMPLAINT, EARLY, Answered, Chance, Complaint, Kept, Known, chance
from extramile.customers.ladder.signs import Sign
from extramile.customers.ladder.told import Facts
from extramile.customers.models import Chance as Row
from extramile.customers.models import Line, Step
from extramile.customers.models.promise import Kind

_WRONG = [fact.value for fact in Fact if fact not in DEPOSITS]
_AN_HOUR = timedelta(hours=1)
_Row = tuple[str, int, str, datetime, datetime]


def chance_for(
    customer: int, facts: Facts | None, *, now: datetime, today: date, began: datetime, before: datetime | None
) -> Chance | None:
    """The chance to please a customer in a conversation that `began`, `before` which they were last heard of."""
    complaint: Complaint | None = None
    kept: Kept | None = None
    answered = []
    for kind, number, text, at, due in sorted(_told(customer, now), key=itemgetter(3)):
        match kind:
            case "line":
                complaint = Complaint(number, Fact(text), at)
            case "kept":
                kept = Kept(number, at, due)
            case _:
                answered.append(Answered(text, kind == "done", at))
    bought = facts and {"first": facts.first, "last": facts.last, "repeats": facts.repeats}
    return chance(
        Known(
            now=now, today=today, began=began, before=before, complaint=complaint, kept=kept, answered=answered,
            one_away=facts is not None and facts.sign is Sign.ORDER, **(bought or {}),  # type: ignore[arg-type]
        )
    )  # fmt: skip


def _told(customer: int, now: datetime) -> QuerySet[Any, _Row]:
    wrong = Line.objects.filter(customer=customer, fact__in=_WRONG, reverses=None, reversal=None)
    early = Step.objects.filter(promise__customer=customer, kind=Kind.KEPT, late=False, undoing=None)
    answered = Row.objects.filter(customer=customer)
    return _arm(wrong.filter(at__gte=now - COMPLAINT), "line", "pk", "fact", "at").union(
        _arm(early.filter(at__gte=now - EARLY, due__gte=F("at") + _AN_HOUR), "kept", "promise_id", "kind", "due"),
        _arm(answered.filter(done=True), "done", "pk", "key", "at"),
        _arm(answered.filter(done=False), "let go", "pk", "key", "at"),
        all=True,
    )


def _arm(rows: QuerySet[Any], kind: str, number: str, said: str, until: str) -> QuerySet[Any, _Row]:
    told: QuerySet[Any, Any] = rows.annotate(
        told_kind=Value(kind, CharField()), told_number=Cast(number, BigIntegerField()),
        told_said=Cast(said, CharField()), told_at=Cast("at", DateTimeField()), told_until=Cast(until, DateTimeField()),
    ).values_list("told_kind", "told_number", "told_said", "told_at", "told_until")  # fmt: skip
    return told
