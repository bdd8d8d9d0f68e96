"""The budget by week and team, in which nobody can be singled out, and what made gestures necessary."""

from __future__ import annotations

import ast
import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from extramile.desk.access import inboxes_of
from extramile.desk.actions.mile import undo
from extramile.desk.mile.rails import Kind, Reason
from extramile.desk.models import Gesture, GestureSum, Inbox
from extramile.desk.queries import gesture_sums
from extramile.desk.queries.gesture_sums import FEWEST, budget, lessons
from extramile.desk.queries.gestures import week_of
from extramile.people.models import Agent, Team
from tests.cast import Cast, conversation
from tests.desk.giving import allow, gave

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
MONDAY = TODAY - timedelta(days=2)


def team(name: str, people: int) -> list[Agent]:
    """A team of so many new people."""
    made = Team.objects.create(name=name)
    members = [Agent.objects.create(email=f"{name}{n}@northfold.example", name=f"{name} {n}") for n in range(people)]
    made.members.set(members)
    return members


def summed(team: int, n: int, people: int, *, week: date = MONDAY, amount: int = 100) -> None:
    GestureSum.objects.create(
        week=week, team=team, kind="gift", currency="EUR", n=n, amount=n * amount, people=people
    )  # fmt: skip


def test_a_large_team_is_told_apart_and_a_small_one_is_not(cast: Cast) -> None:
    allow()
    large, rest = team("Large", 6), team("Rest", 5)
    for giver in (cast.maya, large[0], large[1], rest[0]):
        gave(giver, conversation(cast), 1000)
    gave(cast.maya, conversation(cast), 500, kind=Kind.GIFT)
    [week] = budget(week_of(Gesture.objects.first().at))  # type: ignore[union-attr]
    assert (week.whole.n, week.whole.amounts) == (5, {"EUR": 4500})
    assert {kind: spent.n for kind, spent in week.kinds.items()} == {Kind.UPGRADE: 4, Kind.GIFT: 1}
    # Maya's team has one person. With both others told apart, four people would be left, and she among them.
    assert {name: spent.amounts for name, spent in week.teams.items()} == {"Large": {"EUR": 2000}}
    assert week.hidden


def test_who_is_in_two_teams_counts_once(cast: Cast) -> None:
    allow()
    giver = team("Alps", 5)[0]
    Team.objects.create(name="Zermatt").members.set(Agent.objects.all())
    gave(giver, conversation(cast), 100)
    gave(cast.sam, conversation(cast), 100)
    assert sorted(GestureSum.objects.exclude(team=0).values_list("n", "people")) == [(1, 3), (1, 5)]


def test_a_team_that_was_small_stays_hidden_when_it_grows(cast: Cast) -> None:
    allow()
    members = team("Small", 4)
    team("Others", 9)
    gave(members[0], conversation(cast), 100)
    Team.objects.get(name="Small").members.add(*Agent.objects.filter(name__startswith="Others"))
    gave(members[0], conversation(cast), 100)
    gave(members[0], conversation(cast), 100, kind=Kind.GIFT)
    [week] = budget(week_of(Gesture.objects.first().at))  # type: ignore[union-attr]
    assert week.teams == {} and week.hidden


def test_no_organisation_singles_anybody_out() -> None:
    """Whatever teams there are: of those whose sums can be told from what is shown, there are FEWEST at least."""
    draw = random.Random(11)
    for turn in range(300):
        GestureSum.objects.all().delete()
        sizes = {n: draw.randint(1, 12) for n in range(1, draw.randint(2, 8))}
        without = draw.choice([0, 0, 1, 3, 7])
        gifts = {n: draw.randint(0, 4) for n in sizes}
        beside = draw.randint(0, 3) if without else 0
        names = {n: f"team {n}" for n in sizes}
        whole = sum(gifts.values()) + beside
        if not whole:
            continue
        sums = [(0, whole, sum(sizes.values()) + without), *((n, gifts[n], sizes[n]) for n in sizes if gifts[n])]
        rows = [
            GestureSum(week=MONDAY, kind="gift", currency="EUR", team=team, n=n, people=people)
            for team, n, people in sums
        ]
        week = gesture_sums._week(MONDAY, rows, names)
        shown = {int(name.split()[1]) for name in week.teams}
        left = sum(sizes.values()) + without - sum(sizes[n] for n in shown)
        assert all(sizes[n] >= FEWEST for n in shown) and (left >= FEWEST or left == 0 or not shown), turn


def test_weeks_come_newest_first_and_end(cast: Cast) -> None:
    for weeks in (0, 1, 7, 8):
        summed(0, 1, 5, week=MONDAY - timedelta(weeks=weeks))
    assert [week.begins for week in budget(TODAY)] == [MONDAY - timedelta(weeks=weeks) for weeks in (0, 1, 7)]
    summed(cast.care.pk, 1, 9, week=MONDAY)
    cast.care.delete()
    assert budget(TODAY)[0].teams == {}


def test_lessons_gather_by_reason_and_lines_only_from_where_one_may_look(cast: Cast) -> None:
    allow(talk=9000, week=90_000)
    talk, hidden = conversation(cast), conversation(cast)
    hidden.inbox = Inbox.objects.create(name="Repairs")
    hidden.inbox.teams.add(cast.care)
    hidden.save()
    for words in ("The courier lost it", "Again the courier"):
        gave(cast.maya, talk, 1000, lesson=words)
    gave(cast.maya, hidden, 500, reason=Reason.SYSTEM, lesson="In confidence")
    undo(cast.maya, talk.pk, gave(cast.maya, talk, 700, lesson="Taken back").pk)
    today = week_of(Gesture.objects.first().at)  # type: ignore[union-attr]
    late, system = lessons(today, inboxes_of(cast.maya))
    assert (late.reason, late.spent.n, late.spent.amounts) == (Reason.LATE, 2, {"EUR": 2000})
    assert [line.words for line in late.lines] == ["Again the courier", "The courier lost it"]
    assert [line.words for line in system.lines] == ["In confidence"]
    assert lessons(today, inboxes_of(cast.sam))[1].lines == []
    assert lessons(today + timedelta(weeks=15), inboxes_of(cast.maya)) == []


def test_what_is_read_for_the_budget_knows_of_no_person() -> None:
    """No column of the sums, and no name in the module that reads them, is of an agent."""
    assert {field.name for field in GestureSum._meta.get_fields()} == {
        "id", "week", "team", "kind", "currency", "n", "amount", "people"
    }  # fmt: skip
    tree = ast.parse(Path(gesture_sums.__file__).read_text())
    named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    named |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    named |= {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert not {"agent", "Agent", "author", "by", "members"} & named
