"""What takes too long for a page, done by a worker."""

from __future__ import annotations

from dataclasses import asdict

from django_tasks import task

from extramile.customers.account.facts import Fact
from extramile.customers.queries.account import effect_of


@task()
def effect(changed: dict[str, float]) -> dict[str, int]:
    """What other weights would do, by the fields of `queries.account.Effect`."""
    return asdict(effect_of({Fact(fact): weight for fact, weight in changed.items()}))
