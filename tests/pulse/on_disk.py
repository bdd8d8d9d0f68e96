"""A round over a real file: how many sheets and marks its bytes hold while it is open, once it is closed, once swept.

Run as a process of its own with EXTRAMILE_DATA set. Prints three numbers.
"""

from __future__ import annotations

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from extramile.pulse import actions  # noqa: E402
from extramile.pulse.models import Mark, Sheet  # noqa: E402
from tests.pulse.asked import DAY, ask, company  # noqa: E402

# Told apart from whatever else is in the file: marks hold nothing but the id of a person.
FIRST = 7_700_770_077


def held(names: set[bytes]) -> int:
    """How many of them stand in the database's file or in its log."""
    found = b"".join(path.read_bytes() for path in settings.CONFIG.data.glob("extramile.sqlite3*"))
    return sum(name in found for name in names)


def main() -> None:
    with connection.cursor() as cursor:
        # As SQLite is built by most; some systems build it with this on.
        cursor.execute("PRAGMA secure_delete=OFF")
    people = company(care=11)
    opened = ask(people[0])
    for one in people:
        actions.answer(one, opened.pk, {"autonomy1": 3})
    names = {pk.hex.encode() for pk in Sheet.objects.values_list("pk", flat=True)}
    marks = list(Mark.objects.order_by("pk"))
    for place, mark in enumerate(marks):
        Mark.objects.filter(pk=mark.pk).update(agent=FIRST + place)
        names.add((FIRST + place).to_bytes(6, "big"))
    print(held(names))
    actions.close_round(people[0], opened.pk, today=DAY)
    print(held(names))
    actions.sweep()
    print(held(names))


if __name__ == "__main__":
    main()
