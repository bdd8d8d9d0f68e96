"""Customers' emotional accounts at size, on SQLite: one account, the effect of other weights, and all sums anew."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

from bench.lib.figures import Line, at_most, note, show

_OF_ONE = 5
_ASKED = 200
_FILL = """
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %s - 1)
INSERT INTO customers_line (customer_id, fact, at, grown, about, conversation, key, added)
SELECT i %% %s + 1,
    CASE i * 7919 %% 5 WHEN 0 THEN 'waited' WHEN 1 THEN 'wrote_again' WHEN 2 THEN 'thanks' ELSE 'solved_first' END,
    datetime('2026-01-01', '-' || (i * 31 %% 700) || ' days'), POWER(2.0, -(i * 31 %% 700) / 180.0), '', i,
    'bench:' || i, '2026-01-01' FROM n
"""


def main() -> int:
    """Fill a folder of its own, measure, and remove it; 1 when a limit is missed."""
    parser = argparse.ArgumentParser(prog="bench/account", description=__doc__)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="extramile-bench-") as folder:
        os.environ |= {"EXTRAMILE_DATA": folder, "DJANGO_SETTINGS_MODULE": "extramile.settings"}
        lines, values = _measured(given.lines)
    show(f"Emotional accounts: {given.lines:,} lines", lines, values, as_json=given.json)
    return 0 if all(line.kept is not False for line in lines) else 1


def _measured(count: int) -> tuple[list[Line], dict[str, object]]:
    # Which database there is, is read when Django starts.
    import django  # noqa: PLC0415

    django.setup()
    customers = max(count // _OF_ONE, _ASKED)
    _fill(count, customers)
    found = _figures(customers)
    lines = [
        at_most("one account, CPU", found["account_cpu_ms"], 1.5, "ms"),
        at_most("a fact written down, CPU", found["record_cpu_ms"], 10, "ms"),
        at_most("the 50 deepest of those below zero", found["overdrawn_ms"], 50, "ms"),
        at_most("the effect of other weights, counted by a worker", found["effect_s"], 10, "s"),
        Line(f"all sums anew, of {customers:,} accounts", f"{found['walk_s']:,.4g} s"),
        at_most("of that one transaction, while which others wait", found["piece_ms"], 200, "ms"),
    ]
    return lines, {"lines": count, "accounts": customers, **found}


def _figures(customers: int) -> dict[str, float]:
    from extramile.customers.account.facts import Fact  # noqa: PLC0415
    from extramile.customers.actions import account, sums  # noqa: PLC0415
    from extramile.customers.queries import account as queries  # noqa: PLC0415

    asked = range(1, _ASKED + 1)
    walk, _ = _timed(lambda: sums.walk(0, seconds=3600))
    effect, _ = _timed(lambda: queries.effect_of({Fact.WAITED: -8.0}))
    listed, _ = _timed(lambda: list(queries.overdrawn()[:50]))
    _, one = _timed(lambda: [queries.statement(pk, most=5, conversation=pk) for pk in asked])
    _, record = _timed(lambda: [account.record(pk, Fact.THANKS, key=f"thanks:{pk}") for pk in asked])
    return {
        "account_cpu_ms": one / _ASKED * 1000, "record_cpu_ms": record / _ASKED * 1000, "overdrawn_ms": listed * 1000,
        "effect_s": effect, "walk_s": walk, "piece_ms": walk / max(customers / sums._AT_ONCE, 1) * 1000,
    }  # fmt: skip


def _fill(count: int, customers: int) -> None:
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection, transaction  # noqa: PLC0415

    from extramile.customers.models import Balance, Customer  # noqa: PLC0415

    note(f"{count:,} lines are written first.")
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        for start in range(0, customers, 5000):
            made = [Customer(pk=pk + 1) for pk in range(start, min(start + 5000, customers))]
            Customer.objects.bulk_create(made)
            Balance.objects.bulk_create(Balance(customer=one) for one in made)
        with connection.cursor() as cursor:
            cursor.execute(_FILL, [count, customers])


def _timed(doing: Callable[[], Any]) -> tuple[float, float]:
    """Seconds by the clock, and seconds of CPU."""
    wall, cpu = time.perf_counter(), time.process_time()
    doing()
    return time.perf_counter() - wall, time.process_time() - cpu


if __name__ == "__main__":
    sys.exit(main())
