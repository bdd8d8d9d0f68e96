"""A chance to please beside the conversation: offered, taken with a line, let go, and offered again when taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from extramile.base import clock
from extramile.customers.account.facts import Fact
from extramile.customers.actions import account
from extramile.customers.actions.promises import keep
from extramile.customers.models import Chance
from tests.cast import Cast, conversation
from tests.customers.known import bought
from tests.customers.promised import lines, promised

pytestmark = pytest.mark.django_db
OFFER = "A chance to please"


@pytest.fixture
def talk(cast: Cast) -> Any:
    return conversation(cast, customer="Linh Nguyen")


def panel(browser: Client, talk: Any) -> str:
    return browser.get(f"/desk/c/{talk.pk}/customer").content.decode()


def answer(browser: Client, talk: Any, **given: str) -> Any:
    return browser.post(f"/desk/c/{talk.pk}/chance", given)


def test_nothing_to_offer(talk: Any, as_agent: Client) -> None:
    assert OFFER not in panel(as_agent, talk)


def test_first_purchase_and_back_after_a_complaint(cast: Cast, talk: Any, as_agent: Client) -> None:
    bought(cast.maya, talk.customer_id, days=3)
    assert "Bought for the first time" in panel(as_agent, talk)
    wrong = clock.now() - timedelta(days=9)
    account.record(talk.customer_id, Fact.RATED_POORLY, key="rating:1", at=wrong)
    shown = panel(as_agent, talk)
    assert "Back after something went wrong" in shown and shown.count(OFFER) == 1
    account.take_back("rating:1", reason="Told by mistake.")
    assert "Bought for the first time" in panel(as_agent, talk)


def test_what_was_done_stands_in_the_account_and_on_the_page(cast: Cast, talk: Any, as_agent: Client) -> None:
    promise = promised(cast.maya, hours=50, customer=talk.customer_id)
    keep(cast.maya, promise.pk)
    key = f"early:{promise.pk}"
    assert key in panel(as_agent, talk)
    assert answer(as_agent, talk, occasion=key).status_code == 422
    given = {"occasion": key, "about": "Asked after <b>her brother</b>", "remembered": "yes"}
    done = answer(as_agent, talk, **given).json()
    assert answer(as_agent, talk, **given).status_code == 200
    assert OFFER not in panel(as_agent, talk)
    assert sorted(lines(talk.customer_id)) == ["promise_kept", "remembered"]
    page = as_agent.get(f"/customers/{talk.customer_id}").content.decode()
    assert "Asked after &lt;b&gt;her brother" in page and "Promised" in page
    assert as_agent.post(done["undo"]).json()["said"] == "Taken back."
    assert as_agent.post(done["undo"]).status_code == 204
    assert key in panel(as_agent, talk) and lines(talk.customer_id) == ["promise_kept"]


def test_let_go_for_good(cast: Cast, talk: Any, as_agent: Client) -> None:
    bought(cast.maya, talk.customer_id, days=0)
    key = f"first:{clock.now().date().isoformat()}"
    undo = answer(as_agent, talk, occasion=key, let_go="yes").json()["undo"]
    assert OFFER not in panel(as_agent, talk)
    assert not Chance.objects.get().done
    other = conversation(cast, customer="Somebody else")
    assert as_agent.post(undo.replace(f"/c/{talk.pk}/", f"/c/{other.pk}/")).status_code == 204
    as_agent.post(undo)
    assert OFFER in panel(as_agent, talk)
    assert answer(as_agent, talk, occasion="<script>", let_go="yes").status_code == 422
