"""A round from its opening to what is done about it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from extramile.people.access import NotAllowed
from extramile.people.models import Agent
from extramile.pulse import actions, queries, refused
from extramile.pulse.measures import Unreadable
from extramile.pulse.models import Answer, Mark, Result, Sheet, Slice
from extramile.pulse.release.parts import Band, Why
from tests.pulse.asked import DAY, alike, ask, asked, by_turns, company, join

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_a_round_tells_the_company_and_its_teams() -> None:
    people = company(care=12, shop=10)
    closed = asked(people[0], people, by_turns(2, 3), own=["We have enough tents"])
    whole = queries.summary(closed)
    care = queries.summary(closed, Slice.objects.get(name="care").team)
    assert [line.measure.key for line in whole.lines] == ["autonomy", "competence", "relatedness", "recommend", "own1"]
    assert [line.band for line in whole.lines] == [Band(60, 60)] * 3 + [None, None]
    assert care.lines[0].band == Band(65, 65)
    assert (whole.answered, care.answered) == (20, 10)
    assert queries.trend(["autonomy"]).bands == {"autonomy": [Band(60, 60)]}
    kept = set(Answer.objects.values_list("slice__name", flat=True))
    assert kept == {"care", None}, "a score says with whom it was given only where that is shown"


def test_small_teams_are_asked_under_no_name() -> None:
    people = company(care=7, workshop=3, press=2)
    opened = ask(people[0])
    assert sorted((one.name, len(one.people)) for one in Slice.objects.filter(round=opened)) == [("", 6), ("care", 7)]


def test_a_team_that_would_leave_too_few_over_is_asked_under_no_name() -> None:
    people = company(care=7, shop=6, press=2)
    opened = ask(people[0])
    assert sorted((one.name, len(one.people)) for one in Slice.objects.filter(round=opened)) == [("", 9), ("care", 7)]


def test_nothing_shows_while_it_is_open_and_nobody_answers_twice() -> None:
    people = company(care=8)
    opened = ask(people[0])
    actions.answer(people[1], opened.pk, {"autonomy1": 4})
    with pytest.raises(refused.AnsweredAlready):
        actions.answer(people[1], opened.pk, {"autonomy1": 0})
    assert queries.standing(people[1].pk).answered and not queries.standing(people[2].pk).answered
    assert (Sheet.objects.count(), Mark.objects.count(), Result.objects.count()) == (1, 1, 0)
    assert queries.closed_rounds() == []


def test_a_closed_round_keeps_no_mark_no_sheet_and_no_name_of_one() -> None:
    people = company(care=8)
    opened = ask(people[0])
    for one in people:
        actions.answer(one, opened.pk, {"autonomy1": 4, "recommend": 9})
    sheets = set(Sheet.objects.values_list("pk", flat=True))
    actions.close_round(people[0], opened.pk, today=DAY)
    assert not Sheet.objects.exists() and not Mark.objects.exists()
    rewritten = list(Answer.objects.values_list("pk", "measure"))
    assert len(rewritten) == 2 * len(people)
    assert not sheets & {pk for pk, _ in rewritten}
    assert {pk.version for pk, _ in rewritten} == {4}


def test_answers_are_rewritten_in_an_order_that_says_nothing() -> None:
    people = company(care=60)
    asked(people[0], people, lambda one: {"experience": one.pk % 20, "autonomy1": 1}, experience=True)
    scores = list(Answer.objects.filter(measure="experience").order_by().values_list("value", flat=True))
    told = [100 * (one.pk % 20) / 20 for one in people]
    assert scores != told and sorted(scores) == sorted(told)
    names = list(Answer.objects.order_by().values_list("pk", flat=True))
    assert names == sorted(names), "the order of their names, which are made of chance"


def test_what_earlier_rounds_told_is_read_once_and_before_others_have_to_wait() -> None:
    people = company(care=12)
    asked(people[0], people, by_turns(1, 2))
    opened = ask(people[0], DAY + timedelta(days=30))
    with CaptureQueriesContext(connection) as seen:
        actions.close_round(people[0], opened.pk, today=DAY + timedelta(days=30))
    said = [one["sql"] for one in seen.captured_queries]
    turn = next(place for place, sql in enumerate(said) if sql.startswith("SAVEPOINT"))
    assert [place < turn for place, sql in enumerate(said) if 'FROM "pulse_result"' in sql] == [True]


def test_a_second_sending_leaves_nothing_in_a_databases_log() -> None:
    """PostgreSQL logs each row that it refuses as double, with the person in it."""
    people = company(care=8)
    opened = ask(people[0])
    actions.answer(people[1], opened.pk, {"autonomy1": 4})
    with CaptureQueriesContext(connection) as seen, pytest.raises(refused.AnsweredAlready):
        actions.answer(people[1], opened.pk, {"autonomy1": 0})
    assert not [one["sql"] for one in seen.captured_queries if "INSERT" in one["sql"]]


def test_who_came_later_is_asked_next_time() -> None:
    people = company(care=8)
    opened = ask(people[0])
    (new,) = join("care", 1)
    with pytest.raises(refused.NotAsked):
        actions.answer(new, opened.pk, {"autonomy1": 4})


@pytest.mark.parametrize("answers", [{"autonomy1": 5}, {"autonomy1": -1}, {"salary": 1}, {"recommend": 11}])
def test_what_is_no_answer_is_refused(answers: dict[str, int]) -> None:
    people = company(care=8)
    with pytest.raises(Unreadable):
        actions.answer(people[1], ask(people[0]).pk, answers)
    assert not Mark.objects.exists()


def test_skipping_everything_leaves_no_mark() -> None:
    people = company(care=8)
    with pytest.raises(refused.NothingAnswered):
        actions.answer(people[1], ask(people[0]).pk, {})
    assert not Mark.objects.exists() and not Sheet.objects.exists()


def test_only_leads_open_and_close() -> None:
    people = company(care=8)
    with pytest.raises(NotAllowed):
        ask(people[1])
    opened = ask(people[0])
    with pytest.raises(NotAllowed):
        actions.close_round(people[1], opened.pk, today=DAY)


def test_one_round_at_a_time_a_week_apart_and_burnout_a_month_apart() -> None:
    people = company(care=8)
    opened = ask(people[0], work=True)
    with pytest.raises(refused.RoundGoing):
        ask(people[0])
    actions.close_round(people[0], opened.pk, today=DAY)
    with pytest.raises(refused.TooSoon, match="9 March"):
        ask(people[0], DAY + timedelta(days=6))
    with pytest.raises(refused.TooSoon, match="1 April"):
        ask(people[0], DAY + timedelta(days=29), client=True)
    assert ask(people[0], DAY + timedelta(days=30), client=True).client


def test_a_round_closes_by_itself_when_its_last_day_is_over_everywhere() -> None:
    """On Baker Island, at UTC−12, it is that day until noon of the next one in UTC."""
    people = company(care=8)
    opened = ask(people[0])
    noon = datetime(2026, 3, 17, 12, tzinfo=UTC)
    assert opened.until == noon.date() - timedelta(days=1)
    actions.close_due(now=noon - timedelta(seconds=1))
    assert queries.open_round() == opened
    for _ in range(2):
        actions.close_due(now=noon)
    assert queries.open_round() is None and queries.closed_rounds() == [opened]


def test_the_next_round_asks_whether_it_happened() -> None:
    people = company(care=11)
    first = asked(people[0], people, alike(2))
    deed = actions.write_deed(people[0], first.pk, "  A second  courier on Fridays ", today=DAY)
    gone = actions.write_deed(people[0], first.pk, "Cake", today=DAY)
    actions.take_back_deed(people[0], gone.pk)
    later = DAY + timedelta(days=30)
    second = asked(people[0], people, lambda one: {"deed1": 1, "deed2": 1}, later)
    told = queries.summary(second)
    assert [one.words for one in told.asked_of] == ["A second courier on Fridays"] == [deed.words]
    assert next(line.band for line in told.lines if line.measure.key == "deed1") == Band(50, 50)
    with pytest.raises(refused.NoDeed):
        actions.take_back_deed(people[0], deed.pk)
    with pytest.raises(refused.NoDeed):
        actions.write_deed(people[0], first.pk, "Too late", today=later)


def test_somebody_who_leaves_holds_the_result_back() -> None:
    people = company(care=14)
    asked(people[0], people, by_turns(2, 3))
    Agent.objects.filter(pk=people[-1].pk).update(is_active=False)
    second = asked(people[0], people[:-1], by_turns(2, 3), DAY + timedelta(days=30))
    assert {line.why for line in queries.summary(second).lines if line.measure.key == "autonomy"} == {Why.CHANGED}
    join("care", 4)
    everybody = Agent.objects.filter(is_active=True)
    third = asked(people[0], everybody, by_turns(2, 3), DAY + timedelta(days=60))
    assert queries.summary(third).lines[0].band is not None
    assert [band is None for band in queries.trend(["autonomy"]).bands["autonomy"]] == [False, True, False]


def test_years_at_the_craft_are_held_together() -> None:
    people = company(care=14)
    closed = asked(people[0], people, lambda one: {"experience": 6}, experience=True)
    assert queries.summary(closed).years == 80, "15 people with 5.5 years or more"
