"""Promises over HTTP: found while they are written, made, kept, moved, handed over, and hidden where need be."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from extramile.base import clock
from extramile.base.ids import uuid7
from extramile.customers.models import Customer, Promise
from extramile.customers.shapes import Vow
from extramile.desk.access import inboxes_of
from extramile.desk.actions import live
from extramile.people.models import Agent
from tests.cast import Cast, conversation, said, signed_in
from tests.customers.promised import HOUR, WORDS, lines, promised

pytestmark = pytest.mark.django_db
PART = {"X-Part": "yes"}
HOSTILE = "\u202e<script>alert(1)</script> " + "x" * 200


@pytest.fixture
def talk(cast: Cast) -> Any:
    return conversation(cast, customer="Linh Nguyen")


def owed(browser: Client, **query: str) -> str:
    return browser.get("/customers/promises", query).content.decode()


def act(browser: Client, promise: Promise, what: str, **given: str) -> Any:
    return browser.post(f"/customers/promises/{promise.pk}/{what}", given, headers=PART)


@pytest.mark.parametrize(
    ("zone", "due", "reads"),
    [
        ("Europe/Lisbon", "2026-11-27T12:00:00+00:00", "Friday 27 November, 12:00"),
        ("America/New_York", "2026-11-27T17:00:00+00:00", "Friday 27 November, 12:00"),
        ("Asia/Kathmandu", "2026-11-27T06:15:00+00:00", "Friday 27 November, 12:00"),
    ],
)
def test_a_time_is_the_agents_own(cast: Cast, talk: Any, zone: str, due: str, reads: str) -> None:
    Agent.objects.filter(pk=cast.maya.pk).update(time_zone=zone)
    with patch.object(clock, "now", lambda: datetime(2026, 11, 25, 9, 43, tzinfo=UTC)):
        answer = signed_in(cast.maya).post(
            f"/desk/c/{talk.pk}/promise-found", {"text": "Hello. I’ll write to you by Friday noon."}
        )
    found = answer.json()
    assert datetime.fromisoformat(found["due"]) == datetime.fromisoformat(due)
    assert (found["what"], found["reads"]) == ("Write to you by Friday noon", reads)
    assert Promise.objects.count() == 0


def test_over_the_change_of_the_clocks_noon_is_noon(cast: Cast, talk: Any) -> None:
    Agent.objects.filter(pk=cast.maya.pk).update(time_zone="Europe/Lisbon")
    with patch.object(clock, "now", lambda: datetime(2026, 10, 24, 9, 0, tzinfo=UTC)):
        answer = signed_in(cast.maya).post(f"/desk/c/{talk.pk}/promises", {"what": "Call", "when": "Monday noon"})
    assert answer.json()["said"] == "Promised: Monday 26 October, 12:00."
    assert Promise.objects.get().due == datetime(2026, 10, 26, 12, 0, tzinfo=UTC)


def test_nothing_to_find(talk: Any, as_agent: Client) -> None:
    for text in ("", "Thank you", "I will " * 3000):
        assert as_agent.post(f"/desk/c/{talk.pk}/promise-found", {"text": text}).status_code == 204
    assert as_agent.post(f"/desk/c/{talk.pk}/promise-reading", {"when": "some day"}).status_code == 204


def test_made_by_hand_once_and_in_words(talk: Any, as_agent: Client) -> None:
    given = {"what": "Call about the zip", "when": "tomorrow at 5 pm", "key": str(uuid7())}
    answers = [as_agent.post(f"/desk/c/{talk.pk}/promises", given) for _ in range(2)]
    assert {answer.status_code for answer in answers} == {200}
    promise = Promise.objects.get()
    assert (promise.conversation, promise.customer) == (talk.pk, talk.customer)
    assert answers[0].json()["undo"] == f"/customers/promises/{promise.pk}/withdraw"
    for wrong in ({"what": ""}, {"when": "never"}, {"when": "yesterday"}, {"at": "2025-01-01T10:00"}, {"key": "<b>"}):
        assert as_agent.post(f"/desk/c/{talk.pk}/promises", given | wrong).status_code == 422


def test_one_that_stands_in_a_message_is_its_writers_to_keep(cast: Cast, talk: Any) -> None:
    entry = said(talk, "I'll call you tomorrow", agent=cast.maya)
    given = {"what": "Call you tomorrow", "when": "tomorrow", "message": str(entry.name)}
    assert signed_in(cast.sam).post(f"/desk/c/{talk.pk}/promises", given).status_code == 422
    assert signed_in(cast.maya).post(f"/desk/c/{talk.pk}/promises", given).status_code == 200
    assert Promise.objects.get().message == entry.name


def test_a_promise_is_stored_with_its_message_or_not_at_all(cast: Cast, talk: Any) -> None:
    vow = Vow("Call you tomorrow", clock.now() + 20 * HOUR)
    job = live.Reply(
        cast.maya.pk, "Maya", inboxes_of(cast.maya), talk.pk, str(uuid7()), "I'll call you tomorrow", False, vow
    )
    live.commit([job])
    live.commit([job, job])
    promise = Promise.objects.get()
    assert (str(promise.message), promise.holder, promise.customer) == (job.name, cast.maya, talk.customer)
    elsewhere = live.Reply(cast.sam.pk, "Sam", frozenset(), talk.pk, str(uuid7()), "Never stored", False, vow)
    same_name = live.Reply(cast.sam.pk, "Sam", inboxes_of(cast.sam), talk.pk, job.name, "Not Sam's", False, vow)
    live.commit([elsewhere, same_name])
    assert Promise.objects.count() == 1


@pytest.mark.postgres
def test_its_life(cast: Cast, talk: Any, as_agent: Client) -> None:
    promise = promised(cast.maya, hours=50, customer=talk.customer_id, conversation=talk.pk)
    panel = as_agent.get(f"/desk/c/{talk.pk}/customer").content.decode()
    assert WORDS in panel and "in 2 days" in panel
    moved = act(as_agent, promise, "move", when="in 3 hours", told="yes").json()
    assert lines(promise.customer_id) == ["told_before_asked"]
    assert as_agent.post(moved["undo"], headers=PART).json() == {"said": "Taken back.", "undo": ""}
    assert act(as_agent, promise, "move", when="when I like").status_code == 422
    kept = act(as_agent, promise, "keep").json()
    assert kept["said"] == "Kept, 2 days early."
    assert "kept, 2 days early" in as_agent.get(f"/desk/c/{talk.pk}/customer").content.decode()
    assert act(as_agent, promise, "not-kept").status_code == 422
    assert WORDS not in owed(as_agent)
    as_agent.post(kept["undo"], headers=PART)
    assert WORDS in owed(as_agent) and lines(promise.customer_id) == []


def test_a_form_of_a_page_comes_back_and_offers_the_way_back(cast: Cast, as_agent: Client) -> None:
    promise = promised(cast.maya, hours=1)
    done = as_agent.post(f"/customers/promises/{promise.pk}/not-kept", {"next": "/customers/promises?whose=mine"})
    assert done.headers["Location"] == "/customers/promises?whose=mine"
    page = owed(as_agent, whose="mine")
    assert "Noted as not kept." in page and f"/customers/promises/{promise.pk}/undo/" in page
    away = as_agent.post(f"/customers/promises/{promise.pk}/keep", {"next": "https://elsewhere.example/"})
    assert away.headers["Location"] == "/customers/promises"
    assert "over already" in owed(as_agent)


def test_who_is_away_or_gone_is_offered_to_be_relieved(cast: Cast, as_agent: Client) -> None:
    promise = promised(cast.sam, hours=5)
    assert "Take it over" not in owed(as_agent)
    Agent.objects.filter(pk=cast.sam.pk).update(presence="away")
    assert "is away" in owed(as_agent) and "Take it over" in owed(as_agent)
    Agent.objects.filter(pk=cast.sam.pk).update(is_active=False)
    assert "nobody holds this" in owed(as_agent)
    assert act(as_agent, promise, "hand-over").json()["said"] == "You hold it now."
    assert "you hold it" in owed(as_agent, whose="mine")
    assert act(as_agent, promise, "hand-over", to=str(cast.sam.pk)).status_code == 422
    assert act(as_agent, promise, "hand-over", to=str(cast.jo.pk)).json()["said"] == "Jo Lind holds it now."


@pytest.mark.postgres
def test_what_is_hidden_stays_hidden(cast: Cast, talk: Any) -> None:
    cast.inbox.teams.add(cast.care)
    promise = promised(cast.maya, hours=5, customer=talk.customer_id, conversation=talk.pk)
    sam, jo = signed_in(cast.sam), signed_in(cast.jo)
    assert WORDS not in owed(sam) and WORDS in owed(jo)
    for what in ("keep", "not-kept", "move", "hand-over", "withdraw", "undo/1"):
        assert act(sam, promise, what).status_code == act(sam, Promise(pk=10**30), what).status_code == 404
    assert act(jo, promise, "hand-over", to=str(cast.sam.pk)).status_code == 422
    Promise.objects.update(holder=cast.sam)
    assert WORDS in owed(sam) and f"/desk/c/{talk.pk}" not in owed(sam)


def test_hostile_words_are_words(cast: Cast, talk: Any, as_agent: Client) -> None:
    as_agent.post(f"/desk/c/{talk.pk}/promises", {"what": HOSTILE, "when": "tomorrow"})
    Customer.objects.update(name=HOSTILE[:80])
    for page in (owed(as_agent), as_agent.get(f"/desk/c/{talk.pk}/customer").content.decode()):
        assert "<script>alert" not in page and "U+202E&lt;script&gt;" in page


def test_a_thousand_promises_are_pages_of_a_few_queries(cast: Cast, talk: Any, as_agent: Client) -> None:
    now = clock.now()
    Promise.objects.bulk_create(
        Promise(
            customer=talk.customer, conversation=talk.pk, what=f"Promise {n}", due=now + n // 2 * HOUR, state="open",
            holder=cast.maya, made_by=cast.maya.pk, key=str(n),
        )
        for n in range(-20, 980)
    )  # fmt: skip
    with CaptureQueriesContext(connection) as asked:
        page = owed(as_agent)
    assert len(asked) <= 8
    assert page.index("Promise -20<") < page.index("Promise -1<") < page.index("Promise 29<")
    seen, address = page.count('class="promise"'), "/customers/promises"
    while 'class="btn" href' in page:
        address = page.split('class="btn" href="')[1].split('"')[0].replace("&amp;", "&")
        page = as_agent.get(address).content.decode()
        seen += page.count('class="promise"')
    assert seen == 1000
    assert as_agent.get("/customers/promises?after=x").status_code == 404


def test_the_panel_asks_once(cast: Cast, talk: Any, as_agent: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            as_agent.get(f"/desk/c/{talk.pk}/customer")
        return len(found)

    asked()
    before = asked()
    for hours in (1, 50, -3):
        promised(cast.maya, hours=hours, customer=talk.customer_id, conversation=talk.pk)
    assert asked() == before
