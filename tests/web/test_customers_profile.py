"""The page of one customer: what it shows to whom, at what price, and what is written down on it."""

from __future__ import annotations

import html
import re
import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from extramile.base import clock
from extramile.customers.actions import manner
from extramile.customers.ladder.rungs import Rung
from extramile.customers.manner import Read
from extramile.customers.models import Act, Attribute, Customer, Identity, Manner, Merge, Purchase, Standing
from extramile.desk.models import Conversation, Inbox, Rating
from tests import cast as northfold
from tests.cast import Cast

MOST = 12
UNDO = re.compile(r'action="([^"]+)"><input[^>]*csrf[^>]*><button[^>]*data-undo')


@pytest.fixture
def tomas(cast: Cast) -> Customer:
    """Who wrote once from a browser."""
    talk = northfold.conversation(cast)
    northfold.said(talk, "my tent has a torn seam")
    Identity.objects.create(customer=talk.customer, kind="visitor", value=str(talk.visitor))
    return talk.customer


def _page(client: Client, customer: Customer) -> str:
    answer = client.get(f"/customers/{customer.pk}")
    assert answer.status_code == 200
    return answer.content.decode()


def _undo(client: Client, page: str) -> None:
    found = UNDO.search(page)
    assert found, "there is a way back"
    assert client.post(found[1]).status_code == 302


def _bought(number: str = "", **more: str) -> dict[str, str]:
    day = (clock.now() - timedelta(days=3)).date().isoformat()
    return {"form": str(uuid.uuid4()), "day": day, "amount": "94,50", "currency": "EUR", "number": number} | more


def test_many_lines_cost_as_much_as_few(cast: Cast, tomas: Customer, as_agent: Client) -> None:
    _page(as_agent, tomas)
    with CaptureQueriesContext(connection) as few:
        _page(as_agent, tomas)
    day = clock.now().date()
    Purchase.objects.bulk_create(
        Purchase(customer=tomas, day=day - timedelta(days=n % 900), key=uuid.uuid4()) for n in range(3000)
    )
    Conversation.objects.bulk_create(
        Conversation(inbox=cast.inbox, customer=tomas, seq=1, last_text=f"{n}") for n in range(300)
    )
    with CaptureQueriesContext(connection) as many:
        page = _page(as_agent, tomas)
    assert len(many) == len(few) <= MOST
    assert "Further back" in page


def test_who_they_are_without_the_secrets_of_their_browsers(tomas: Customer, as_agent: Client) -> None:
    Identity.objects.create(customer=tomas, kind="imported", value="K-77")
    Identity.objects.create(customer=tomas, kind="email", value="other@example.org")
    Customer.objects.filter(pk=tomas.pk).update(email="t@example.org", time_zone="Europe/Madrid", language="es")
    page = _page(as_agent, tomas)
    for shown in ("Tomás Ortega", "t@example.org", "other@example.org", "K-77", "1 browser", "my tent has a torn seam"):
        assert shown in page
    for secret in Identity.objects.filter(kind="visitor").values_list("value", flat=True):
        assert secret not in page


def test_conversations_of_other_teams_are_not_even_counted(
    cast: Cast, tomas: Customer, sign_in: Callable[..., Client]
) -> None:
    closed = Inbox.objects.create(name="Care only")
    closed.teams.add(cast.care)
    Conversation.objects.update(inbox=closed)
    other = Customer.objects.create(name="Other")
    for agent, sees in ((cast.maya, True), (cast.sam, False)):
        client = sign_in(agent)
        assert ("torn seam" in _page(client, tomas)) is sees
        compared = client.get(f"/customers/{other.pk}/merge/{tomas.pk}").content.decode()
        assert ("1 conversation that" in compared) is sees


