"""The reports' page and files: what they say, and whom they never tell apart."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from extramile.base import clock
from extramile.desk.actions.reports import sums
from extramile.desk.models import Inbox, TeamSize
from extramile.desk.queries import reports
from extramile.desk.queries.parts import parts
from extramile.desk.queries.reports import NONE, OTHERS, Only, Span
from extramile.people.models import Agent, Team
from tests.cast import Cast

pytestmark = pytest.mark.django_db
TODAY = clock.now().date()
SPAN = Span(TODAY - timedelta(days=29), TODAY)


def people(n: int, name: str) -> list[Agent]:
    return [Agent.objects.create_user(email=f"{name}{i}@northfold.example", name=f"{name} {i}") for i in range(n)]


def team(name: str, size: int) -> Team:
    made = Team.objects.create(name=name)
    made.members.set(people(size, name))
    return made


def day(inbox: Inbox, back: int = 1, **counts: Any) -> None:
    channel, team = counts.pop("channel", "website"), counts.pop("team", NONE)
    sums.add({(TODAY - timedelta(days=back), inbox.pk, channel, team): Counter(counts)}, {})


def rows(browser: Client, address: str) -> list[dict[str, str]]:
    answer = browser.get(address)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_a_report_adds_up_and_holds_itself_against_as_many_days_before(cast: Cast, as_lead: Client) -> None:
    day(cast.inbox, 1, began=10, first_4=6, first_9=4, done_5=8, solved=6, star_5=4, star_1=2, again=1)
    day(cast.inbox, 3, began=2, channel="email", first_4=2)
    day(cast.inbox, 31, began=70)
    page = as_lead.get("/lead/reports?by=channel").content.decode()
    assert "before: 70" in page and "75%" in page and "from 6 ratings" in page and "3.7" in page
    told = rows(as_lead, "/lead/reports/parts.csv?by=channel")
    assert [(one["channel"], one["conversations"], one["stars"]) for one in told] == [
        ("Website", "10", "3.67"), ("Email", "2", ""),
    ]  # fmt: skip
    assert told[0]["first_answer_median_s"] == "220" and told[1]["first_answer_median_s"] == ""
    days = rows(as_lead, "/lead/reports/days.csv?days=7")
    assert [(one["day"], one["conversations"]) for one in days] == [
        ((TODAY - timedelta(days=3)).isoformat(), "2"), ((TODAY - timedelta(days=1)).isoformat(), "10"),
    ]  # fmt: skip


def test_hours_are_of_the_whole_company_and_not_of_a_team(cast: Cast, as_lead: Client) -> None:
    sums.add({}, {(TODAY, 9, cast.inbox.pk, "website"): Counter(began=7, first_2=7)})
    day(cast.inbox, began=7, team=team("Shop", 6).pk)
    told = {one["hour"]: one["conversations"] for one in rows(as_lead, "/lead/reports/parts.csv?by=hour")}
    assert told["09:00"] == "7" and len(told) == 24
    chosen = as_lead.get("/lead/reports", {"by": "hour", "team": str(Team.objects.get(name="Shop").pk)})
    assert chosen.status_code == 422 and "09:00" not in chosen.content.decode()


def test_a_team_of_few_is_part_of_others_and_so_is_one_beside_which_few_are_left(cast: Cast) -> None:
    big, larger, one_person = team("Big", 5), team("Larger", 6), team("Alone", 1)
    for each in (big, larger, one_person):
        day(cast.inbox, began=10, team=each.pk)
    shown = parts(SPAN)
    assert set(shown.teams) == {larger.pk} and "team" in shown.hidden
    found = reports.report(SPAN, by="team", only=Only(), shown=shown)
    assert {part: figures.began for part, figures in found.parts.items()} == {larger.pk: 10, OTHERS: 20}
    # Of five at least by now, but not on each of the days.
    one_person.members.set(people(5, "New"))
    assert len(parts(SPAN).teams) == 3
    TeamSize.objects.create(day=TODAY - timedelta(days=20), team=one_person.pk, people=1)
    assert set(parts(SPAN).teams) == {larger.pk}


def test_where_no_team_is_told_apart_they_are_not_told_together_either(cast: Cast, as_lead: Client) -> None:
    day(cast.inbox, began=30, team=cast.care.pk)
    day(cast.inbox, began=4, team=NONE)
    assert [one["team"] for one in rows(as_lead, "/lead/reports/parts.csv?by=team")] == ["All together"]
    same = as_lead.get("/lead/reports", {"team": str(cast.care.pk)})
    assert same.status_code == 422 and "34" in same.content.decode()


def test_an_inbox_that_few_answer_cannot_be_chosen_either(cast: Cast, as_lead: Client) -> None:
    people(6, "Many")
    own = Inbox.objects.create(name="Repairs")
    own.teams.add(cast.care)
    day(cast.inbox, began=30)
    day(own, 2, began=11)
    assert [one["inbox"] for one in rows(as_lead, "/lead/reports/parts.csv?by=inbox")] == ["All together"]
    assert rows(as_lead, f"/lead/reports/parts.csv?by=inbox&inbox={own.pk}")[0]["conversations"] == "41"
    cast.care.members.set(Agent.objects.filter(name__startswith="Many"))
    assert [one["inbox"] for one in rows(as_lead, "/lead/reports/parts.csv?by=inbox")] == ["Repairs", "Shop"]


def test_a_part_of_a_part_does_not_tell_a_small_team_apart(cast: Cast, as_lead: Client) -> None:
    """Pooled with others in all of the desk, it is alone in the one inbox or channel in which it works."""
    larger, pair, three = team("Larger", 9), team("Pair", 2), team("Three", 3)
    other = Inbox.objects.create(name="Repairs")
    day(cast.inbox, began=40, team=larger.pk)
    day(cast.inbox, began=11, team=pair.pk, channel="email")
    day(other, began=5, team=three.pk)
    day(other, began=6, team=larger.pk, channel="email")
    told = rows(as_lead, "/lead/reports/parts.csv?by=team")
    assert [(one["team"], one["conversations"]) for one in told] == [("Larger", "46"), ("Other teams", "16")]
    for asked, whole in (
        ({"by": "team", "inbox": cast.inbox.pk}, "51"), ({"by": "team", "channel": "email"}, "17"),
        ({"team": larger.pk, "by": "inbox"}, "46"), ({"team": larger.pk, "by": "channel"}, "46"),
        ({"team": larger.pk, "inbox": cast.inbox.pk, "by": "team"}, "51"),
        ({"team": larger.pk, "channel": "email", "by": "team"}, "17"),
    ):  # fmt: skip
        assert as_lead.get("/lead/reports", asked).status_code == 422
        told = rows(as_lead, f"/lead/reports/parts.csv?{urlencode(asked)}")
        assert [one["conversations"] for one in told] == [whole], asked
    # What was not asked for is left out without a word, and where nothing is told apart nothing is crossed.
    assert as_lead.get("/lead/reports", {"team": larger.pk}).status_code == 200
    larger.members.clear()
    assert as_lead.get("/lead/reports", {"channel": "email", "by": "team"}).status_code == 200


def test_an_inbox_without_anything_is_no_cover_for_one_that_few_answer(cast: Cast) -> None:
    people(8, "Many")
    repairs = Inbox.objects.create(name="Repairs")
    repairs.teams.add(team("Pair", 2))
    for name in ("Unused", "Unused too"):
        Inbox.objects.create(name=name)
    day(cast.inbox, began=30)
    day(repairs, began=11)
    found = reports.report(SPAN, by="inbox", only=Only(), shown=parts(SPAN))
    assert {part: figures.began for part, figures in found.parts.items()} == {OTHERS: 41}


def test_a_channel_that_few_answer_is_not_told_apart(cast: Cast, as_lead: Client) -> None:
    people(8, "Many")
    letters = Inbox.objects.create(name="Letters")
    letters.teams.add(team("Pair", 2))
    day(cast.inbox, began=30)
    day(letters, began=11, channel="email")
    assert [one["conversations"] for one in rows(as_lead, "/lead/reports/parts.csv?by=channel")] == ["41"]
    assert as_lead.get("/lead/reports", {"channel": "email"}).status_code == 422
    letters.teams.clear()
    assert len(rows(as_lead, "/lead/reports/parts.csv?by=channel")) == 2


@pytest.mark.parametrize(
    "asked",
    [
        {"days": "own"}, {"days": "own", "since": "2026-02-30", "until": "x"},
        {"days": "own", "since": "9999-01-01", "until": "9999-01-02"},
        {"days": "own", "since": "0001-01-01", "until": "0001-01-03"}, {"days": "-5"}, {"by": "agent"}, {"by": "id"},
        {"days": "own", "since": "1990-01-01", "until": "2026-01-01"}, {"inbox": "99999999999999999999"},
        {"team": "' OR 1"}, {"channel": "fax"}, {"days": "²"},
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_said_and_nothing_breaks(cast: Cast, as_lead: Client, asked: dict[str, str]) -> None:
    day(cast.inbox, began=3)
    answer = as_lead.get("/lead/reports", asked)
    assert answer.status_code == 422 and "Reports of the desk" in answer.content.decode()
    assert rows(as_lead, "/lead/reports/parts.csv?by=agent")[0].keys() >= {"inbox", "conversations"}


def test_an_empty_desk_says_what_to_do_and_agents_are_not_let_in(as_lead: Client, as_agent: Client) -> None:
    assert "Nothing happened at the desk" in as_lead.get("/lead/reports").content.decode()
    for address in ("/lead/reports", "/lead/reports/parts.csv", "/lead/reports/days.csv"):
        assert as_agent.get(address).status_code == 403


def test_a_span_and_the_one_before_lie_side_by_side() -> None:
    span = Span(date(2026, 3, 1), date(2026, 3, 31))
    assert (span.days, span.before) == (31, Span(date(2026, 1, 29), date(2026, 2, 28)))
