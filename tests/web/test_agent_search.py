"""Search, as the desk asks for it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client

from extramile.base.ids import uuid7
from extramile.desk import actions
from extramile.desk.models import Conversation, Inbox
from tests import cast as northfold
from tests.cast import Cast

pytestmark = pytest.mark.postgres


def _name() -> UUID:
    return uuid7()


@pytest.fixture
def talk(cast: Cast) -> Conversation:
    made = northfold.conversation(cast)
    actions.write(cast.maya, made.pk, name=_name(), text="The torn seam of a <b>tent</b> & its pole")
    actions.write(cast.maya, made.pk, name=_name(), text="pole goes by courier", note=True)
    return made


def _found(client: Client, query: str) -> str:
    return client.get("/desk/search", {"q": query}).content.decode()


def test_words_are_marked_and_markup_is_text(talk: Conversation, as_agent: Client) -> None:
    found = _found(as_agent, "tent")
    assert "&lt;b&gt;<mark>tent</mark>&lt;/b&gt; &amp; its pole" in found
    assert f"/desk/c/{talk.pk}?at=" in found


def test_both_words_and_beginnings_of_words(talk: Conversation, as_agent: Client) -> None:
    assert "courier" in _found(as_agent, "cour pole")
    assert "torn" not in _found(as_agent, "cour pole")
    assert "Nothing found" in _found(as_agent, "tent courier")


def test_the_newest_comes_first(talk: Conversation, as_agent: Client) -> None:
    found = _found(as_agent, "pole")
    assert found.index("courier") < found.index("torn")


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "'",
        "AND",
        "a*b",
        "NEAR(",
        "col:tent",
        "^",
        "-",
        "tent OR",
        "\x00",
        "日本",
        "%",
        "_",
        "tent _",
        "\ufdfa" * 200,
        "tent \u0149",
    ],
)
def test_no_query_breaks_it(talk: Conversation, as_agent: Client, query: str) -> None:
    assert as_agent.get("/desk/search", {"q": query}).status_code == 200


def test_only_what_the_agent_may_see(cast: Cast, talk: Conversation, sign_in: Callable[..., Client]) -> None:
    closed = Inbox.objects.create(name="Care only")
    closed.teams.add(cast.care)
    Conversation.objects.update(inbox=closed)
    assert "torn" in _found(sign_in(cast.maya), "torn")
    assert "Nothing found" in _found(sign_in(cast.sam), "torn")
    assert "Tomás" in _found(sign_in(cast.maya), "Tomas")
    assert "Nothing found" in _found(sign_in(cast.sam), "Tomas")


def test_customers_by_name_and_address(talk: Conversation, as_agent: Client) -> None:
    talk.customer.email = "ortega@example.org"
    talk.customer.save()
    for query in ("tomas", "orteg", "ortega@example"):
        assert f'href="/desk/c/{talk.pk}"' in _found(as_agent, query)


def test_it_goes_on_where_it_ended(cast: Cast, talk: Conversation, as_agent: Client) -> None:
    for n in range(45):
        actions.write(cast.maya, talk.pk, name=_name(), text=f"rope {n}", note=True)
    address, seen = "/desk/search?q=rope", 0
    for _ in range(4):
        page = as_agent.get(address).content.decode()
        seen += page.count("<mark>rope</mark>")
        rest = page.split('data-from="')[1:]
        address = rest[0].split('"')[0].replace("&amp;", "&") if rest else ""
        if not address:
            break
    assert seen == 45
