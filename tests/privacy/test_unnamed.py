"""What somebody of the company says without a name: neither the database nor a session nor a log has who it was."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from extramile.base import clock
from extramile.culture.models import Feedback, Slip
from extramile.people.models import Agent, Company
from tests.cast import Cast, signed_in
from tests.conftest import Lines

pytestmark = pytest.mark.django_db
WORDS = "The plan for the week comes on Friday at five."


def everything() -> dict[str, set[tuple[Any, ...]]]:
    """Every row of every table, as it lies there."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = {tuple(map(repr, row)) for row in cursor.fetchall()}
    return found


def said_by(who: Agent, about: str) -> Feedback:
    browser = signed_in(who)
    browser.get("/team/feedback/new")
    before = everything()
    given = {"source": about, "kind": "criticism", "words": WORDS, "unnamed": "on", "credited": "on"}
    answer = browser.post("/team/feedback/new", given)
    assert answer.headers["Location"] == "/team/feedback/said"
    after = everything()
    changed = {table for table in after if after[table] != before[table]}
    assert changed == {"culture_feedback"}, "not even the session of who said it is written to"
    (row,) = after["culture_feedback"] - before["culture_feedback"]
    for telling in (who.name, who.email, browser.session.session_key):
        assert not [column for column in row if telling in column]
    browser.get("/team/feedback/said")
    assert everything() == after
    return Feedback.objects.get(pk=next(int(column) for column in row if column.isdigit() and int(column) > 1000))


@pytest.mark.parametrize("about", ["employer", "colleague", "way"])
def test_the_rows_of_two_people_are_the_same_but_for_what_is_by_chance(cast: Cast, about: str) -> None:
    rows = []
    for who in (cast.maya, cast.sam):
        found = said_by(who, about)
        assert found.author is None and found.name.version == 4
        values = Feedback.objects.filter(pk=found.pk).values().get()
        rows.append({name: value for name, value in values.items() if name not in ("id", "name")})
    assert rows[0] == rows[1]


def test_the_order_of_the_rows_is_by_chance(cast: Cast) -> None:
    """Or what somebody says by name, a moment before or after, would stand beside it."""
    came = [said_by(cast.maya, "employer").pk for _ in range(12)]
    assert came != sorted(came)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM culture_feedback ORDER BY " + ("rowid" if connection.vendor == "sqlite" else "id")
        )
        assert [row[0] for row in cursor.fetchall()] == sorted(came)


def test_no_line_of_the_log_says_who(cast: Cast, lines: Lines) -> None:
    said_by(cast.maya, "employer")
    told = str(lines())
    assert WORDS not in told and cast.maya.name not in told and cast.maya.email not in told


def test_only_who_said_it_by_name_finds_it_among_their_own(cast: Cast) -> None:
    made = said_by(cast.maya, "employer")
    maya, jo = signed_in(cast.maya), signed_in(cast.jo)
    assert WORDS not in maya.get("/team/feedback/").content.decode()
    assert maya.get(f"/team/feedback/{made.pk}").status_code == 404
    read = jo.get(f"/team/feedback/{made.pk}").content.decode()
    assert WORDS in read and "told without a name" in read and cast.maya.email not in read


def test_the_day_is_the_companys_and_tells_no_zone(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """At noon in UTC it is tomorrow on Kiritimati: whoever lives there alone would be known by it."""
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 6, 1, 12, tzinfo=UTC))
    Company.objects.update(time_zone="Europe/Lisbon")
    Agent.objects.filter(pk=cast.maya.pk).update(time_zone="Pacific/Kiritimati")
    cast.maya.refresh_from_db()
    monkeypatch.setattr(timezone, "now", clock.now)
    made = said_by(cast.maya, "employer")
    browser = signed_in(cast.maya)
    slip = {"title": "Too fast", "happened": "I closed it.", "learned": "Ask.", "unnamed": "on", "tell": "1"}
    browser.post("/team/slips/new", slip)
    assert [made.day, Slip.objects.get().day] == [date(2026, 6, 1)] * 2


def test_the_order_in_which_slips_were_told_is_by_chance(cast: Cast) -> None:
    """One without a name would else stand between two that name theirs, and so would what is said of it."""
    browser = signed_in(cast.maya)
    slip = {"title": "Too fast", "happened": "I closed it.", "learned": "Ask.", "changes": "One\nTwo", "tell": "1"}
    came = [browser.post("/team/slips/new", slip | {"unnamed": "on"})["Location"] for _ in range(10)]
    keys = [int(address.rpartition("/")[2]) for address in came]
    threads = [Slip.objects.get(pk=key).thread_id for key in keys]
    first = [Slip.objects.get(pk=key).changes.order_by("pk").first() for key in keys]
    changes = [one.pk for one in first if one and one.words == "One"]
    assert len(changes) == 10
    for each in (keys, threads, changes):
        assert each != sorted(each)
