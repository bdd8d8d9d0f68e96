"""Stories: told once, without whose they are, with a customer's words only for as long as they may be shared."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from extramile.base import clock
from extramile.base.ids import uuid7
from extramile.culture import access
from extramile.culture.actions import choosing, stories, talk
from extramile.culture.actions.stories import Telling
from extramile.culture.models import Chosen, Comment, Story, Thread, Vote
from extramile.culture.queries import stories as queries
from extramile.culture.queries.own_talks import helpers_in, known_of, lately
from extramile.culture.queries.talk import calls
from extramile.culture.weeks import week_at
from extramile.customers.actions import acts
from extramile.customers.models import Act
from extramile.customers.models.act import Kind
from extramile.desk.models import Conversation
from extramile.people.models import Agent
from tests.cast import Cast, conversation, said

TODAY = date(2026, 11, 25)
pytestmark = pytest.mark.django_db


@pytest.fixture
def talked(cast: Cast) -> Conversation:
    """Maya's conversation with Tomás, in which Sam left a note."""
    made = conversation(cast, assignee=cast.maya)
    made.customer.email = "tomas@ortega.example"
    made.customer.save()
    said(made, "My tent has a torn seam and we leave on Saturday morning at six, Tomás")
    said(made, "Try the night courier", agent=cast.sam, note=True)
    said(made, "It is on its way", agent=cast.maya)
    return made


def told(actor: Agent, held: Conversation | None = None, **given: Any) -> Story:
    telling = Telling(**{"title": "A tent by night train", "words": "Tomás needed a tent. I sent one.", **given})
    return stories.tell(actor, telling, conversation=held.pk if held else None, name=uuid7(), day=TODAY)


def test_a_story_is_told_without_whose_it_is(cast: Cast, talked: Conversation) -> None:
    words = "Tomas Ortega wrote from tomas@ortega.example about NF-20418."
    made = told(cast.maya, talked, title="A tent for Tomás", words=words)
    assert made.title == "A tent for the customer"
    assert made.words == "the customer wrote from [mail address] about [number]."
    assert "ortega" not in made.found_by


def test_a_second_click_tells_it_once(cast: Cast) -> None:
    name, telling = uuid7(), Telling("A tent", "I sent one.")
    twice = [stories.tell(cast.maya, telling, conversation=None, name=name, day=TODAY) for _ in range(2)]
    assert twice[0] == twice[1] and Story.objects.count() == 1


def test_only_ones_own_conversation_becomes_a_story(cast: Cast, talked: Conversation) -> None:
    assert told(cast.sam, talked).conversation == talked, "who left a note in it was part of it"
    with pytest.raises(access.NotThere):
        told(cast.jo, talked)
    cast.inbox.teams.add(cast.care)
    with pytest.raises(access.NotThere):
        told(cast.sam, talked)


def test_the_customers_own_words_are_not_slipped_in(cast: Cast, talked: Conversation) -> None:
    with pytest.raises(stories.Borrowed, match="my tent has a TORN seam"):
        told(cast.maya, talked, words="They said: “my tent has a TORN seam, and we leave on Saturday morning.”")
    assert told(cast.maya, talked, words="Their tent had a torn seam; they leave on Saturday.")


def test_words_that_may_be_shared_stand_in_it_until_they_may_not(cast: Cast, talked: Conversation) -> None:
    acts.tell(talked.customer_id, Kind.THANKS, key="one", day=TODAY, about="Tomás says: you saved my weekend")
    acts.tell(conversation(cast, customer="Linh").customer_id, Kind.THANKS, key="two", day=TODAY, about="No")
    mine, others = Act.objects.order_by("pk")
    assert told(cast.maya, talked, quote=others.pk).quote is None
    (shown,) = queries.shown(Story.objects.filter(pk=told(cast.maya, talked, quote=mine.pk).pk))
    assert shown.quote == "the customer says: you saved my weekend"
    acts.take_back("one")
    assert queries.shown(Story.objects.filter(pk=shown.story.pk))[0].quote == ""


def test_who_helped_is_named_with_the_teller(cast: Cast, talked: Conversation) -> None:
    assert helpers_in(talked, but=cast.maya.pk) == [cast.sam]
    made = told(cast.maya, talked, helpers={cast.sam.pk, cast.jo.pk})
    assert list(made.helpers.all()) == [cast.sam], "nobody is named who was not part of it"


