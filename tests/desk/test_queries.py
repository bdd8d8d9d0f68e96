"""Reads of the desk that pages do not show by themselves."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest

from extramile.base import clock
from extramile.customers.models import Customer
from extramile.desk.access import inboxes_of
from extramile.desk.models import Conversation, Inbox, SavedReply
from extramile.desk.queries import holders, saved_replies, search, talk
from extramile.desk.queries.sight import sight
from extramile.desk.queries.tallies import tallies_for
from extramile.people.models import Team
from tests import cast as northfold
from tests.cast import Cast

pytestmark = pytest.mark.postgres


def test_an_agents_sight_is_their_inboxes_with_the_counts_and_nobody_elses(cast: Cast) -> None:
    theirs, others = Team.objects.create(name="Theirs"), Team.objects.create(name="Others")
    theirs.members.add(cast.maya)
    for name, teams in (("empty", []), ("theirs", [theirs, others]), ("closed", [others])):
        Inbox.objects.create(name=name).teams.set(teams)
    northfold.conversation(cast, assignee=cast.maya)
    northfold.conversation(cast, assignee=cast.sam, team=cast.care)
    for agent in (cast.maya, cast.sam, cast.jo):
        seen = sight(agent)
        assert seen.inboxes == inboxes_of(agent)
        assert seen.tallies == tallies_for(agent.pk, seen.inboxes)
    assert len(sight(cast.jo).inboxes) == Inbox.objects.count() == len(sight(cast.maya).inboxes) + 1


def test_waiting_are_open_conversations_of_ones_own(cast: Cast) -> None:
    since = clock.now() - timedelta(minutes=4)
    mine = northfold.conversation(cast, assignee=cast.maya, waiting_since=since)
    northfold.conversation(cast, assignee=cast.sam, waiting_since=since)
    northfold.conversation(cast, assignee=cast.maya)
    assert sight(cast.maya).waiting == [mine.pk]
    cast.inbox.teams.add(Team.objects.create(name="Others"))
    assert sight(cast.maya).waiting == []


def test_earlier_conversations_leave_out_inboxes_of_others(cast: Cast) -> None:
    now = northfold.conversation(cast)
    northfold.said(now, "now")
    before = northfold.conversation(cast)
    northfold.said(before, "before")
    Conversation.objects.filter(pk=before.pk).update(customer=now.customer)
    assert [one.conversation for one in talk.earlier(now, {cast.inbox.pk})] == [before.pk]
    assert talk.earlier(now, set()) == []


def test_holders_are_agents_then_teams_own_first(cast: Cast) -> None:
    found = [(one.kind, one.name, one.own) for one in holders.holders(cast.maya)]
    assert found[0] == ("agent", "Maya Reyes", True)
    assert found[-1] == ("team", "Care", True)
    cast.sam.is_active = False
    cast.sam.save()
    assert "Sam Okafor" not in [one.name for one in holders.holders(cast.maya)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Tomás Ortega", "Hi Tomás (Tomás Ortega), Maya of Northfold. {order}"),
        ("{agent} {company}", "Hi {agent} ({agent} {company}), Maya of Northfold. {order}"),
        ("", "Hi there (there), Maya of Northfold. {order}"),
    ],
)
def test_variables_are_filled_once(cast: Cast, name: str, expected: str) -> None:
    SavedReply.objects.create(
        shortcut="hi", title="A start", text="Hi {customer.first} ({customer}), {agent.first} of {company}. {order}"
    )
    customer = Customer(name=name)
    [reply] = saved_replies.replies("h", customer=customer, agent=cast.maya, company="Northfold")
    assert reply.text == expected
    assert not saved_replies.replies("nothing", customer=customer, agent=cast.maya, company="Northfold")


def test_replies_that_begin_with_the_letters_come_first(cast: Cast) -> None:
    for shortcut, title in (("bye", "After a refund"), ("refund", "Money back")):
        SavedReply.objects.create(shortcut=shortcut, title=title, text="x")
    found = saved_replies.replies("ref", customer=Customer(), agent=cast.maya, company="Northfold")
    assert [reply.shortcut for reply in found] == ["refund", "bye"]


def test_a_search_without_words_or_inboxes_finds_nothing(cast: Cast) -> None:
    assert search.found(search.asked("?!", UTC), cast.maya) == search.Found()
    cast.inbox.teams.add(Team.objects.create(name="Others"))
    assert search.found(search.asked("tent", UTC), cast.maya) == search.Found()
