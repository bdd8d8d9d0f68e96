"""Settings: what facts weigh, the effect before it is saved, and the way back to the usual."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from extramile.base import jobs
from extramile.customers.account.facts import DEFAULTS, DEPOSITS, Fact
from extramile.customers.actions import account
from extramile.customers.models import Balance, Customer, Weight
from extramile.customers.queries.account import overdrawn, weights
from extramile.wiring import kept

USUAL = {fact.value: f"{abs(weight):g}" for fact, weight in DEFAULTS.items()}


@pytest.fixture
def two(transactional_db: None) -> None:
    """Two accounts: one long wait, and one poor rating beside a gesture."""
    first, second = Customer.objects.create().pk, Customer.objects.create().pk
    account.record(first, Fact.WAITED, key="1")
    account.record(second, Fact.RATED_POORLY, key="2")
    account.record(second, Fact.GESTURE, key="3")


def work() -> None:
    """Do what waits for a worker."""
    jobs.Worker(lambda: None, kept())._worker.run()


def test_the_effect_is_seen_before_it_is_saved(two: None, as_admin: Client) -> None:
    given = USUAL | {"waited": "0", "gesture": "5"}
    page = as_admin.post("/settings/facts", given | {"do": "look"}).content.decode()
    address = re.search(r'data-ask="([^"]+)"', page)[1]  # type: ignore[index]
    assert "Counting the accounts." in as_admin.get(address).content.decode()
    work()
    answer = as_admin.get(address).content.decode()
    assert "2 accounts are below zero now. With these weights it would be 0." in answer and "data-ask" not in answer
    assert weights() == DEFAULTS, "nothing is saved by looking"
    assert 'name="gesture" value="5"' in page


def test_what_cannot_be_counted_says_so(two: None, as_admin: Client) -> None:
    page = as_admin.post("/settings/facts", USUAL | {"do": "look"}).content.decode()
    DBTaskResult.objects.update(status="FAILED")
    address = re.search(r'data-ask="([^"]+)"', page)[1]  # type: ignore[index]
    assert "could not be counted" in as_admin.get(address).content.decode()


def test_weights_are_saved_in_one_step_and_accounts_follow(two: None, as_admin: Client) -> None:
    saved = as_admin.post("/settings/facts", USUAL | {"waited": "0", "gesture": "4,5", "do": "save"}, follow=True)
    assert "Saved. Every account counts so from now on." in saved.content.decode()
    assert weights() == DEFAULTS | {Fact.WAITED: 0.0, Fact.GESTURE: 4.5}
    assert Weight.objects.count() == 2, "what stays as usual is not written down"
    assert overdrawn().count() == 2
    work()
    assert not overdrawn().exists() and Balance.objects.count() == 2
    usual = as_admin.get("/settings/facts?defaults=1").content.decode()
    assert 'name="waited" value="4"' in usual
    as_admin.post("/settings/facts", USUAL | {"do": "save"})
    work()
    assert weights() == DEFAULTS and overdrawn().count() == 2


@pytest.mark.parametrize("wrong", ["", "21", "-1", "four", "nan", "1e400"])
@pytest.mark.parametrize("do", ["save", "look"])
def test_wrong_weights_say_what_is_right(two: None, as_admin: Client, wrong: str, do: str) -> None:
    before = DBTaskResult.objects.count()
    for fact in (DEPOSITS[0], Fact.WAITED):
        answer = as_admin.post("/settings/facts", USUAL | {fact.value: wrong, "do": do})
        assert answer.status_code == 422 and answer.content.decode().count("Write a number from 0 to 20.") == 1
    assert weights() == DEFAULTS and DBTaskResult.objects.count() == before


def test_it_is_for_admins(as_lead: Client) -> None:
    assert as_lead.get("/settings/facts").status_code == 403
    assert as_lead.post("/settings/facts", USUAL | {"do": "save"}).status_code == 403