def test_only_the_teller_words_it_anew_and_leads_may_take_it_away(cast: Cast, talked: Conversation) -> None:
    made = told(cast.maya, talked)
    with pytest.raises(access.NotThere):
        stories.change(cast.jo, made.pk, Telling("Mine", "Not mine"))
    stories.change(cast.maya, made.pk, Telling("Anew", "Tomás is glad"))
    made.refresh_from_db()
    assert (made.title, made.words) == ("Anew", "the customer is glad")
    with pytest.raises(access.NotThere):
        stories.remove(cast.sam, made.pk)
    talk.say(cast.sam, made.thread, "Well", name=uuid7(), day=TODAY)
    stories.remove(cast.jo, made.pk)
    assert not (Story.objects.exists() or Comment.objects.exists() or Thread.objects.exists())


def test_search_finds_words_in_any_case_and_accent(cast: Cast) -> None:
    made = told(cast.maya, title="Café in Łódź", words="ÉCLAIRS for everybody")
    told(cast.maya, title="Another", words="Nothing of it")
    for words in ("cafe", "eclairs CAFÉ", "everybody"):
        assert [one.story for one in queries.page(words=words)[0]] == [made]
    assert queries.page(words="cafe nothing") == ([], False)


def test_pages_go_back_through_all_of_them(cast: Cast) -> None:
    made = [told(cast.maya).pk for _ in range(queries.PAGE + 2)][::-1]
    first, more = queries.page()
    rest, none = queries.page(before=first[-1].story.pk)
    assert [one.story.pk for one in (*first, *rest)] == made and more and not none


def test_colleagues_are_called_in_by_name(cast: Cast) -> None:
    made = told(cast.maya)
    Agent.objects.create_user(email="sam2@northfold.example", name="Sam Ito", role="agent")
    for words in ("@jo, see this", "@JO LIND!", "@Sam", "mail jo@jo.example", "@Sam Okafor"):
        talk.say(cast.maya, made.thread, words, name=uuid7(), day=TODAY)
    assert [one.words for one in calls(cast.jo, since=TODAY)] == ["@JO LIND!", "@jo, see this"]
    assert [one.words for one in calls(cast.sam, since=TODAY)] == ["@Sam Okafor"], "two of them are called Sam"
    assert calls(cast.maya, since=TODAY) == [] and calls(cast.jo, since=TODAY + timedelta(days=1)) == []


def test_each_has_one_vote_and_only_the_choice_is_kept(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: now)
    first, second = told(cast.maya), told(cast.sam)
    for agent, story in ((cast.maya, first), (cast.sam, first), (cast.jo, second), (cast.sam, second)):
        choosing.choose(agent, story.pk)
    assert queries.choice_of(cast.sam, week_at(now)) == second.pk
    choosing.count_what_is_over()
    assert not Chosen.objects.exists(), "the week goes on"

    now = datetime(2026, 11, 29, 17, 1, tzinfo=UTC)
    for _ in range(2):
        choosing.count_what_is_over()
    assert [(one.week, one.story) for one in Chosen.objects.all()] == [(date(2026, 11, 23), second)]
    assert not Vote.objects.exists(), "who would have chosen what is kept nowhere"
    with pytest.raises(choosing.NotToChoose):
        choosing.choose(cast.maya, second.pk)
    old = told(cast.maya)
    Story.objects.filter(pk=old.pk).update(day=now.date() - queries.CANDIDATES)
    with pytest.raises(choosing.NotToChoose):
        choosing.choose(cast.maya, old.pk)
    assert queries.candidates(now.date()) == [first]


def test_a_vote_is_taken_back_and_does_not_outlast_who_gave_it(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: now)
    made = told(cast.maya)
    choosing.choose(cast.maya, made.pk)
    choosing.choose(cast.maya, made.pk, on=False)
    choosing.choose(cast.sam, made.pk)
    Agent.objects.filter(pk=cast.sam.pk).update(is_active=False)
    now = datetime(2026, 12, 1, tzinfo=UTC)
    choosing.count_what_is_over()
    assert not Chosen.objects.exists() and not Vote.objects.exists()


def test_what_somebody_told_outlasts_their_row(cast: Cast, talked: Conversation) -> None:
    made = told(cast.maya, helpers={cast.sam.pk})
    stories.cheer(cast.sam, made.pk, on=True)
    talk.say(cast.sam, made.thread, "Well", name=uuid7(), day=TODAY)
    Conversation.objects.filter(assignee=cast.sam).update(assignee=None)
    cast.sam.delete()
    (shown,) = queries.shown(Story.objects.filter(pk=made.pk))
    assert shown.cheered == [] and shown.helpers == []
    assert Comment.objects.get().author is None


def test_what_to_tell_of_is_offered_once(cast: Cast, talked: Conversation) -> None:
    Conversation.objects.update(status="resolved")
    assert lately(cast.maya) == [talked] and lately(cast.sam) == []
    told(cast.maya, talked)
    assert lately(cast.maya) == []
    assert {one.stand_in for one in known_of(talked.customer)} == {"the customer", "[mail address]"}