def test_nothing_that_people_write_becomes_markup(tomas: Customer, as_agent: Client) -> None:
    hostile = "<script>alert(1)</script>\u202e"
    Customer.objects.filter(pk=tomas.pk).update(name=hostile, place=hostile, language="<i>")
    as_agent.post(f"/customers/{tomas.pk}/attribute", {"name": hostile, "value": hostile})
    as_agent.post(f"/customers/{tomas.pk}/act", {"kind": "review", "about": "javascript:alert(1)//https://x"})
    page = _page(as_agent, tomas)
    assert "<script>alert" not in page
    # In a field it stands as it was written, or saving would change it.
    assert "\u202e" not in re.sub(r"<input[^>]*>", "", page)
    assert 'href="javascript' not in page


@pytest.mark.parametrize(
    "address",
    ["merge/99999", f"merge/{2**70}", f"take-back/act/{2**70}", "take-back/customer/1", "put-back/9", "unmerge/9"],
)
def test_what_is_not_there(tomas: Customer, as_agent: Client, address: str) -> None:
    for gone in (f"/customers/{tomas.pk}/{address}", "/customers/99999", f"/customers/{2**63}"):
        assert as_agent.post(gone, {}).status_code in (404, 405)
        assert as_agent.get(gone).status_code in (404, 405)


def test_back_and_send_again_writes_no_purchase_twice(tomas: Customer, as_agent: Client) -> None:
    here = f"/customers/{tomas.pk}"
    link = re.search(r'href="(\?write=bought&amp;key=[0-9a-f-]{36})', as_agent.get(here).content.decode())
    assert link
    for _ in range(2):
        shown = as_agent.get(here + html.unescape(link[1])).content.decode()
        form = re.search(r'name="form" value="([0-9a-f-]{36})"', shown)
        assert form
        as_agent.post(f"{here}/purchase", _bought() | {"form": form[1], "number": ""})
    assert Purchase.objects.filter(customer=tomas).count() == 1
    assert as_agent.get(f"{here}?write=bought&key=no").status_code == 200


def test_a_purchase_by_hand_and_its_undo_and_that_ones(tomas: Customer, as_agent: Client) -> None:
    given = _bought("8841")
    for _ in range(2):
        as_agent.post(f"/customers/{tomas.pk}/purchase", given)
    page = _page(as_agent, tomas)
    assert "94.50 EUR" in page and "8841" in page and "written down by Maya Reyes" in page
    assert Standing.objects.get().rung == Rung.ONE_TIME
    _undo(as_agent, page)
    assert not Purchase.objects.exists() and not Standing.objects.exists()
    _undo(as_agent, _page(as_agent, tomas))
    assert Purchase.objects.get().number == "8841"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"day": "2999-01-01"}, "Choose a day that has been"),
        ({"day": "soon"}, "Enter a valid date"),
        ({"amount": "-5"}, "above zero"),
        ({"amount": "five"}, "above zero"),
        ({"amount": "5", "currency": ""}, "in which currency"),
        ({"number": "x" * 81}, "at most 80"),
        ({"number": "taken"}, "Another customer has the order"),
    ],
)
def test_a_purchase_that_cannot_be(tomas: Customer, as_agent: Client, wrong: dict[str, str], said: str) -> None:
    other = Customer.objects.create()
    as_agent.post(f"/customers/{other.pk}/purchase", _bought("taken"))
    answer = as_agent.post(f"/customers/{tomas.pk}/purchase", _bought() | wrong)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Purchase.objects.count() == 1


@pytest.mark.parametrize("form", ["about", "bought", "did", "known", "preferred"])
def test_one_form_at_a_time(tomas: Customer, as_agent: Client, form: str) -> None:
    assert 'class="asked"' not in _page(as_agent, tomas).replace('<div class="asked"><label for="other"', "")
    written = as_agent.get(f"/customers/{tomas.pk}?write={form}").content.decode()
    assert f"?write={form}#" not in written
    assert written.count("?write=") == 4


def test_what_they_did_in_one_click(tomas: Customer, as_agent: Client) -> None:
    for _ in range(2):
        as_agent.post(f"/customers/{tomas.pk}/act", {"kind": "thanks", "about": "You saved our trip"})
    page = _page(as_agent, tomas)
    assert page.count("You saved our trip") == 2, "as an act, and as a line of the account"
    _undo(as_agent, page)
    assert not Act.objects.exists()
    assert as_agent.post(f"/customers/{tomas.pk}/act", {"kind": "nonsense"}).status_code == 422


