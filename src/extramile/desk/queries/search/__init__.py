"""Full-text search over what was said and noted, and over customers. The one door to it, whatever the database."""

from __future__ import annotations

from extramile.desk.queries.search.asked import Asked, asked
from extramile.desk.queries.search.choices import Choice, choices
from extramile.desk.queries.search.door import Busy, Found, Person, Said, found
from extramile.desk.queries.search.walk import TooLong

__all__ = ["Asked", "Busy", "Choice", "Found", "Person", "Said", "TooLong", "asked", "choices", "found"]
