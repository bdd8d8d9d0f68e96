"""Giving, taking back, and what is left: for one person, and for several at once."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection, connections

from extramile.base import clock
from extramile.customers.ladder.rungs import Rung
from extramile.customers.models import Line
from extramile.desk.access import NotThere
from extramile.desk.actions import Refused
from extramile.desk.actions.mile import forget, give, undo
from extramile.desk.actions.settings import Allowed, remove_rail, save_allowances, save_rail
from extramile.desk.events import Gave
from extramile.desk.mile.rails import Kind, Rule
from extramile.desk.models import Conversation, Entry, Gesture, GestureSum, GuardRail
from extramile.desk.queries.gestures import left, made_in
from extramile.people.access import NotAllowed
from extramile.people.models import Company
from extramile.wiring import kept
from tests.cast import Cast, conversation
from tests.desk.giving import WHY, allow, gave, wish

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(cast: Cast) -> Conversation:
    allow()
    return conversation(cast)


def follow(gesture: Gesture) -> None:
    kept()[Gave](Gave(gesture.pk))


def test_from_the_gesture_to_note_account_and_sums(cast: Cast, talk: Conversation) -> None:
    made = gave(cast.maya, talk)
    follow(made)
    note = Entry.objects.get(conversation=talk)
    assert (note.type, note.author, note.name) == ("note", "Maya Reyes", made.name)
    assert note.text == f"Went the extra mile: Upgrade, €18.00. {WHY}"
    line = Line.objects.get()
    assert (line.fact, line.about, line.conversation) == ("gesture", f"Upgrade, €18.00: {WHY}", talk.pk)
    assert line.by is None, "whose allowance it came from is not of the account"
    sums = {(one.team, one.n, one.amount, one.people) for one in GestureSum.objects.all()}
    assert sums == {(0, 1, 1800, 4), (cast.care.pk, 1, 1800, 1)}
    assert (left(cast.maya, talk.pk).talk, left(cast.maya, talk.pk).week) == (1200, 3200)
    assert (left(cast.sam, talk.pk).talk, left(cast.sam, talk.pk).week) == (1200, 5000)


def test_taken_back_nothing_is_left_but_the_two_notes(cast: Cast, talk: Conversation) -> None:
    made = gave(cast.maya, talk)
    follow(made)
    with pytest.raises(NotThere):
        undo(cast.sam, talk.pk, made.pk)
    assert undo(cast.maya, talk.pk, made.pk) and not undo(cast.maya, talk.pk, made.pk)
    follow(made)
    follow(made)
    assert left(cast.maya, talk.pk).week == 5000
    assert set(GestureSum.objects.values_list("n", "amount")) == {(0, 0)}
    assert [one.reverses_id is not None for one in Line.objects.order_by("pk")] == [False, True]
    texts = list(Entry.objects.order_by("seq").values_list("text", flat=True))
    assert len(texts) == 2 and texts[1] == "Took back: Upgrade, €18.00."


def test_the_account_is_right_in_whichever_order_it_hears(cast: Cast, talk: Conversation) -> None:
    made = gave(cast.maya, talk)
    undo(cast.maya, talk.pk, made.pk)
    follow(made)
    follow(made)
    assert Line.objects.count() == 2 and abs(sum(Line.objects.values_list("grown", flat=True))) < 1e-9


def test_what_is_sent_twice_is_given_once(cast: Cast, talk: Conversation) -> None:
    name = uuid.uuid4()
    assert give(cast.maya, talk.pk, wish(), name=name) == give(cast.maya, talk.pk, wish(), name=name)
    assert Gesture.objects.count() == Entry.objects.count() == 1
    with pytest.raises(Refused):
        give(cast.sam, talk.pk, wish(), name=name)
    with pytest.raises(Refused):
        give(cast.maya, conversation(cast).pk, wish(), name=name)


def test_an_allowance_ends(cast: Cast, talk: Conversation) -> None:
    gave(cast.maya, talk, 2500)
    with pytest.raises(Refused, match=r"left for this conversation.\nUp to €5\.00"):
        gave(cast.maya, talk, 501)
    with pytest.raises(Refused, match=r"left for this conversation"):
        gave(cast.sam, talk, 501)
    other = conversation(cast)
    with pytest.raises(Refused, match=r"left this week.\nUp to €25\.00"):
        gave(cast.maya, other, 2501)
    gave(cast.maya, other, 2500)
    gave(cast.maya, other, 0, kind=Kind.TIME)
    with pytest.raises(Refused, match=r"No allowance is set for your role"):
        gave(cast.jo, conversation(cast), 1)
    then = clock.now() + timedelta(days=7)
    with patch.object(clock, "now", lambda: then):
        assert left(cast.maya, other.pk).week == 5000


def test_another_currency_begins_anew(cast: Cast, talk: Conversation) -> None:
    gave(cast.maya, talk)
    Company.objects.update(currency="JPY")
    assert left(cast.maya, talk.pk).week == 5000
    assert made_in(cast.maya, talk.pk)[0].what == "Upgrade, €18.00"
    gave(cast.maya, talk, 300)
    assert set(GestureSum.objects.filter(team=0).values_list("currency", "amount")) == {("EUR", 1800), ("JPY", 300)}


def test_rails_say_no_and_what_is_possible_instead(cast: Cast, talk: Conversation) -> None:
    made = save_rail(cast.jo, Rule.MOST, kinds=["refund"], amount=1000, instead="Offer a repair.")
    with pytest.raises(Refused) as no:
        gave(cast.maya, talk, 1001, kind=Kind.REFUND)
    assert str(no.value) == "Our rule is “Refund: €10.00 at most”.\nOffer a repair."
    save_rail(cast.jo, Rule.ONLY, kinds=["gift"], rungs=[Rung.LOYAL], instead="A card.")
    with pytest.raises(Refused, match=r"only for customers whose rung is Loyal"):
        gave(cast.maya, talk, 1, kind=Kind.GIFT)
    save_rail(cast.jo, Rule.APART, days=30, inbox=cast.inbox.pk, instead="A kind word.")
    first = gave(cast.maya, talk, 1)
    again = conversation(cast)
    Conversation.objects.filter(pk=again.pk).update(customer=talk.customer)
    with pytest.raises(Refused, match=r"In Shop. Anything: once a customer in 30 days"):
        gave(cast.sam, again, 1)
    undo(cast.maya, talk.pk, first.pk)
    gave(cast.sam, again, 1)
    remove_rail(cast.jo, made.pk)
    assert GuardRail.objects.count() == 2


def test_rails_that_clash_are_refused_with_the_other_named(cast: Cast) -> None:
    cheap = save_rail(cast.jo, Rule.MOST, amount=2000, instead="x")
    with pytest.raises(
        Refused, match=r"clashes with “Anything: €20\.00 at most”. The wider of the two is the stricter"
    ):
        save_rail(cast.jo, Rule.MOST, kinds=["refund"], amount=5000, instead="y")
    save_rail(cast.jo, Rule.MOST, amount=6000, instead="x", rail=cheap.pk)
    save_rail(cast.jo, Rule.MOST, kinds=["refund"], amount=5000, instead="y")
    with pytest.raises(NotThere):
        save_rail(cast.jo, Rule.APART, days=3, instead="x", rail=cheap.pk + 99)


def test_leads_set_the_rules(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        save_allowances(cast.maya, {"agent": Allowed(1, 1)})
    with pytest.raises(NotAllowed):
        save_rail(cast.maya, Rule.APART, days=3, instead="x")
    save_allowances(cast.jo, {"agent": Allowed(100, 200), "lead": Allowed(0, 0)})
    assert left(cast.maya, 0).most == 100 and not left(cast.jo, 0).allowed


def test_who_may_not_see_a_conversation_gives_nothing_in_it(cast: Cast, talk: Conversation) -> None:
    gave(cast.maya, talk)
    cast.inbox.teams.add(cast.care)
    for act in (
        lambda: gave(cast.sam, talk),
        lambda: made_in(cast.sam, talk.pk),
    ):
        with pytest.raises(NotThere):
            act()
    [told] = made_in(cast.jo, talk.pk)
    assert (told.by, told.what, told.why, told.undoable) == ("Maya Reyes", "Upgrade, €18.00", WHY, False)
    assert made_in(cast.maya, talk.pk)[0].undoable


def test_after_a_quarter_of_an_hour_it_stays(cast: Cast, talk: Conversation) -> None:
    made = gave(cast.maya, talk)
    Gesture.objects.update(at=clock.now() - timedelta(minutes=16))
    with pytest.raises(Refused, match=r"too late"):
        undo(cast.maya, talk.pk, made.pk)
    assert not made_in(cast.maya, talk.pk)[0].undoable


def test_whose_allowance_it_was_is_forgotten(cast: Cast, talk: Conversation) -> None:
    gave(cast.maya, talk)
    forget()
    assert Gesture.objects.get().agent == cast.maya.pk
    Gesture.objects.update(week=clock.now().date() - timedelta(days=17))
    forget()
    assert Gesture.objects.get().agent is None


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """All of them at one moment, each on a connection of its own; what each returned, or was refused with."""
    gate = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        gate.wait(20)
        try:
            return act()
        except Refused as refused:
            return refused
        finally:
            connections.close_all()

    connection.close()
    with ThreadPoolExecutor(len(acts)) as threads:
        return [one.result(60) for one in [threads.submit(run, act) for act in acts]]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_several_tabs_cannot_overspend(cast: Cast) -> None:
    allow(talk=3000, week=5000)
    talks = [conversation(cast) for _ in range(6)]
    found = at_once(*(lambda talk=talk: gave(cast.maya, talk, 2000) for talk in talks))
    assert sum(isinstance(one, Gesture) for one in found) == 2
    assert left(cast.maya, talks[0].pk).week == 1000
    assert set(GestureSum.objects.values_list("n", "amount")) == {(2, 4000)}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_colleagues_cannot_please_one_customer_twice(cast: Cast) -> None:
    allow()
    save_rail(cast.jo, Rule.APART, days=30, instead="A kind word.")
    one, other = conversation(cast), conversation(cast)
    Conversation.objects.filter(pk=other.pk).update(customer=one.customer)
    acts = [lambda: gave(cast.maya, one, 100), lambda: gave(cast.sam, other, 100)]
    found = at_once(*acts)
    assert sorted(type(each).__name__ for each in found) == ["Gesture", "Refused"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_double_click_gives_once_and_undoes_once(cast: Cast) -> None:
    allow()
    talk, name = conversation(cast), uuid.uuid4()
    made = at_once(*[lambda: give(cast.maya, talk.pk, wish(), name=name)] * 4)
    assert len({one.pk for one in made}) == 1
    undone = at_once(*[lambda: undo(cast.maya, talk.pk, made[0].pk)] * 4)
    assert sorted(undone) == [False, False, False, True]
    assert set(GestureSum.objects.values_list("n", "amount")) == {(0, 0)}
    assert Entry.objects.filter(conversation=talk).count() == 2
