"""Pulse in pages: the questions, what comes of them, and what leads do."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from extramile.people.models import Agent, Team
from extramile.pulse import actions
from extramile.pulse.models import Going, Mark, Sheet
from tests.cast import Cast, signed_in
from tests.pulse.asked import ask, asked, by_turns, join

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
PULSE, FORM = "/team/pulse/", "/team/pulse/answer"


def page(browser: Client, address: str = PULSE) -> str:
    """A page's text without its markup."""
    text = re.sub(r"<(script|style|svg).*?</\1>|<[^>]+>", " ", browser.get(address).content.decode(), flags=re.S)
    return " ".join(text.split())


def test_before_any_round_it_says_what_one_is(cast: Cast) -> None:
    assert "A lead can open one." in page(signed_in(cast.maya))
    assert "Open the first round" in page(signed_in(cast.jo))


def test_a_round_from_the_form_to_the_figures(cast: Cast) -> None:
    join("Care", 9)
    lead = signed_in(cast.jo)
    answer = lead.post("/team/pulse/rounds", {"days": "7", "own1": "We have <b>tents</b>", "experience": "on"})
    assert answer.headers["Location"] == "/team/pulse/rounds"
    number = Going.objects.get().round_id
    for turn, one in enumerate(Agent.objects.order_by("pk")):
        given = {"round": number, "autonomy1": 2 + turn % 2, "autonomy2": 2, "recommend": 9 - turn % 3, "own1": 3}
        assert signed_in(one).post(FORM, given | {"experience": ""}).headers["Location"] == FORM
    assert "Your answers are in" in page(signed_in(cast.maya), FORM)
    assert "No round has closed yet" in page(lead)
    lead.post(f"/team/pulse/{number}/close")
    shown = page(signed_in(cast.maya))
    assert "10 to 14 people answered." in shown and "I decide how I help 55" in shown
    assert "We have &lt;b&gt;tents&lt;/b&gt;" in shown
    assert "Team energy All of it" in page(signed_in(cast.maya), "/team/")
    assert page(signed_in(cast.sam)) == shown.replace("Maya", "Sam").replace("MR", "SO")


def test_who_leads_sees_the_same_figures_as_everybody(cast: Cast) -> None:
    join("Care", 12)
    join("Workshop", 3)
    asked(cast.jo, Agent.objects.all(), by_turns(1, 2, 3), TODAY())
    care = Team.objects.get(name="Care").pk
    for address in (PULSE, f"{PULSE}?team={care}"):
        seen = set()
        for one in (cast.maya, cast.jo, cast.ines):
            found = re.search(r'<section class="card stack" id="energy".*?</section>', _html(one, address), re.S)
            assert found
            assert "<strong>" in found[0]
            seen.add(found[0])
        assert len(seen) == 1


def _html(one: Agent, address: str) -> str:
    return signed_in(one).get(address).content.decode()


def test_every_page_of_a_lead_is_the_same_before_and_after_somebody_answers(cast: Cast) -> None:
    opened = ask(cast.jo, TODAY())
    addresses = ("/team/", PULSE, FORM, "/team/pulse/rounds", "/settings/people", f"/settings/people/{cast.maya.pk}")
    before = [page(signed_in(cast.jo), address) for address in addresses]
    actions.answer(cast.maya, opened.pk, {"autonomy1": 0})
    assert [page(signed_in(cast.jo), address) for address in addresses] == before


def test_too_few_is_explained(cast: Cast) -> None:
    asked(cast.jo, [cast.maya, cast.sam], by_turns(1), TODAY())
    assert "Fewer than five answered." in page(signed_in(cast.maya))
    assert "here or in what would be left over" in page(signed_in(cast.maya), f"{PULSE}?team={cast.care.pk}")


def test_held_back_is_explained(cast: Cast) -> None:
    join("Care", 10)
    asked(cast.jo, Agent.objects.all(), by_turns(2, 3), TODAY() - timedelta(days=40))
    join("Care", 1)
    asked(cast.jo, Agent.objects.all(), by_turns(2, 3), TODAY())
    assert "one to four people have come or gone" in page(signed_in(cast.maya))


@pytest.mark.parametrize("asked_for", ["round=x", "round=99999", "team=99999", "team=-1", "round=1&team=²"])
def test_what_is_not_there_is_no_error(cast: Cast, asked_for: str) -> None:
    asked(cast.jo, Agent.objects.all(), by_turns(1), TODAY())
    assert signed_in(cast.maya).get(f"{PULSE}?{asked_for}").status_code == 200


def test_answers_that_cannot_be_sent_say_why(cast: Cast) -> None:
    maya = signed_in(cast.maya)
    assert "No round is open." in page(maya, FORM)
    opened = ask(cast.jo, TODAY())
    assert maya.post(FORM, {"round": opened.pk}).status_code == 422
    assert maya.post(FORM, {"round": opened.pk, "autonomy1": "7"}).status_code == 422
    assert maya.post(FORM, {"round": opened.pk, "autonomy1": "x", "work1": "1", "autonomy2": "3"}).status_code == 302
    again = maya.post(FORM, {"round": opened.pk, "autonomy1": "1"})
    assert (again.status_code, "Your answers are in, once." in again.content.decode()) == (422, True)
    assert (Mark.objects.count(), Sheet.objects.get().content) == (1, {"autonomy2": 3})
    actions.close_round(cast.jo, opened.pk, today=TODAY())
    sam = signed_in(cast.sam)
    assert "This round has closed" in sam.post(FORM, {"round": opened.pk, "autonomy1": "1"}).content.decode()
    for browser in (maya, sam):
        assert "_messages" not in browser.session, "a row that would tell who answered, and who did not"


def test_leads_say_what_they_will_do(cast: Cast) -> None:
    closed = asked(cast.jo, Agent.objects.all(), by_turns(1), TODAY())
    lead = signed_in(cast.jo)
    for words in ("Hire somebody", "", "Fix the <i>printer</i>", "A fourth", "A fifth"):
        lead.post(f"/team/pulse/{closed.pk}/do", {"words": words})
    shown = page(signed_in(cast.maya))
    assert "Hire somebody Jo Lind" in shown and "&lt;i&gt;printer" in shown and "A fifth" not in shown
    assert "Take back" not in shown
    assert signed_in(cast.maya).post(f"/team/pulse/{closed.pk}/do", {"words": "x"}).status_code == 403


def test_two_leads_who_close_at_once_both_come_to_the_figures(cast: Cast) -> None:
    opened = ask(cast.jo, TODAY())
    first, second = (signed_in(one).post(f"/team/pulse/{opened.pk}/close") for one in (cast.jo, cast.ines))
    assert first.headers["Location"] == second.headers["Location"] == PULSE
