"""The desk's pages: who sees what, and at what price."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from extramile.base import clock
from extramile.desk.models import Inbox
from tests import cast as northfold
from tests.cast import Cast

PART = {"X-Part": "yes"}


@pytest.fixture
def many(cast: Cast) -> list[Any]:
    """A hundred open conversations of Maya's, each with a message."""
    start = clock.now() - timedelta(days=3)
    made = [
        northfold.conversation(cast, customer=f"Customer {n}", at=start + timedelta(minutes=n), assignee=cast.maya)
        for n in range(100)
    ]
    for one in made:
        northfold.said(one, f"hello from {one.pk}")
    return made


def test_the_inbox_costs_the_same_for_one_and_for_a_hundred(
    cast: Cast, as_agent: Client, django_assert_max_num_queries: Any
) -> None:
    northfold.said(northfold.conversation(cast, assignee=cast.maya), "one")
    as_agent.get("/desk/")
    with django_assert_max_num_queries(12) as few:
        assert as_agent.get("/desk/").status_code == 200
    for n in range(60):
        northfold.said(northfold.conversation(cast, customer=f"Customer {n}", assignee=cast.maya), "more")
    with django_assert_max_num_queries(12) as more:
        assert as_agent.get("/desk/").status_code == 200
    assert len(few) == len(more)


def test_a_conversation_costs_the_same_whatever_is_around_it(
    cast: Cast, many: list[Any], as_agent: Client, django_assert_max_num_queries: Any
) -> None:
    # Eleven, and six for what the panel knows of the customer.
    address = f"/desk/c/{many[-1].pk}"
    as_agent.get(address)
    with django_assert_max_num_queries(17) as before:
        assert as_agent.get(address).status_code == 200
    for n in range(80):
        northfold.said(many[-1], f"line {n}", agent=cast.maya if n % 2 else None)
    with django_assert_max_num_queries(17) as after:
        assert as_agent.get(address).status_code == 200
    assert len(before) == len(after)


def test_the_list_goes_on_where_it_ended(many: list[Any], as_agent: Client) -> None:
    seen: list[str] = []
    address = "/desk/rows?box=mine"
    for _ in range(4):
        page = as_agent.get(address).content.decode()
        seen += [part.split('"')[0] for part in page.split('data-row="')[1:]]
        rest = page.split('data-from="')[1:]
        if not rest:
            break
        address = rest[0].split('"')[0].replace("&amp;", "&")
    assert seen == [str(one.pk) for one in reversed(many)]


def test_script_from_a_customer_is_text(cast: Cast, as_agent: Client) -> None:
    evil = "<script>alert(1)</script>'\"<img src=x onerror=alert(1)>"
    talk = northfold.conversation(cast, customer=evil, assignee=cast.maya, page="javascript:alert(1)")
    northfold.said(talk, evil)
    page = as_agent.get(f"/desk/c/{talk.pk}").content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert 'href="javascript' not in page


def test_another_teams_inbox_is_not_there(cast: Cast, sign_in: Callable[..., Client]) -> None:
    closed = Inbox.objects.create(name="Care only")
    closed.teams.add(cast.care)
    talk = northfold.conversation(cast, customer="Quiet One")
    talk.inbox = closed
    talk.save()
    northfold.said(talk, "between us")
    for agent, status in ((cast.maya, 200), (cast.sam, 404), (cast.jo, 200)):
        client = sign_in(agent)
        assert client.get(f"/desk/c/{talk.pk}").status_code == status
        assert client.get(f"/desk/c/{talk.pk}/customer").status_code == status
        assert ("Quiet One" in client.get("/desk/?box=everyone").content.decode()) == (status == 200)


def test_a_part_is_only_the_conversation(cast: Cast, as_agent: Client) -> None:
    talk = northfold.conversation(cast)
    northfold.said(talk, "hello")
    part = as_agent.get(f"/desk/c/{talk.pk}", headers=PART).content.decode()
    assert "hello" in part
    assert "<html" not in part
    assert as_agent.get("/desk/c/999", headers=PART).status_code == 404


@pytest.mark.parametrize("address", ["/desk/", "/desk/c/1", "/desk/rows", "/desk/search?q=tent"])
def test_a_stranger_signs_in_first(cast: Cast, stranger: Client, address: str) -> None:
    answer = stranger.get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in?next=")


@pytest.mark.parametrize("box", ["team:x", "nonsense", "team:", "team:99999999999999999999"])
def test_a_list_that_is_not_there(cast: Cast, as_agent: Client, box: str) -> None:
    assert as_agent.get("/desk/", {"box": box}).status_code == 302
    assert as_agent.get("/desk/rows", {"box": box}).status_code == 404


@pytest.mark.parametrize("after", ["x", "2026-01-01~x", "2026-01-01T00:00:00~1", "~"])
def test_a_place_that_is_none(cast: Cast, as_agent: Client, after: str) -> None:
    assert as_agent.get("/desk/rows", {"box": "mine", "after": after}).status_code == 404


def test_an_empty_desk_says_what_to_do_next(cast: Cast, as_agent: Client, as_admin: Client) -> None:
    assert "An admin puts the chat on your website" in as_agent.get("/desk/").content.decode()
    assert "/settings/websites" in as_admin.get("/desk/").content.decode()


def test_older_entries(cast: Cast, as_agent: Client) -> None:
    talk = northfold.conversation(cast)
    for n in range(1, 131):
        northfold.said(talk, f"line number {n}.")
    page = as_agent.get(f"/desk/c/{talk.pk}").content.decode()
    assert "line number 71." in page
    assert "line number 70." not in page
    assert "line number 25." in as_agent.get(f"/desk/c/{talk.pk}?at=30").content.decode()
    older = as_agent.get(f"/desk/c/{talk.pk}/older?before=71").content.decode()
    assert "line number 11." in older
    assert "line number 10." not in older
    assert "line number 71." not in older
    assert as_agent.get(f"/desk/c/{talk.pk}/older?before=x").status_code == 404
