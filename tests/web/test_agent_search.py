"""Search, as the desk asks for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.test import Client

from extramile.base.ids import time_key, uuid7
from extramile.desk import actions
from extramile.desk.models import Conversation, Entry, Inbox
from extramile.people.models import Agent
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
        "x" * 10_000,
        "tent " * 2_000,
        "from:",
        'from:"',
        "tag:%_\\",
        "from:😀 is:🙈 on:٠",
        "before:2026-99-99 after:tent",
        "on:8999-12-31 after:1970",
        "is:open is:note in:shop tag:a from:me",
        "from:\x00",
        "日%本_\\",
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


def test_filters_are_offered_and_explained(talk: Conversation, as_agent: Client) -> None:
    assert 'data-add="tag:"' in _found(as_agent, "") and 'data-add="is:snoozed"' in _found(as_agent, "tent is:")
    assert "<mark>" in _found(as_agent, "is:open tent")
    shown = _found(as_agent, "tag:<b>")
    assert "No tag is called “&lt;b&gt;”" in shown and "Try without one of the filters" in shown
    assert "is not a day" in _found(as_agent, "on:soon")


def test_days_are_the_viewers(cast: Cast, talk: Conversation, as_agent: Client) -> None:
    """In Kiritimati it is tomorrow already for ten hours of the day, on Niue still yesterday."""
    at = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    for entry in Entry.objects.all():
        Entry.objects.filter(pk=entry.pk).update(id=time_key(at), at=at)
    for zone, day in (("Pacific/Kiritimati", "2026-03-02"), ("Pacific/Niue", "2026-03-01")):
        Agent.objects.filter(pk=cast.maya.pk).update(time_zone=zone)
        assert "Tomás" in _found(as_agent, f"on:{day}")
    assert "Nothing found" in _found(as_agent, "on:2026-03-02")
