"""A shop with years of orders, as rows: customers, what they bought, and where a night has not placed them yet."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from bench.lib.bulk import Row

YEARS = 3 * 365
_CHUNK = 20_000
# Years that end today cut off what would have come.
_SHORT = 1.18


def orders_of(draw: random.Random, mean: float) -> list[int]:
    """The days ago on which one customer bought: at a pace of their own, until they stop one day. BG/NBD, roughly."""
    pace, ago = draw.gammavariate(0.8, mean / 0.4), draw.randrange(1, YEARS)
    stops, days = draw.betavariate(0.8, 2.4 * mean), [ago]
    while draw.random() > stops and len(days) < 40 * mean:
        ago -= 1 + int(draw.expovariate(max(pace, 0.05) / YEARS))
        if ago <= 0:
            break
        days.append(ago)
    return days


def fill(file: Path, customers: int, purchases: int) -> int:
    """Write customers with about so many purchases into an install's SQLite file; returns how many purchases."""
    draw, made, mean = random.Random(customers), 0, purchases / customers * _SHORT
    database = sqlite3.connect(file)
    database.execute("PRAGMA synchronous=OFF")
    today = date.today()
    for first in range(1, customers + 1, _CHUNK):
        chunk = {key: orders_of(draw, mean) for key in range(first, min(first + _CHUNK, customers + 1))}
        with database:
            _put(database, "customers_customer", _people(chunk, today))
            _put(database, "customers_purchase", _bought(chunk, today, made))
            _put(database, "customers_standing", _standing(chunk, today))
        made += sum(map(len, chunk.values()))
    with database:
        database.execute("INSERT INTO customers_rungcount (rung, n) VALUES (1, ?)", [customers])
        database.execute("ANALYZE")
    database.close()
    return made


def _put(database: sqlite3.Connection, table: str, rows: Iterator[Row]) -> None:
    database.executemany(f"INSERT INTO {table} ({_COLUMNS[table]}) VALUES ({_MARKS[table]})", rows)


_COLUMNS = {
    "customers_customer": "id, name, email, phone, place, language, time_zone, since",
    "customers_purchase": "customer_id, day, number, amount, currency, key, added",
    "customers_standing": "customer_id, rung, since, repeats, first, last, acts, public, referrals, sign, computed",
}
_MARKS = {table: ", ".join("?" * len(columns.split(","))) for table, columns in _COLUMNS.items()}


def _people(chunk: dict[int, list[int]], today: date) -> Iterator[Row]:
    for key, days in chunk.items():
        since = f"{today - timedelta(days=days[0])} 09:40:00"
        yield key, f"Customer {key}", f"c{key}@bench.example", "", "Leeds", "en", "", since


def _bought(chunk: dict[int, list[int]], today: date, number: int) -> Iterator[Row]:
    for key, days in chunk.items():
        for ago in days:
            number += 1
            day = (today - timedelta(days=ago)).isoformat()
            yield key, day, f"S{number}", "12.50", "EUR", f"{number:032x}", f"{day} 09:40:00"


def _standing(chunk: dict[int, list[int]], today: date) -> Iterator[Row]:
    for key, days in chunk.items():
        day = (today - timedelta(days=days[0])).isoformat()
        yield key, 1, day, 0, day, day, 0, 0, 0, 0, day
