"""The week by hour: from kept sums, of teams that are no person, and of nobody."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from extramile.base import clock
from extramile.desk.models import Inbox, ReportHour, TeamSize
from extramile.desk.reports import week as weeks
from extramile.desk.reports.week import week
from extramile.people.models import Agent, Team
from tests.cast import Cast, conversation, signed_in
from tests.pulse.asked import join

MONDAY = date(2026, 3, 2)


def rows(*given: tuple[int, int, int, int]) -> list[tuple[date, int, int, int]]:
    """Eight weeks in which that happens every week: weekday, hour, how many began, how many were answered soon."""
    return [
        (MONDAY + timedelta(days=7 * n + day), hour, came, soon)
        for n in range(weeks.WEEKS)
        for day, hour, came, soon in given
    ]


def test_a_usual_week_is_what_comes_by_hour_and_what_of_it_waits() -> None:
    found = week(rows((0, 9, 8, 4), (0, 10, 4, 4), (2, 14, 6, 4), (5, 20, 2, 2)))
    assert {place: (one.came, one.late, one.level) for place, one in found.hours.items()} == {
        (0, 9): (8, 4, 4), (0, 10): (4, 0, 2), (2, 14): (6, 2, 3), (5, 20): (2, 0, 1),
    }  # fmt: skip
    assert [(one.weekday, one.hour) for one in found.hardest] == [(0, 9), (2, 14)]
    assert found.span == range(9, 21)
    # Twenty come; ten of them in two hours. Of fourteen answered soon, two were on a Saturday evening.
    assert (found.half, found.outside) == (2, 15)


def test_of_nothing_there_is_nothing_and_of_little_no_share() -> None:
    empty = week([])
    assert (empty.hours, empty.hardest, empty.half, empty.outside, list(empty.span)) == ({}, [], 0, None, [])
    assert week([(MONDAY, 3, 4, 4)]).outside is None
    assert week(rows((6, 3, 3, 3))).outside == 100


@pytest.mark.parametrize(("day", "hour", "outside"), [(4, 17, 0), (4, 18, 100), (0, 8, 0), (0, 7, 100), (5, 12, 100)])
def test_where_the_day_ends(day: int, hour: int, outside: int) -> None:
    assert week(rows((day, hour, 5, 5))).outside == outside


def keep(inbox: Inbox, weekday: int, hour: int, *, came: int, soon: int) -> None:
    """The same in each of the last eight whole weeks."""
    monday = weeks.monday_before(clock.now().date())
    for n in range(1, weeks.WEEKS + 1):
        day = monday + timedelta(days=weekday - 7 * n)
        ReportHour.objects.create(
            day=day, hour=hour, inbox=inbox.pk, channel="website", began=came, first_3=soon, first_12=came - soon
        )


def page(browser: Client, address: str = "/lead/load") -> str:
    text = re.sub(r"<(script|style|svg).*?</\1>|<[^>]+>", " ", browser.get(address).content.decode(), flags=re.S)
    return " ".join(text.split())


@pytest.mark.django_db
def test_everybodys_week_and_that_of_a_team_of_five(cast: Cast) -> None:
    join("Care", 7)
    join("Workshop", 6)
    care, workshop = Team.objects.get(name="Care"), Team.objects.get(name="Workshop")
    repairs = Inbox.objects.create(name="Repairs")
    repairs.teams.add(workshop)
    cast.inbox.teams.add(care)
    keep(cast.inbox, 0, 9, came=6, soon=3)
    keep(repairs, 1, 15, came=2, soon=2)
    conversation(cast)
    conversation(cast, assignee=cast.maya)
    browser = signed_in(cast.jo)
    told = page(browser)
    assert "Monday, 9 to 10 3 of 6 wait" in told and "about 2 come" in told
    assert "Now: 1 with nobody yet, 1 in hand" in told
    told = page(browser, f"/lead/load?team={workshop.pk}")
    assert "about 2 come" in told and "3 of 6" not in told and "No hour of the week" in told
    # Nobody's name is on it but that of who looks.
    names = Agent.objects.exclude(pk=cast.jo.pk).values_list("name", flat=True)
    whole = browser.get("/lead/load").content.decode() + browser.get("/lead/").content.decode()
    assert [name for name in names if name in whole] == [] and "Jo Lind" in whole
    part = browser.get("/lead/load", headers={"X-Part": "1"}).content.decode()
    assert part.startswith("<section") and "<html" not in part
    assert 'data-from="/lead/load"' in browser.get("/lead/").content.decode()


@pytest.mark.django_db
def test_a_small_team_is_not_shown_by_itself_and_what_it_would_leave_neither(cast: Cast) -> None:
    join("Care", 7)
    join("Workshop", 3)
    for name in ("Care", "Workshop"):
        inbox = Inbox.objects.create(name=name)
        inbox.teams.add(Team.objects.get(name=name))
        keep(inbox, 0, 9, came=6, soon=3)
    browser = signed_in(cast.jo)
    small = Team.objects.get(name="Workshop")
    told = page(browser, f"/lead/load?team={small.pk}")
    assert "Of that team nothing is shown by itself" in told and "Teams of fewer than five" in told
    shown = browser.get("/lead/load").content.decode()
    assert "?team=" not in shown, "beside Care only the three of Workshop would be left"
    join("Workshop", 3)
    assert f"?team={small.pk}" in browser.get("/lead/load").content.decode()
    TeamSize.objects.create(day=clock.now().date() - timedelta(days=14), team=small.pk, people=4)
    assert "?team=" not in browser.get("/lead/load").content.decode(), "it had four, two weeks ago"


@pytest.mark.django_db
def test_a_team_to_which_nothing_comes_is_no_cover_for_a_small_one(cast: Cast) -> None:
    for name, size in (("Care", 7), ("Idle", 6), ("Workshop", 2)):
        join(name, size)
        Inbox.objects.create(name=name).teams.add(Team.objects.get(name=name))
    for name in ("Care", "Workshop"):
        keep(Inbox.objects.get(name=name), 0, 9, came=6, soon=3)
    assert "?team=" not in signed_in(cast.jo).get("/lead/load").content.decode()


@pytest.mark.django_db
def test_a_company_of_four_is_told_what_comes_and_nothing_that_one_of_them_did(cast: Cast) -> None:
    assert Agent.objects.filter(is_active=True).count() == 4
    keep(cast.inbox, 0, 9, came=6, soon=3)
    told = page(signed_in(cast.jo))
    assert "about 6 come" in told and "it would tell of one" in told
    assert (
        "hard"
        not in signed_in(cast.jo).get("/lead/load").content.decode().partition("<tbody>")[2].partition("</table>")[0]
    )
    for hidden in ("an hour.", "of 6", "evening", "Monday, 9 to 10"):
        assert hidden not in told


@pytest.mark.django_db
def test_it_asks_twelve_times_at_most_whatever_was_kept(cast: Cast) -> None:
    join("Care", 7)
    browser = signed_in(cast.jo)
    assert "Nothing has been counted" in page(browser)
    for hour in range(24):
        keep(cast.inbox, hour % 7, hour, came=5, soon=3)
    with CaptureQueriesContext(connection) as asked:
        browser.get("/lead/load")
    assert len(asked) <= 12, [one["sql"][:90] for one in asked]
