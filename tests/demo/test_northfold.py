"""The demo company."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from extramile.base import clock
from extramile.base.config import WrongSetting
from extramile.customers.ladder.learning import FEWEST, FEWEST_AGAIN
from extramile.customers.ladder.signs import Sign
from extramile.customers.models import Customer, Purchase, RungCount, Standing
from extramile.customers.queries.moves import moved
from extramile.demo import northfold, stories
from extramile.desk.models import Conversation, Entry, Inbox, Rating, SavedReply, Tag, Tally
from extramile.growth.journey import queries as journey
from extramile.people.actions import sealing
from extramile.people.models import Agent, Company, Team
from extramile.people.seal import Seal, Shelf
from extramile.pulse import queries


@pytest.fixture(scope="module")
def once(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The company, told once for all of the module; what a test changes is undone after it."""
    folder = tmp_path_factory.mktemp("told")
    with django_db_blocker.unblock(), transaction.atomic():
        assert northfold.fill(folder)
        with django_db_blocker.block():
            yield folder
        transaction.set_rollback(True)


@pytest.fixture
def told(once: Path, db: None) -> Path:
    return once


def test_everybody_can_sign_in_with_the_password_that_is_printed(told: Path) -> None:
    for person in northfold.people():
        agent = Agent.objects.get(email=person.email)
        assert agent.check_password(northfold.PASSWORD)
        assert (agent.name, agent.role) == (person.name, person.role)


def test_there_is_something_to_see_in_every_list(told: Path) -> None:
    maya = Agent.objects.get(name="Maya Reyes")
    assert Conversation.objects.filter(assignee=maya, status="open").count() >= 4
    assert Conversation.objects.filter(assignee=None, team=None, status="open").count() >= 2
    assert Conversation.objects.filter(status="snoozed").count() >= 3
    assert Conversation.objects.count() >= 40 and Customer.objects.count() >= 25
    assert Tag.objects.count() >= 5 and SavedReply.objects.count() >= 5 and Team.objects.count() == 2


def test_the_ladder_has_somebody_on_every_rung_and_enough_to_learn_from(told: Path) -> None:
    assert {one.rung for one in RungCount.objects.filter(n__gt=0)} == set(range(1, 7))
    assert Standing.objects.count() >= FEWEST and Standing.objects.filter(repeats__gt=0).count() >= FEWEST_AGAIN
    assert set(Standing.objects.values_list("sign", flat=True)) == {sign.value for sign in Sign}
    assert not Purchase.objects.filter(day__gt=clock.now().date()).exists()
    assert moved(clock.now().date()).lately.down


def test_nothing_happened_in_the_future_or_out_of_order(told: Path) -> None:
    for conversation in Conversation.objects.prefetch_related("entries"):
        times = [entry.at for entry in conversation.entries.order_by("seq")]
        assert times == sorted(times) and times[-1] <= clock.now(), conversation.last_text
        assert conversation.opened_at <= times[0]


def test_counts_and_places_are_without_gaps(told: Path) -> None:
    for conversation in Conversation.objects.prefetch_related("entries"):
        entries = list(conversation.entries.order_by("seq"))
        assert [entry.seq for entry in entries] == list(range(1, conversation.seq + 1))
        assert [entry.said for entry in entries if entry.said] == list(range(1, conversation.said + 1))
    for inbox in Inbox.objects.all():
        for status in ("open", "snoozed", "resolved"):
            kept = Tally.objects.filter(inbox=inbox, scope="any", status=status).first()
            assert (kept.n if kept else 0) == inbox.conversations.filter(status=status).count()


def test_earlier_conversations_were_rated(told: Path) -> None:
    ridge = Conversation.objects.get(entries__text__contains="arms in")
    assert list(ridge.ratings.values_list("stars", flat=True)) == [5]
    assert Rating.objects.count() >= 6 and Rating.objects.filter(stars__lte=2).exists()


def test_whoever_waits_has_waited_since_their_first_unanswered_line(told: Path) -> None:
    tomas = Conversation.objects.get(last_text__contains="save my weekend")
    assert tomas.waiting_since == Entry.objects.get(text__contains="save my weekend").at


def test_maya_has_a_journey_behind_her_and_a_goal_before_her(told: Path) -> None:
    key = sealing.ready(Agent.objects.get(name="Maya Reyes"), northfold.PASSWORD)
    assert key
    seal = Seal(key)
    goal = journey.goals(seal, whole=True).going[0]
    assert goal.has_plan and goal.check_ins and goal.milestones[0].reached
    assert goal.title in {one.goal for one in journey.kept(seal, Shelf.WINS)}
    steers = journey.compass(seal)
    assert all((steers.values, steers.skills, steers.meaning, steers.since, steers.weekly, steers.role))


def test_a_second_start_adds_nothing(told: Path) -> None:
    before = Entry.objects.count()
    assert not northfold.fill(told)
    assert Entry.objects.count() == before


def test_another_company_is_left_alone(db: None, tmp_path: Path) -> None:
    # The module's own may be there by now.
    Company.objects.all().delete()
    Company.objects.create(name="Elsewhere")
    with pytest.raises(WrongSetting, match="--data"):
        northfold.fill(tmp_path)
    assert Company.objects.get().name == "Elsewhere"


def test_every_line_names_somebody_who_is_there() -> None:
    names = {person.name.split()[0] for person in northfold.people()}
    for story in stories.stories():
        for _, who, _ in story["lines"]:
            assert who in ("customer", "customer:rated") or who.split(":")[0] in names, who


def test_a_season_of_rounds_shows_the_company_and_hides_who_is_too_few(told: Path) -> None:
    rounds = queries.closed_rounds()
    care, workshop = (Team.objects.get(name=name).pk for name in ("Care", "Workshop"))
    newest, then = rounds[0], rounds[1]
    assert [line.measure.key for line in queries.summary(newest).lines if line.band is None] == []
    assert queries.summary(newest, care).shows and not queries.summary(newest, workshop).shows
    burnout = {place: queries.summary(then, place).lines[-1].band for place in (None, care)}
    assert burnout[None] and not burnout[care], "ten answers and more, and fewer"
    assert not Agent.objects.filter(email__contains=".season@").exists()