def test_what_is_good_to_know(tomas: Customer, as_agent: Client) -> None:
    as_agent.post(f"/customers/{tomas.pk}/attribute", {"name": "Shoe size", "value": "43"})
    as_agent.post(f"/customers/{tomas.pk}/attribute", {"name": "shoe size", "value": "44"})
    one = Attribute.objects.get()
    assert one.value in _page(as_agent, tomas)
    as_agent.post(f"/customers/{tomas.pk}/take-back/attribute/{one.pk}")
    _undo(as_agent, _page(as_agent, tomas))
    assert Attribute.objects.get().value == "44"
    for wrong in ({"name": "x" * 61, "value": "y"}, {"name": " ", "value": "y"}, {"name": "\u200b", "value": ""}):
        assert as_agent.post(f"/customers/{tomas.pk}/attribute", wrong).status_code == 422


def test_preferences_with_their_reason_and_then_in_an_agents_words(tomas: Customer, as_agent: Client) -> None:
    why = {"answers": 8, "seconds": 41, "lines": 2}
    manner.suggest(tomas.pk, Read("fast", why, "", None))
    page = _page(as_agent, tomas)
    assert "Wants it fast" in page and "answers within about a minute, in 2 lines (8 answers looked at)" in page
    as_agent.post(f"/customers/{tomas.pk}/preferences", {"pace": "slow", "style": "auto"})
    assert "Maya Reyes wrote it down" in _page(as_agent, tomas)
    manner.suggest(tomas.pk, Read("fast", why, "business", {"messages": 9, "letters": 20, "friendly": 1}))
    kept = Manner.objects.get()
    assert (kept.pace, kept.style) == ("slow", "business")
    as_agent.post(f"/customers/{tomas.pk}/preferences", {"pace": "auto", "style": "auto"})
    assert (Manner.objects.get().pace, Manner.objects.get().pace_by) == ("", None)


def test_contacts_that_are_too_long_say_so(tomas: Customer, as_agent: Client) -> None:
    given = {"name": "x" * 81, "email": "nope", "phone": "", "place": ""}
    answer = as_agent.post(f"/customers/{tomas.pk}/about", given)
    assert answer.status_code == 422
    assert "at most 80" in answer.content.decode()
    assert as_agent.post(f"/customers/{tomas.pk}/about", given | {"name": "T", "email": ""}).status_code == 302
    assert Customer.objects.get(pk=tomas.pk).name == "T"


def test_who_may_be_the_same(tomas: Customer, as_agent: Client) -> None:
    Customer.objects.filter(pk=tomas.pk).update(email="T@Example.org", phone="+34 655-010 144", place="Sevilla")
    Identity.objects.create(customer=tomas, kind="email", value="older@example.org")
    alike = [
        Customer.objects.create(**one)
        for one in (
            {"name": "By mail", "email": "t@example.ORG"}, {"name": "By phone", "phone": "(34) 655 010144"},
            {"name": "Tom\u00e1s ORTEGA", "place": "SEVILLA"},
            {"name": "By another mail", "email": "older@example.org"},
        )
    ]  # fmt: skip
    for other in ({"name": "By no phone"}, {"name": "Tom\u00e1s Ortega"}, {"place": "Sevilla"}):
        Customer.objects.create(**other)
    suggested = re.findall(rf"/customers/{tomas.pk}/merge/(\d+)", _page(as_agent, tomas))
    assert set(map(int, suggested)) == {one.pk for one in alike}


