"""The lead's page: sums, work that wants a hand without whose it is, and what there is to read."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from extramile.base.ids import uuid7
from extramile.customers.models import Promise
from extramile.desk.models import Entry, Type
from extramile.growth.coaching.library import About, cards, found
from extramile.people.models import Agent
from tests.cast import Cast, conversation, signed_in, with_open_seal
from tests.customers.promised import promised

pytestmark = pytest.mark.django_db
HOSTILE = "\u202e<script>alert(1)</script> " + "x" * 200


def late(cast: Cast, what: str, *, hours: int = 3, holder: Agent | None = None) -> Promise:
    """A promise of Maya's to Linh, whose time has passed."""
    talk = conversation(cast, customer="Linh Nguyen", assignee=cast.maya)
    made = promised(cast.maya, hours=-hours, customer=talk.customer_id, conversation=talk.pk)
    Promise.objects.filter(pk=made.pk).update(what=what, holder=holder or cast.maya)
    return made


def page(browser: Client) -> str:
    return browser.get("/lead/").content.decode()


def test_what_is_late_stands_there_as_work_and_not_as_somebodys(cast: Cast) -> None:
    late(cast, HOSTILE, hours=3)
    late(cast, "Send the longer one", hours=30)
    late(cast, "Not yet", hours=-2)
    late(cast, "Mine already", holder=cast.jo)
    told = page(signed_in(cast.jo))
    assert told.index("Send the longer one") < told.index("&lt;script&gt;alert(1)&lt;/script&gt;")
    assert "<script>alert" not in told and "\u202e" not in told
    assert "Not yet" not in told and "Mine already" not in told
    assert "Maya" not in told and "Reyes" not in told and "Linh Nguyen" in told


def test_helping_is_taking_it_over_and_can_be_undone(cast: Cast) -> None:
    made, browser = late(cast, "Call her back"), signed_in(cast.jo)
    answer = browser.post(f"/customers/promises/{made.pk}/hand-over", {"next": "/lead/#promises"})
    assert answer.headers["Location"] == "/lead/#promises"
    assert Promise.objects.get().holder == cast.jo
    told = page(browser)
    assert "You hold it now." in told and "Call her back" not in told
    undo = told.partition(f'action="/customers/promises/{made.pk}/undo/')[2].partition('"')[0]
    browser.post(f"/customers/promises/{made.pk}/undo/{undo}")
    assert Promise.objects.get().holder == cast.maya


def test_an_offer_is_one_note_where_it_was_promised(cast: Cast) -> None:
    made, browser, name = late(cast, "Call her back"), signed_in(cast.jo), str(uuid7())
    for _ in range(2):
        assert browser.post(f"/lead/promises/{made.pk}/offer", {"name": name}).status_code == 302
    note = Entry.objects.get(type=Type.NOTE)
    assert (note.conversation_id, note.agent) == (made.conversation, cast.jo.pk)
    assert note.text == "Jo could help with “Call her back”: say so here, or hand it over."
    assert Promise.objects.get().holder == cast.maya
    other = promised(cast.maya, hours=-1, customer=made.customer_id, conversation=made.conversation)
    browser.post(f"/lead/promises/{other.pk}/offer", {"name": name})
    assert Entry.objects.filter(type=Type.NOTE, conversation=made.conversation).count() == 2
    Promise.objects.update(state="kept")
    browser.post(f"/lead/promises/{made.pk}/offer", {"name": str(uuid7())})
    assert Entry.objects.filter(type=Type.NOTE).count() == 2
    assert browser.post("/lead/promises/99999999999999999999/offer").status_code == 404


def test_nothing_late_says_so_and_no_round_says_what_one_is(cast: Cast) -> None:
    told = page(signed_in(cast.jo))
    assert "Every promise is in time" in told and "Open a round" in told


def test_each_link_of_the_page_leads_somewhere(cast: Cast) -> None:
    browser = with_open_seal(cast.jo)
    for address in ("/lead/", "/lead/library"):
        told = browser.get(address).content.decode()
        links = {link.partition('"')[0].partition("#")[0] for link in told.split('href="/')[1:]}
        codes = {link: browser.get(f"/{link}").status_code for link in links if not link.startswith("static/")}
        assert len(codes) > 8 and set(codes.values()) == {200}, codes


def test_it_asks_twelve_times_at_most_however_much_is_late(cast: Cast) -> None:
    browser = signed_in(cast.jo)
    browser.get("/lead/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/lead/")
    for number in range(20):
        late(cast, f"Promise {number}")
    with CaptureQueriesContext(connection) as many:
        told = page(browser)
    assert told.count("I do it</button>") == 8 and "There are more of them." in told
    assert len(many) == len(few) <= 12


def test_the_library_is_found_by_words_of_its_cards() -> None:
    every = cards()
    assert len({one.key for one in every}) == len(every) >= 20
    assert {one.about for one in every} == set(About)
    assert all(45 <= len(one.words.split()) <= 90 and one.try_this for one in every)
    assert not [one.key for one in every if "!" in one.words + one.try_this + one.title]
    assert [one.key for one in found("ABUSIVE break")] == ["after-abuse"]
    assert found("") == list(every) and found("zebra crossing") == []


def test_the_library_shows_what_one_looks_for_and_nothing_else(cast: Cast) -> None:
    browser = signed_in(cast.jo)
    told = browser.get("/lead/library", {"q": "abusive break"}).content.decode()
    assert 'id="after-abuse" open' in told and "Never ask for a smile" not in told
    told = browser.get("/lead/library", {"q": HOSTILE}).content.decode()
    assert "No card says that" in told and "<script>alert" not in told
