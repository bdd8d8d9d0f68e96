"""Questions that are built once: the same answers as Django's own, however they are filled."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.utils import NotSupportedError
from django.utils import timezone

from extramile.base.prepared import Given, Part, Prepared, answer
from extramile.people.models import Agent, Team
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
_AMONG = Prepared(lambda: Agent.objects.filter(pk__in=Given("keys", many=True), name__gt=Given("after")))
_NAMES = "SELECT name FROM people_team WHERE id = %(team)s AND name NOT LIKE 'x%%'"


def test_it_answers_as_django_does_for_any_number_of_values(cast: Cast) -> None:
    people = list(Agent.objects.all())
    for some in (people, people[:2], people[1:2], []):
        found = _AMONG.models(keys={one.pk for one in some}, after="")
        assert found == some and [vars(one)["email"] for one in found] == [one.email for one in some]
    assert _AMONG.models(keys=[one.pk for one in people], after=people[0].name) == people[1:]


def test_values_come_as_the_models_have_them(cast: Cast) -> None:
    moment = timezone.now()
    kept = Session.objects.create(session_key="a", session_data="", expire_date=moment + timedelta(seconds=1))
    later = Prepared(lambda: Session.objects.filter(expire_date__gt=Given("now")).values_list("pk", "expire_date"))
    assert [tuple(row) for row in later.values(now=moment)] == [("a", kept.expire_date)]
    assert later.values(now=moment + timedelta(seconds=1)) == []


def test_what_it_selects_along_is_there_without_asking(cast: Cast, django_assert_num_queries: Any) -> None:
    through = Team.members.through
    members = Prepared(lambda: through.objects.filter(agent=Given("agent")).select_related("team", "agent"))
    team = Team.objects.create(name="Returns")
    team.members.add(cast.maya)
    with django_assert_num_queries(1):
        found = {(one.team.name, one.agent.name) for one in members.models(agent=cast.maya.pk)}
    assert ("Returns", cast.maya.name) in found


def test_a_number_that_no_column_holds_is_nobodys(cast: Cast) -> None:
    for number in (2**63, -(2**63) - 1, 10**40):
        assert _AMONG.models(keys=[number], after="") == []
        assert answer(_NAMES, {"team": number}) == []


def test_a_part_is_filled_with_the_rest() -> None:
    part = Part(Agent.objects.filter(name=Given("name")), {"name": "Nobody"})
    whole = Prepared(lambda: Team.objects.filter(members__in=part.query))
    assert whole.models(**part.given) == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's driver keeps its own")
@pytest.mark.django_db(transaction=True)
def test_postgres_plans_once_and_goes_on_after_a_column_changes() -> None:
    team = Team.objects.create(name="Returns")
    for number in (team.pk, 40_000, 5_000_000_000):
        answer(_NAMES, {"team": number})
    prepared = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT name FROM people_team%'"
    with connection.cursor() as cursor:
        cursor.execute(prepared)
        assert cursor.fetchone() == (1,)
        cursor.execute("ALTER TABLE people_team ALTER COLUMN name TYPE text")
        try:
            with pytest.raises(NotSupportedError), transaction.atomic():
                answer(_NAMES, {"team": team.pk})
            assert answer(_NAMES, {"team": team.pk}) == [("Returns",)]
            cursor.execute("ALTER TABLE people_team ALTER COLUMN name TYPE varchar(90)")
            assert answer(_NAMES, {"team": team.pk}) == [("Returns",)]
        finally:
            cursor.execute("ALTER TABLE people_team ALTER COLUMN name TYPE varchar(60)")
