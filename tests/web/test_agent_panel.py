"""The panel beside a conversation: what it costs, and what is written down in it."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from extramile.base import clock
from extramile.customers.account.facts import Fact
from extramile.customers.actions import account, manner
from extramile.customers.manner import Read
from extramile.customers.models import Act, Purchase
from extramile.desk.models import Conversation
from tests import cast as northfold
from tests.cast import Cast
from tests.customers.known import bought

MOST, MOST_OF_ALL = 6, 12


@pytest.fixture
def talk(cast: Cast) -> Conversation:
    made = northfold.conversation(cast)
    northfold.said(made, "my tent has a torn seam")
    bought(cast.maya, made.customer_id, days=9)
    return made


def _of_customers(client: Client, talk: Conversation) -> list[str]:
    """What a conversation's page asks of customers beyond the row that comes with the conversation."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/desk/c/{talk.pk}").status_code == 200
    assert len(asked) <= MOST_OF_ALL, [one["sql"][:90] for one in asked]
    return [one["sql"] for one in asked if '"customers_' in one["sql"] and "desk_conversation" not in one["sql"]]


def test_six_queries_at_most_whoever_it_is(cast: Cast, talk: Conversation, as_agent: Client) -> None:
    as_agent.get("/desk/")
    few = _of_customers(as_agent, talk)
    day = clock.now().date()
    Purchase.objects.bulk_create(
        Purchase(customer_id=talk.customer_id, day=day - timedelta(days=n), key=uuid.uuid4()) for n in range(500)
    )
    for n in range(30):
        account.record(talk.customer_id, Fact.THANKS, key=f"thanks:{n}")
        northfold.said(northfold.conversation(cast), "somebody else")
    many = _of_customers(as_agent, talk)
    assert len(few) == len(many) <= MOST, many


def test_pace_and_style_stand_under_the_name_and_beside_the_composer(talk: Conversation, as_agent: Client) -> None:
    why = {"answers": 5, "seconds": 20, "lines": 1}
    manner.suggest(talk.customer_id, Read("fast", why, "business", {"messages": 9, "letters": 20, "friendly": 0}))
    page = as_agent.get(f"/desk/c/{talk.pk}").content.decode()
    for shown in ("Wants it fast", "Down to business", '<span id="likes">Likes it quick and to the point</span>'):
        assert shown in page
    assert f'href="/customers/{talk.customer_id}"' in page


def test_an_act_in_one_click_and_back(talk: Conversation, as_agent: Client) -> None:
    given = {"kind": "thanks", "about": "You saved our trip"}
    act = as_agent.post(f"/desk/c/{talk.pk}/did", given).json()["act"]
    assert Act.objects.get(pk=act).about == "You saved our trip"
    assert as_agent.post(f"/desk/c/{talk.pk}/did", given).json()["act"] == act
    for wrong in ("", "x", "9" * 30, str(act + 1)):
        assert as_agent.post(f"/desk/c/{talk.pk}/undid", {"act": wrong}).status_code == 204
    assert Act.objects.exists()
    assert as_agent.post(f"/desk/c/{talk.pk}/undid", {"act": act}).status_code == 204
    assert not Act.objects.exists()
    assert as_agent.post(f"/desk/c/{talk.pk}/did", {"kind": "x"}).status_code == 422


def test_nobody_takes_back_an_act_of_another_customer(cast: Cast, talk: Conversation, as_agent: Client) -> None:
    act = as_agent.post(f"/desk/c/{talk.pk}/did", {"kind": "review"}).json()["act"]
    other = northfold.conversation(cast, customer="Other")
    assert as_agent.post(f"/desk/c/{other.pk}/undid", {"act": act}).status_code == 204
    assert Act.objects.count() == 1
