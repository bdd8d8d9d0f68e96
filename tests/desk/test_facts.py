"""Facts of the desk, as they are kept by what agents and customers do, and what a worker makes of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from extramile.base import clock, kept
from extramile.customers.account.facts import CAME_BACK, OPENED_AGAIN
from extramile.customers.models import Line
from extramile.customers.queries.account import statement
from extramile.desk import actions
from extramile.desk.actions import live
from extramile.desk.actions.imports import bring, inbox_for_imports
from extramile.desk.actions.recent import Recent
from extramile.desk.imports import chat
from extramile.wiring import kept as follows
from tests.cast import Cast
from tests.desk.receiving import Writer, new, reply

pytestmark = pytest.mark.django_db
Told = list[tuple[str, str, str | None]]


@pytest.fixture
def tomas(cast: Cast) -> Writer:
    return Writer(cast)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Moves the clock on: `later(hours=2)`."""
    passed = timedelta()
    now = clock.now

    def move(**by: float) -> None:
        nonlocal passed
        passed += timedelta(**by)
        monkeypatch.setattr(clock, "now", lambda: now() + passed)

    return move


def says(agent: Any, talk: Writer, text: str = "Hi", *, note: bool = False) -> None:
    """An agent's answer or note, through the live writer."""
    live.commit([reply(agent, talk.conversation.pk, text, note=note)])


def jobs() -> list[tuple[str, dict[str, Any]]]:
    """What was kept for accounts, in order: the event and its values."""
    # What is read again after each resolve says nothing of an account.
    return [one for one in all_jobs() if one[0] != "Resolved"]


def all_jobs() -> list[tuple[str, dict[str, Any]]]:
    """What was kept, in order."""
    stored = DBTaskResult.objects.filter(queue_name=kept.QUEUE).order_by("enqueued_at")
    return [tuple(given["args"]) for given in stored.values_list("args_kwargs", flat=True)]


def worked_off(*, backwards: bool = False) -> None:
    """Do what a worker does with all that was kept."""
    kept.use(follows())
    for event, values in reversed(all_jobs()) if backwards else all_jobs():
        kept.follow.call(event, json.loads(json.dumps(values)))


def account(talk: Writer, **how: bool) -> Told:
    """The lines after the worker was there, oldest first: fact, about, and why it was taken back."""
    worked_off(**how)
    found = statement(talk.conversation.customer_id).entries
    return [(entry.fact.value, entry.about, entry.reversed_because) for entry in reversed(found)]


def solved(cast: Cast, talk: Writer) -> None:
    """Asked, answered and resolved."""
    talk.says()
    says(cast.maya, talk)
    actions.resolve(cast.maya, talk.conversation.pk)


@pytest.mark.parametrize("backwards", [False, True], ids=["in order", "the other way round"])
def test_a_customer_who_comes_back_was_not_helped_at_once(
    cast: Cast, tomas: Writer, later: Callable[..., None], backwards: bool
) -> None:
    solved(cast, tomas)
    if not backwards:
        assert account(tomas) == [("solved_first", "", None)]
    later(days=6)
    tomas.says("Thank you!")
    later(minutes=1)
    tomas.says("It is torn again")
    later(minutes=1)
    says(cast.maya, tomas)
    later(minutes=1)
    actions.resolve(cast.maya, tomas.conversation.pk)
    assert account(tomas, backwards=backwards) == [("solved_first", "", CAME_BACK), ("wrote_again", "", None)]
    assert account(tomas) == account(tomas), "followed twice it is the same"


def test_coming_back_is_told_at_once_and_long_afterwards_not_at_all(
    cast: Cast, tomas: Writer, later: Callable[..., None]
) -> None:
    solved(cast, tomas)
    later(days=8)
    tomas.says("I have another question")
    assert account(tomas) == [("solved_first", "", None)]
    other = Writer(cast)
    solved(cast, other)
    other.says("It does not work")
    assert account(other) == [("solved_first", "", CAME_BACK), ("wrote_again", "", None)]


