"""Which idea comes when, and the authored set."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from extramile.culture.actions import mondays as actions
from extramile.culture.models import Monday, OwnIdea, Scheduled, Thread
from extramile.culture.monday import ideas
from extramile.culture.monday.ideas import authored
from extramile.culture.queries import mondays as queries
from extramile.culture.weeks import WEEK, letters_week, week_at, zone_of
from extramile.people.access import NotAllowed
from tests.cast import Cast

FIRST = date(2026, 3, 23)


def test_the_authored_set_is_a_year_of_ideas_worth_reading() -> None:
    every = authored()
    assert len(every) == len({one.key for one in every}) == len({one.title for one in every}) == 52
    assert [one.key for one in every if not 60 <= len(one.words.split()) <= 120] == []
    assert [one.key for one in every if not one.question.endswith("?") or "!" in one.words + one.title] == []
    assert all(re.fullmatch(r"[a-z-]+", one.key) for one in every)


def test_neighbours_come_from_different_sources() -> None:
    written = yaml.safe_load((Path(ideas.__file__).parent / "ideas.yaml").read_text(encoding="utf-8"))
    about = {one["key"]: one["about"] for one in written}
    sources = [about[one.key] for one in authored()]
    assert len(set(sources[:5])) == len(set(sources)) == 5
    assert sum(one == other for one, other in pairwise(sources)) <= 3, "hardly ever two weeks of one in a row"


@pytest.mark.parametrize(
    "zone",
    ["Pacific/Kiritimati", "Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata",
     "Pacific/Pago_Pago"],
)  # fmt: skip
def test_a_letters_week_is_the_teams_week_and_open_for_three_days(zone: str) -> None:
    """At every twenty minutes of a year, and so through both changes of the clocks."""
    for step in range(366 * 72):
        now = datetime(2026, 1, 1, tzinfo=UTC) + step * timedelta(minutes=20)
        local = now.astimezone(zone_of(zone))
        week = letters_week(local)
        assert (week is None) == (local.weekday() > 2 or (local.weekday() == 0 and local.hour < 8))
        assert week in (None, week_at(now)), "its idea has been given by then"


@pytest.mark.django_db
def test_each_idea_comes_once_before_any_comes_again(cast: Cast) -> None:
    given = [actions.begin(FIRST + place * WEEK).key for place in range(53)]
    assert len(set(given[:52])) == 52 and given[52] == given[0]
    assert actions.begin(FIRST).key == given[0] and Thread.objects.count() == 53


@pytest.mark.django_db
def test_a_leads_own_idea_comes_next_and_stays_as_it_was_given(cast: Cast) -> None:
    said = {"title": "Ours", "words": "We mend.", "question": "Why?", "day": FIRST}
    with pytest.raises(NotAllowed):
        actions.write(cast.maya, **said)
    made = actions.write(cast.jo, **said)
    assert queries.ideas()[0].own == made.pk
    assert actions.begin(FIRST).title == "Ours"
    actions.write(cast.jo, **{**said, "title": "Anew"}, idea=made.pk)
    assert Monday.objects.get().title == "Ours" and OwnIdea.objects.get().title == "Anew"
    actions.remove(cast.ines, made.pk)
    assert Monday.objects.get().title == "Ours" and len(queries.ideas()) == 52
    with pytest.raises(actions.NoSuchIdea):
        actions.remove(cast.jo, made.pk)


@pytest.mark.django_db
def test_leads_put_ideas_in_order_and_mean_them_for_weeks(cast: Cast) -> None:
    first, second, third = (one.key for one in queries.ideas()[:3])
    actions.move(cast.jo, third, by=-1000)
    actions.move(cast.jo, first, by=1)
    assert [one.key for one in queries.ideas()[:3]] == [third, second, first]
    later = FIRST + 3 * WEEK + timedelta(days=2)
    actions.schedule(cast.jo, third, later, today=FIRST)
    coming = queries.coming(FIRST, weeks=4)
    assert [idea.key for _, idea, _ in coming[:2]] == [second, first], "what is meant for a week waits for it"
    assert (coming[3][1].key, coming[3][2]) == (third, True)
    actions.schedule(cast.jo, second, later, today=FIRST)
    assert [one.key for one in Scheduled.objects.all()] == [second]
    for wrong in (FIRST, FIRST + timedelta(days=6), FIRST - WEEK):
        with pytest.raises(actions.NotAhead):
            actions.schedule(cast.jo, first, wrong, today=FIRST)
    actions.schedule(cast.jo, second, None, today=FIRST)
    assert not Scheduled.objects.exists()
    for refused, agent in ((NotAllowed, cast.maya), (actions.NoSuchIdea, cast.jo)):
        with pytest.raises(refused):
            actions.move(agent, "nothing", by=1)