def test_merging_by_the_page_and_taking_it_back(tomas: Customer, as_agent: Client) -> None:
    other = Customer.objects.create(name="T. Ortega", email="t@example.org", phone="1")
    found = as_agent.get(f"/customers/{tomas.pk}/merge", {"other": "T@example.org"})
    assert found.headers["Location"] == f"/customers/{tomas.pk}/merge/{other.pk}"
    compared = as_agent.get(found.headers["Location"]).content.decode()
    assert "T. Ortega" in compared and "Tomás Ortega" in compared
    assert as_agent.post(found.headers["Location"]).status_code == 302
    old = as_agent.get(f"/customers/{other.pk}", follow=True)
    assert old.redirect_chain == [(f"/customers/{tomas.pk}?was={other.pk}", 302)]
    page = old.content.decode()
    assert "You came by the address of T. Ortega" in page
    assert as_agent.post(found.headers["Location"]).status_code == 302, "a second click is no mistake"
    _undo(as_agent, page)
    assert Customer.objects.filter(pk=other.pk).exists()
    assert Merge.objects.get().undone_at is not None
    for asked in ("", "nobody@example.org", f"http://desk/customers/{tomas.pk}", "9" * 30):
        answer = as_agent.get(f"/customers/{tomas.pk}/merge", {"other": asked}, follow=True)
        assert "Nobody else is found" in answer.content.decode()


def test_what_they_said_of_a_conversation_is_for_those_who_may_see_it(
    cast: Cast, tomas: Customer, sign_in: Callable[..., Client]
) -> None:
    Rating.objects.create(conversation=Conversation.objects.get(), resolved=1, stars=4, comment="Quick & <kind>")
    closed = Inbox.objects.create(name="Care only")
    closed.teams.add(cast.care)
    Conversation.objects.update(inbox=closed)
    for agent, sees in ((cast.maya, True), (cast.sam, False)):
        page = _page(sign_in(agent), tomas)
        assert ("★★★★☆" in page) is sees
        assert ("Quick &amp; &lt;kind&gt;" in page) is sees


def test_a_family_that_shares_an_address_is_suggested_no_more(tomas: Customer, as_agent: Client) -> None:
    Customer.objects.filter(pk=tomas.pk).update(email="home@example.org")
    ana = Customer.objects.create(name="Ana", email="home@example.org")
    compare, apart = f"/customers/{tomas.pk}/merge/{ana.pk}", f"/customers/{tomas.pk}/apart/{ana.pk}"
    assert compare in _page(as_agent, tomas)
    for _ in range(2):
        assert as_agent.post(apart).status_code == 302
    page = _page(as_agent, tomas)
    assert compare not in page and "is somebody else" in page
    assert f"/customers/{ana.pk}/merge/{tomas.pk}" not in _page(as_agent, ana)
    # It holds for whom one of the two becomes a part of.
    whole = Customer.objects.create(name="Ana Ortega")
    as_agent.post(f"/customers/{whole.pk}/merge/{ana.pk}")
    Customer.objects.filter(pk=whole.pk).update(email="home@example.org")
    assert f"/customers/{whole.pk}/merge/{tomas.pk}" not in _page(as_agent, whole)
    assert as_agent.post(f"/customers/{whole.pk}/alike/{tomas.pk}").status_code == 302
    assert f"/customers/{whole.pk}/merge/{tomas.pk}" in _page(as_agent, whole)
    for nobody in (tomas.pk, 99999, 2**70):
        assert as_agent.post(f"/customers/{tomas.pk}/apart/{nobody}").status_code == 404


def test_what_came_while_they_were_one_stays_and_is_told(cast: Cast, tomas: Customer, as_agent: Client) -> None:
    other = Customer.objects.create(name="T. Ortega")
    as_agent.post(f"/customers/{tomas.pk}/merge/{other.pk}")
    made = Merge.objects.get()
    kept = Customer.objects.get(pk=made.kept_id)
    as_agent.post(f"/customers/{kept.pk}/purchase", _bought())
    shown = as_agent.post(f"/customers/{kept.pk}/unmerge/{made.pk}", follow=True).content.decode()
    assert f"One purchase that came meanwhile stays with {kept}." in html.unescape(shown)
    assert Purchase.objects.get().customer_id == kept.pk
