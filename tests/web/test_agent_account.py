"""The emotional account beside a conversation: what it shows to whom, a fact by hand, and a line taken back."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from extramile.customers.account.facts import CAME_BACK, Fact
from extramile.customers.actions import account
from extramile.customers.models import Line
from extramile.desk.models import Conversation, Inbox
from extramile.people.models import Agent
from tests import cast as northfold
from tests.cast import Cast

SignIn = Callable[[Agent], Client]


@pytest.fixture
def talk(cast: Cast) -> Conversation:
    return northfold.conversation(cast)


def told(talk: Conversation, fact: Fact = Fact.WAITED, about: str = "31 h", **more: Any) -> int:
    """A line of this conversation's customer."""
    key = more.pop("key", str(uuid.uuid4()))
    account.record(talk.customer_id, fact, key=key, about=about, **{"conversation": talk.pk, **more})
    return Line.objects.latest("pk").pk


def words(answer: Any) -> str:
    """What a section says, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_the_panel_shows_lines_first_and_then_the_balance(talk: Conversation, as_agent: Client) -> None:
    assert "Nothing stands in it yet." in words(as_agent.get(f"/desk/c/{talk.pk}/account"))
    told(talk)
    told(talk, Fact.GESTURE, "A repair kit")
    for address in (f"/desk/c/{talk.pk}", f"/desk/c/{talk.pk}/customer", f"/desk/c/{talk.pk}/account"):
        shown = words(as_agent.get(address))
        assert "Balance −3" in shown and "−4 Waited 31 h for an answer" in shown
        assert "+1 Given something: A repair kit" in shown
        assert "remembered as hard: −1.5 by its strongest and its last fact, −1.5 on average" in shown


def test_a_fact_is_added_once_with_a_line_of_why(cast: Cast, talk: Conversation, as_agent: Client) -> None:
    address = f"/desk/c/{talk.pk}/account"
    form = as_agent.get(address + "?add=1").content.decode()
    assert 'value="solved_first"' not in form and 'value="gesture"' in form
    given = {"key": re.search(r'name="key" value="([^"]+)"', form)[1], "fact": "gesture", "about": "<b>Tea</b>\u202e"}  # type: ignore[index]
    for _ in range(2):
        shown = as_agent.post(address, given)
        assert shown.status_code == 200 and "&lt;b&gt;Tea&lt;/b&gt;" in shown.content.decode()
    (line,) = Line.objects.all()
    assert (line.by, line.conversation, line.customer_id) == (cast.maya.pk, talk.pk, talk.customer_id)
    again = as_agent.post(address, given | {"key": str(uuid.uuid4())})
    assert again.status_code == 422 and "stands in the account already" in words(again)
    for wrong in ({"fact": "solved_first"}, {"fact": ""}, {"about": " \u200b "[:1]}, {"key": "x"}, {"fact": "mood"}):
        answer = as_agent.post(address, given | {"key": str(uuid.uuid4())} | wrong)
        assert answer.status_code == 422, wrong
    assert Line.objects.count() == 1


def test_a_line_is_taken_back_with_a_reason_and_stays(talk: Conversation, as_agent: Client) -> None:
    line = told(talk)
    address = f"/desk/c/{talk.pk}/account/dispute"
    assert "Why is it not so?" in words(as_agent.get(f"{address}?line={line}"))
    empty = as_agent.post(address, {"line": line, "reason": " "})
    assert empty.status_code == 422 and "One line of why is enough." in words(empty)
    done = as_agent.post(address, {"line": line, "reason": "A holiday"})
    assert done.status_code == 200 and "Taken back. A holiday" in words(done) and "Balance 0" in words(done)
    assert as_agent.post(address, {"line": line, "reason": "Twice"}).status_code == 200
    assert Line.objects.count() == 2


def test_nobody_takes_back_lines_of_a_customer_whom_they_do_not_see(
    cast: Cast, talk: Conversation, as_agent: Client
) -> None:
    other = northfold.conversation(cast, customer="Linh")
    line = told(other, Fact.WRONG_ANSWER, "A secret")
    address = f"/desk/c/{talk.pk}/account/dispute"
    for number in (line, 0, "x", 10**30, -1):
        assert "secret" not in as_agent.get(f"{address}?line={number}").content.decode()
        assert as_agent.post(address, {"line": number, "reason": "Not so"}).status_code == 200
    assert Line.objects.count() == 1


def test_what_was_said_in_a_hidden_conversation_stays_there(cast: Cast, talk: Conversation, sign_in: SignIn) -> None:
    """The fact and its weight are the customer's; the words and the link are the conversation's."""
    hidden = Inbox.objects.create(name="Repairs")
    hidden.teams.add(cast.care)
    secret = Conversation.objects.create(inbox=hidden, customer_id=talk.customer_id)
    told(secret, Fact.WRONG_ANSWER, "the dog did it")
    address = f"/desk/c/{talk.pk}/account"
    seen, unseen = sign_in(cast.maya).get(address).content.decode(), sign_in(cast.sam).get(address).content.decode()
    assert "the dog did it" in seen and f"/desk/c/{secret.pk}" in seen
    assert "Got a wrong answer" in unseen and "the dog" not in unseen and f"/desk/c/{secret.pk}" not in unseen


def test_the_desks_own_reason_is_in_the_viewers_words(talk: Conversation, as_agent: Client) -> None:
    told(talk, Fact.SOLVED_FIRST, "", key="solved:1:1")
    account.take_back("solved:1:1", reason=CAME_BACK)
    assert f"Taken back. {CAME_BACK}" in words(as_agent.get(f"/desk/c/{talk.pk}/account"))


def test_more_lines_are_a_click_away(talk: Conversation, as_agent: Client) -> None:
    for number in range(7):
        told(talk, Fact.THANKS, f"Number {number}")
    address = f"/desk/c/{talk.pk}/account"
    few, all_of_them = words(as_agent.get(address)), words(as_agent.get(address + "?all=1"))
    assert "Show more" in few and few.count("Thanked us: Number") == 4
    assert "Show more" not in all_of_them and all_of_them.count("Thanked us: Number") == 7
    # The panel's next refresh, and what is done in the section, keep them in sight.
    for part in (f"/desk/c/{talk.pk}/customer?all=1", f"{address}?add=1&all=1"):
        answer = as_agent.get(part)
        shown = answer.content.decode()
        assert words(answer).count("Thanked us: Number") == 7 and f'data-from="{address}?all=1"' in shown
    assert (
        f'data-from="/desk/c/{talk.pk}/customer?all=1"'
        in as_agent.get(f"/desk/c/{talk.pk}/customer?all=1").content.decode()
    )
    long = as_agent.post(address, {"key": str(uuid.uuid4()), "fact": "gesture", "about": "x" * 301}).content.decode()
    assert "300 characters at most" in long and "Ensure" not in long


def test_the_whole_account_goes_on_page_by_page(talk: Conversation, as_agent: Client) -> None:
    for number in range(52):
        told(talk, Fact.THANKS, f"Number {number}")
    address = f"/customers/{talk.customer_id}/account"
    assert address in as_agent.get(f"/customers/{talk.customer_id}").content.decode()
    first = as_agent.get(address)
    assert words(first).count("Thanked us: Number") == 50 and "Balance +52" in words(first)
    older = re.search(r'href="([^"]+after=50)"', first.content.decode())[1]  # type: ignore[index]
    assert words(as_agent.get(older)).count("Thanked us: Number") == 2 and "Balance +52" in words(as_agent.get(older))
    for strange in ("x", "-1", "99999999999", "999999999"):
        assert as_agent.get(f"{address}?after={strange}").status_code == 200
    assert as_agent.get("/customers/99999/account").status_code == 404