@pytest.mark.parametrize("how", ["undo", "write"])
def test_an_agent_who_reopens_takes_it_back(cast: Cast, tomas: Writer, how: str) -> None:
    solved(cast, tomas)
    if how == "undo":
        actions.reopen(cast.maya, tomas.conversation.pk)
    else:
        says(cast.sam, tomas, "One more thing")
    assert account(tomas) == [("solved_first", "", OPENED_AGAIN)]
    actions.resolve(cast.maya, tomas.conversation.pk)
    assert account(tomas) == [("solved_first", "", OPENED_AGAIN), ("solved_first", "", None)]


def test_who_was_not_answered_was_not_helped(cast: Cast, tomas: Writer) -> None:
    tomas.says()
    actions.resolve(cast.maya, tomas.conversation.pk)
    assert jobs() == []


def test_a_long_wait_is_told_once(cast: Cast, tomas: Writer, later: Callable[..., None]) -> None:
    tomas.says("My tent is torn")
    later(minutes=29)
    says(cast.maya, tomas)
    tomas.says("Thanks")
    later(hours=40)
    says(cast.maya, tomas, "You are welcome")
    assert jobs() == []
    tomas.says("It is torn again")
    later(minutes=20)
    tomas.says("Hello?")
    later(minutes=11)
    says(cast.maya, tomas)
    says(cast.sam, tomas)
    assert account(tomas) == [("waited", "31 min", None)]


def test_a_mail_may_wait_for_a_day(cast: Cast, tomas: Writer, later: Callable[..., None]) -> None:
    tomas.says("My tent is torn")
    type(tomas.conversation).objects.update(channel="email")
    later(hours=23)
    says(cast.maya, tomas)
    assert jobs() == []
    tomas.says("And now the pole")
    later(hours=31)
    actions.write(cast.maya, tomas.conversation.pk, name=new(), text="A new one is on its way")  # type: ignore[arg-type]
    assert account(tomas) == [("waited", "31 h", None)]


@pytest.mark.parametrize("note", [False, True])
def test_who_is_handed_on_without_a_note_tells_it_twice(cast: Cast, tomas: Writer, note: bool) -> None:
    tomas.says()
    says(cast.maya, tomas)
    actions.assign(cast.maya, tomas.conversation.pk, agent=cast.sam.pk)
    if note:
        says(cast.maya, tomas, "He leaves on Saturday", note=True)
    tomas.says("As I said, my tent is torn")
    says(cast.sam, tomas)
    says(cast.sam, tomas, "A new one is on its way")
    assert account(tomas) == ([] if note else [("told_twice", "", None)])


def test_who_takes_over_and_answers_costs_nothing(cast: Cast, tomas: Writer) -> None:
    tomas.says()
    says(cast.maya, tomas)
    tomas.says("And the pole?")
    actions.assign(cast.maya, tomas.conversation.pk, agent=cast.sam.pk)
    says(cast.sam, tomas)
    assert jobs() == []


def test_an_ordinary_message_asks_and_stores_nothing_more(cast: Cast, tomas: Writer) -> None:
    """Of the log nothing is read and nothing is kept, for visitors and for agents, the first time and later."""
    recent = Recent()
    for job in (tomas.job(), tomas.job("And the pole is bent")):
        with CaptureQueriesContext(connection) as asked:
            live.commit([job], recent)
    for agent in (cast.maya, cast.maya):
        tomas.says("And this")
        with CaptureQueriesContext(connection) as answered:
            live.commit([reply(agent, tomas.conversation.pk)], recent)
    for query in [*asked, *answered]:
        sql = query["sql"]
        assert "django_tasks" not in sql and not ("SELECT" in sql and '"desk_entry"' in sql), sql
    assert jobs() == []


def test_imports_are_no_facts(cast: Cast) -> None:
    turns = [{"by": by, "text": "Hello", "at": f"2026-01-0{day}T10:00:00Z"} for day, by in
             enumerate(("customer", "agent", "customer", "agent"), 1)]  # fmt: skip
    record = {"id": "1", "channel": "website", "customer": {"id": "7"}, "tags": [], "turns": turns}
    assert bring([chat.read(json.dumps(record).encode())], inbox=inbox_for_imports()).added == 1
    assert jobs() == []


def test_facts_of_whom_is_gone_are_no_facts(cast: Cast, tomas: Writer) -> None:
    solved(cast, tomas)
    tomas.conversation.entries.all().delete()
    tomas.conversation.delete()
    worked_off()
    assert not Line.objects.exists()
