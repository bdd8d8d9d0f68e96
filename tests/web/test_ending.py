"""The polite end of a conversation: last words, resolved, blocked if wished, once, and back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from extramile.base import events
from extramile.base.ids import uuid7
from extramile.customers.models import Block
from extramile.desk import actions
from extramile.desk.models import Conversation, Entry
from extramile.people.actions.presence import choose_presence
from extramile.people.models import Agent
from tests.cast import Cast, conversation, said

pytestmark = pytest.mark.django_db
WORDS = "I am ending our conversation here."


def test_last_words_go_out_once_and_all_of_it_is_undone(cast: Cast, sign_in: Callable[[Agent], Client]) -> None:
    talk = conversation(cast)
    said(talk, "you stupid bitch")
    browser, given = sign_in(cast.maya), {"text": WORDS, "key": str(uuid7()), "block": "on"}
    answers = [browser.post(f"/desk/c/{talk.pk}/end", given) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    talk.refresh_from_db()
    assert talk.status == "resolved"
    assert Entry.objects.filter(conversation=talk, text=WORDS).count() == 1
    assert Block.objects.filter(customer=talk.customer_id).count() == 1
    assert answers[0].json()["said"] == "Sent, resolved and blocked."
    assert browser.post(answers[0].json()["undo"]).status_code == 200
    talk.refresh_from_db()
    assert talk.status == "open"
    assert not Block.objects.exists()


def test_undo_leaves_a_block_that_was_there_before(cast: Cast, sign_in: Callable[[Agent], Client]) -> None:
    talk, browser = conversation(cast), sign_in(cast.maya)
    Block.objects.create(customer=talk.customer, by=cast.jo.pk)
    answer = browser.post(f"/desk/c/{talk.pk}/end", {"text": WORDS, "key": str(uuid7()), "block": "on"})
    browser.post(answer.json()["undo"])
    assert Block.objects.exists()


def test_without_words_or_for_a_stranger_nothing_ends(cast: Cast, sign_in: Callable[[Agent], Client]) -> None:
    talk = conversation(cast)
    cast.inbox.teams.add(cast.care)
    for agent, text, status in ((cast.maya, " \n", 422), (cast.sam, WORDS, 404)):
        answer = sign_in(agent).post(f"/desk/c/{talk.pk}/end", {"text": text, "key": str(uuid7())})
        assert answer.status_code == status
    assert sign_in(cast.maya).post(f"/desk/c/{talk.pk}/end", {"text": WORDS, "key": "1"}).status_code == 422
    assert Conversation.objects.get().status == "open"
    assert not Entry.objects.exists()


def test_only_what_customers_write_is_ever_marked(cast: Cast, sign_in: Callable[[Agent], Client]) -> None:
    talk = conversation(cast)
    said(talk, "you stupid bitch", agent=cast.maya)
    said(talk, "you stupid bitch", agent=cast.maya, note=True)
    browser = sign_in(cast.maya)
    assert "data-abusive" not in browser.get(f"/desk/c/{talk.pk}").content.decode()
    said(talk, "Fuck you")
    assert browser.get(f"/desk/c/{talk.pk}").content.decode().count("data-abusive") == 1


def test_a_wrap_up_is_an_absence_like_any_other(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    published: list[object] = []
    monkeypatch.setattr(events, "publish", lambda *happened: published.extend(happened))
    actions.wrap_up(cast.maya.pk)
    choose_presence(cast.sam.pk, "away")
    first, second = (Agent.objects.filter(pk=one.pk).values().get() for one in (cast.maya, cast.sam))
    assert {name for name in first if first[name] != second[name]} <= {"id", "name", "email", "password", "joined_at"}
    assert [type(one) for one in published] == [type(published[0])] * 2
