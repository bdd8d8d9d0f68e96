"""Full-text search over what was said and noted, and over customers. The one door to it, whatever the database."""

from __future__ import annotations

from extramile.desk.queries.search.asked import Asked, asked
from extramile.desk.queries.search.choices import Choice, choices
from extramile.desk.queries.search.door import Busy, Found, Person, Said, customers, found
from extramile.desk.queries.search.walk import TooLong
from extramile.desk.queries.search.wanted import MOST_CUSTOMERS

__all__ = [
    "MOST_CUSTOMERS", "Asked", "Busy", "Choice", "Found", "Person", "Said", "TooLong", "asked", "choices", "customers",
    "found",
]  # fmt: skip
