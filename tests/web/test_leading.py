"""What those who lead have for themselves: a mirror, and a reminder to thank that may be let be without a trace."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from extramile.base import clock
from extramile.base.ids import uuid7
from extramile.culture.actions import stories, thanks
from extramile.culture.models import Story
from extramile.customers.actions import promises
from extramile.growth.today import actions as today
from extramile.growth.today.days import Day, Face
from extramile.people.models import Sealed
from tests.cast import Cast, conversation, said, with_open_seal
from tests.customers.promised import later, promised
from tests.people.test_sealing import opened

pytestmark = pytest.mark.django_db


def told(browser: Client) -> str:
    """The part of the lead's page that is theirs alone, as one reads it."""
    page = re.sub(r"<[^>]+>", " ", browser.get("/lead/own").content.decode())
    return " ".join(page.split())


def story(cast: Cast, title: str, *, ago: int = 0) -> Story:
    telling = stories.Telling(title, "She drove to the depot herself.", "", None)
    day = timezone.localdate() - timedelta(days=ago)
    return stories.tell(cast.maya, telling, conversation=None, name=uuid7(), day=day)


def test_one_occasion_at_a_time_and_never_who_was_not_thanked(cast: Cast) -> None:
    browser = with_open_seal(cast.jo)
    assert "Worth a thank-you?" not in told(browser)
    story(cast, "A tent by the night train", ago=2)
    story(cast, "<b>Boots</b> for a wedding", ago=1)
    story(cast, "Long ago", ago=20)
    page = browser.get("/lead/own").content.decode()
    assert "Maya told the team:" in page and "&lt;b&gt;Boots&lt;/b&gt; for a wedding" in page
    assert "night train" not in page and "Long ago" not in page
    form = page.partition('href="/team/thanks/')[2].partition('"')[0].replace("&amp;", "&")
    shown = browser.get(f"/team/thanks/{form.partition('#')[0]}").content.decode()
    assert f'value="{cast.maya.pk}" selected' in shown and "Boots&lt;/b&gt; for a wedding" in shown


def test_a_promise_kept_early_is_one_and_what_the_lead_did_is_none(cast: Cast) -> None:
    made = promised(cast.maya, hours=5)
    own = promised(cast.jo, hours=5)
    late = promised(cast.sam, hours=-2)
    for agent, one in ((cast.maya, made), (cast.jo, own), (cast.sam, late)):
        promises.keep(agent, one.pk)
    browser = with_open_seal(cast.jo)
    assert "Maya kept a promise before its time: Write to her by Friday noon" in told(browser)
    browser.post("/lead/reminders", {"key": f"early {made.steps.get().pk}"})
    assert "before its time" not in told(browser)


def test_who_was_thanked_since_is_not_offered_again(cast: Cast) -> None:
    story(cast, "A tent by the night train", ago=2)
    browser = with_open_seal(cast.jo)
    assert "night train" in told(browser)
    day = timezone.localdate()
    thanks.thank(cast.jo, cast.maya.pk, "Well done", happened="The tent", shared=False, name=uuid7(), day=day)
    assert "night train" not in told(browser)


def test_letting_be_and_leaving_out_are_known_to_nobody(cast: Cast) -> None:
    story(cast, "A tent by the night train", ago=2)
    story(cast, "Boots for a wedding", ago=1)
    lead, admin = with_open_seal(cast.jo), with_open_seal(cast.ines)
    key = lead.get("/lead/own").content.decode().partition('name="key" value="')[2].partition('"')[0]
    for _ in range(2):
        assert lead.post("/lead/reminders", {"key": key}).status_code == 302
    assert "night train" in told(lead) and "Boots" in told(admin)
    lead.post("/lead/reminders", {"key": "x", "off": "1"})
    assert "Left out: reminders to thank" in told(lead) and "night train" not in told(lead)
    # One sealed row, as long as any other.
    assert [len(bytes(row.box)) for row in Sealed.objects.all()] == [284]
    lead.post("/lead/reminders", {"on": "1"})
    assert "night train" in told(lead) and "Boots" not in told(lead)


def test_the_mirror_shows_ones_own_words_thanks_and_faces_and_nobody_elses(cast: Cast) -> None:
    for person, words in ((cast.jo, "I look at it <now>."), (cast.sam, "Unfortunately not.")):
        talk = conversation(cast, customer="Dana Weber", assignee=person)
        said(talk, "Where is it?")
        said(talk, words, agent=person)
        said(talk, "A note of mine", agent=person, note=True)
        today.arrive(
            opened(person), Day(timezone.localdate()), Face.BRIGHT if person == cast.jo else Face.LOW, at=clock.now()
        )
    day = timezone.localdate()
    thanks.thank(cast.jo, cast.maya.pk, "For the tent", happened="The tent", shared=False, name=uuid7(), day=day)
    thanks.thank(cast.sam, cast.maya.pk, "For the boots", happened="The boots", shared=True, name=uuid7(), day=day)
    page = with_open_seal(cast.jo).get("/lead/mirror").content.decode()
    for shown in ("I look at it &lt;now&gt;.", "Dana Weber", "For the tent", "Bright"):
        assert shown in page
    for hidden in ("Unfortunately", "A note of mine", "For the boots", "Where is it?", ">Low"):
        assert hidden not in page
    assert "I look at it" not in with_open_seal(cast.ines).get("/lead/mirror").content.decode()


def test_an_empty_mirror_says_what_to_do_and_a_closed_seal_is_asked_for(cast: Cast, as_lead: Client) -> None:
    page = with_open_seal(cast.jo).get("/lead/mirror").content.decode()
    assert "To the desk" in page and "Thank someone" in page
    assert as_lead.get("/lead/mirror").headers["Location"].startswith("/sealed/open")
    assert as_lead.get("/lead/own", headers={"X-Part": "1"}).status_code == 409


def test_they_ask_few_questions_of_the_database(cast: Cast) -> None:
    for number in range(6):
        story(cast, f"Story {number}")
        said(conversation(cast, assignee=cast.jo), "Hello", agent=cast.jo)
    with later(0):
        promises.keep(cast.maya, promised(cast.maya, hours=5).pk)
    browser = with_open_seal(cast.jo)
    for address in ("/lead/own", "/lead/mirror"):
        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            browser.get(address)
        assert len(asked) <= 12, address
