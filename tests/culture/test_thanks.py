"""Thanks: between two until they say otherwise, and a customer's words first to whom they were said."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from extramile.base import clock
from extramile.base.ids import uuid7
from extramile.culture import access
from extramile.culture.actions import thanks as actions
from extramile.culture.gratitude import is_thanks
from extramile.culture.models import Passed, Thanks
from extramile.culture.queries import thanks as queries
from extramile.culture.queries.kind_words import kind_words
from extramile.culture.queries.news import news
from extramile.customers.actions import acts
from extramile.customers.models import Act
from extramile.customers.models.act import Kind
from extramile.desk.models import Conversation, Rating
from extramile.people.models import Agent, Closing
from tests.cast import Cast, conversation, said

pytestmark = pytest.mark.django_db
WORDS = "Thank you both for finding a tent in one evening"
SINCE = clock.now().date() - timedelta(days=30)


def thanked(giver: Agent, to: Agent, **given: Any) -> Thanks:
    first = {"happened": "Tuesday at four", "shared": False, "name": uuid7(), "day": clock.now().date()}
    return actions.thank(giver, to.pk, given.pop("words", "You took my late chats."), **{**first, **given})


def solved(cast: Cast, words: str, **fields: Any) -> Conversation:
    """A conversation of Maya's, solved, in which Sam left a note and the customer wrote `words` at the end."""
    made = conversation(cast, assignee=cast.maya, status="resolved", **fields)
    said(made, "My tent has a torn seam")
    said(made, "Ask the night courier", agent=cast.sam, note=True)
    said(made, "It is on its way", agent=cast.maya)
    said(made, words)
    return made


@pytest.mark.parametrize(
    "words",
    [
        "Thank you for being straight about it.", "oh, that would honestly save my weekend", "You are a dear.",
        "I love you people", "Vielen Dank für die schnelle Hilfe gestern", "Merci pour votre aide si gentille",
        "Muchas gracias por todo lo que hizo", "Obrigada por não desistir do caso", "Grazie per la pazienza con me",
        "شكرا جزيلا على كل هذه المساعدة",
    ],
)  # fmt: skip
def test_real_thanks_are_found(words: str) -> None:
    assert is_thanks(words)


@pytest.mark.parametrize(
    "words",
    ["Thanks", "ok thank you", "Thanks for nothing, I have waited a week", "No thanks, I would rather have my money",
     "Thank you, but this does not help me at all",
     "Please send it today, thanks in advance", "Where is my order?", ""],
)  # fmt: skip
def test_a_courtesy_and_its_opposite_are_not(words: str) -> None:
    assert not is_thanks(words)


def test_thanks_are_between_two_unless_their_giver_shows_them(cast: Cast) -> None:
    made = thanked(cast.maya, cast.sam)
    for agent, seen in ((cast.maya, [made]), (cast.sam, [made]), (cast.jo, []), (cast.ines, [])):
        assert queries.thanks(agent)[0] == seen, "no lead and no admin reads it"
    for other in (cast.jo, cast.sam):
        with pytest.raises(access.NotThere):
            actions.share(other, made.pk, on=True)
    actions.share(cast.maya, made.pk, on=True)
    assert queries.thanks(cast.jo)[0] == queries.shared(most=5) == [made]
    actions.share(cast.sam, made.pk, on=False)
    assert queries.thanks(cast.jo)[0] == [], "whoever is thanked may keep it to themselves"
    with pytest.raises(access.NotThere):
        actions.take_back(cast.jo, made.pk)
    actions.take_back(cast.maya, made.pk)
    assert not Thanks.objects.exists()


def test_thanks_are_for_something_to_somebody_and_once(cast: Cast) -> None:
    name = uuid7()
    assert thanked(cast.maya, cast.sam, name=name) == thanked(cast.maya, cast.sam, name=name)
    with pytest.raises(actions.NothingHappened):
        thanked(cast.maya, cast.sam, happened="  ")
    Agent.objects.filter(pk=cast.jo.pk).update(is_active=False)
    for nobody in (cast.maya, cast.jo):
        with pytest.raises(actions.Nobody):
            thanked(cast.maya, nobody)


def test_an_address_of_a_conversation_is_kept_for_those_who_may_see_it(cast: Cast) -> None:
    talk = conversation(cast)
    address = f"https://desk.example/desk/c/{talk.pk}"
    assert thanked(cast.maya, cast.sam, happened=address).conversation == talk
    both = thanked(cast.maya, cast.sam, happened=f"You took {address}, while I was ill")
    assert (both.conversation, both.happened) == (talk, "You took while I was ill")
    cast.inbox.teams.add(cast.care)
    made = thanked(cast.sam, cast.maya, happened=address)
    assert (made.conversation, made.happened) == (None, address)


def test_a_customers_words_come_to_everybody_who_was_part_of_it(cast: Cast) -> None:
    talk = solved(cast, WORDS)
    for agent, others in ((cast.maya, [cast.sam]), (cast.sam, [cast.maya])):
        (one,) = kind_words(agent, since=SINCE)
        assert (one.conversation, one.helpers, one.act) == (talk.pk, others, None)
        assert [each.words for each in news(agent, since=SINCE).kind_words] == [one.words]
    assert kind_words(cast.jo, since=SINCE) == [], "leads read nothing of it"
    Conversation.objects.update(status="open")
    assert kind_words(cast.sam, since=SINCE) == []


def test_ratings_with_words_count_from_four_stars(cast: Cast) -> None:
    for stars, words in ((5, "Cosy it is"), (4, "Fine work"), (3, "Slow"), (5, "")):
        Rating.objects.create(conversation=solved(cast, "ok"), resolved=3, stars=stars, comment=words)
    assert {one.words for one in kind_words(cast.maya, since=SINCE)} == {"Cosy it is", "Fine work"}


def test_words_are_shared_only_when_both_agree_and_for_as_long(cast: Cast) -> None:
    talk = solved(cast, WORDS)
    today = clock.now().date()
    acts.tell(
        talk.customer_id, Kind.THANKS, key="yes", day=today, about="Thank you both for finding a tent in one evening"
    )
    act = Act.objects.get()
    (one,) = kind_words(cast.maya, since=SINCE)
    assert (one.act, one.passed) == (act.pk, False) and queries.passed() == []
    with pytest.raises(access.NotThere):
        actions.pass_on(cast.jo, act.pk, on=True, today=today)
    for agent in (cast.sam, cast.maya, cast.maya):
        actions.pass_on(agent, act.pk, on=True, today=today)
    (words,) = queries.passed()
    assert words.to == [cast.maya, cast.sam]
    actions.pass_on(cast.sam, act.pk, on=False, today=today)
    assert [one.to for one in queries.passed()] == [[cast.maya]]
    Agent.objects.filter(pk=cast.maya.pk).update(is_active=False)
    assert queries.passed() == [], "nor for somebody who has left"
    Agent.objects.filter(pk=cast.maya.pk).update(is_active=True)
    acts.take_back("yes")
    assert queries.passed() == [] and not Passed.objects.exists()


def test_what_is_in_an_inbox_one_may_not_see_any_more_is_not_told(cast: Cast) -> None:
    solved(cast, WORDS)
    cast.inbox.teams.add(cast.care)
    assert kind_words(cast.sam, since=SINCE) == [] and len(kind_words(cast.maya, since=SINCE)) == 1


def test_private_thanks_go_with_whoever_left(cast: Cast) -> None:
    kept, gone = thanked(cast.maya, cast.sam, shared=True), thanked(cast.maya, cast.sam)
    later = thanked(cast.sam, cast.maya)
    today = clock.now().date()
    Closing.objects.create(agent=cast.sam, by=cast.ines.pk, day=today - timedelta(days=29))
    actions.let_go_of_what_was_left()
    assert Thanks.objects.filter(pk=gone.pk).exists()
    Closing.objects.update(day=today - timedelta(days=30))
    actions.let_go_of_what_was_left()
    assert set(Thanks.objects.all()) == {kept, later}
    cast.sam.delete()
    assert [one.giver for one in Thanks.objects.all()] == [None]


def test_news_are_since_a_day(cast: Cast) -> None:
    thanked(cast.maya, cast.sam, day=date(2026, 1, 5))
    assert len(news(cast.sam, since=date(2026, 1, 5)).thanks) == 1
    assert news(cast.sam, since=date(2026, 1, 6)).thanks == []
