"""Scenarios that people here write for each other, also from a conversation of theirs."""

from __future__ import annotations

import html
import re

import pytest

from extramile.customers.models import Attribute
from extramile.desk.models import Conversation
from extramile.growth.models import OwnScenario, ScenarioVersion
from extramile.growth.practice.scenarios.queries import known
from extramile.people.models import Sealed
from tests.cast import Cast, conversation, said, signed_in, with_open_seal
from tests.web.test_rehearsal import begun_at, page

pytestmark = pytest.mark.django_db
NEW = "/practice/rehearsal/own/new"


def text_of(shown: str) -> str:
    """What stands in the editor."""
    found = re.search(r'<textarea[^>]*name="text"[^>]*>\n?(.*?)</textarea>', shown, re.S)
    assert found
    return html.unescape(found[1])


def test_a_scenario_is_written_played_without_a_trace_and_then_kept(cast: Cast) -> None:
    maya = with_open_seal(cast.maya)
    text = text_of(page(maya, NEW)).replace("title: The third time explaining", "title: The <b>fourth</b> time")
    looked = maya.post(NEW, {"text": text, "do": "look"}).content.decode()
    assert "THIRD time" in looked and "Its good lines" in looked and "The &lt;b&gt;fourth" in looked
    played = maya.post(NEW, {"text": text, "do": "say", "line": ["Calm down."], "words": "It is our policy."})
    assert "Told them how to feel" in played.content.decode() and "Stood behind a rule" in played.content.decode()
    assert not OwnScenario.objects.exists() and not Sealed.objects.exists()
    for _ in range(2):
        where = maya.post(NEW, {"text": text, "do": "keep"}).headers["Location"]
    assert OwnScenario.objects.count() == ScenarioVersion.objects.count() == 1
    assert "The &lt;b&gt;fourth" in page(maya, "/practice/rehearsal/") and "Change the scenario" in page(maya, where)
    assert "THIRD time" in page(maya, begun_at(maya, where))


def test_what_is_wrong_is_said_by_line_and_nothing_is_kept(cast: Cast) -> None:
    maya = signed_in(cast.maya)
    text = text_of(page(maya, NEW))
    for broken, line in ((text.replace("level: 2", "level: 9"), 4), ("title: [", 2), ("", 0), ("a: &x [*x]", 0)):
        answer = maya.post(NEW, {"text": broken, "do": "keep"})
        assert answer.status_code == 422 and "to be mended first" in answer.content.decode()
        assert not line or f'data-line="{line}"' in answer.content.decode()
    assert not OwnScenario.objects.exists()


def test_takes_keep_the_scenario_they_were_played_with(cast: Cast) -> None:
    maya, sam = with_open_seal(cast.maya), with_open_seal(cast.sam)
    text = text_of(page(maya, NEW))
    where = str(maya.post(NEW, {"text": text, "do": "keep"}).headers["Location"])
    take = begun_at(maya, where)
    edit = f"/practice/rehearsal/own/{OwnScenario.objects.get().pk}/edit"
    sam.post(edit, {"text": text.replace("THIRD time", "FIFTH time"), "do": "keep"})
    assert "FIFTH time" in page(maya, begun_at(maya, where)) and "THIRD time" in page(maya, take)
    assert "Maya Reyes" in page(sam, edit), "what it said before, and who wrote it"
    down = edit.replace("edit", "withdraw")
    sam.post(down)
    assert OwnScenario.objects.get().withdrawn is None, "neither a lead nor who wrote it first"
    maya.post(down)
    assert maya.get(where).status_code == 404 and "THIRD time" in page(maya, take)
    jo = with_open_seal(cast.jo)
    assert "Taken down" in page(jo, "/practice/rehearsal/")
    jo.post(down, {"back": "1"})
    assert maya.get(where).status_code == 200 and sam.get("/practice/rehearsal/own/999/edit").status_code == 404


ANSWERED = {
    "title": "The tent that came torn", "about": "A seam is open, and the trip is on Friday.", "name": "Robin",
    "temper": "7", "writes": "short", "level": "2", "skills": ["saying_back", "next_step"],
    "story": "The tent came with a torn seam.", "need": "A tent that holds, by Friday.",
    "opening": "My new tent is torn: the seam.\n\nAnd now?",
    "facts": "The seam is torn\nWe leave on Friday | when leave, when need",
    "steps": "Send a new tent today | send new tent, new tent today", "rules": "",
    "good": "The seam of your new tent is torn, and that is our mistake.\nWhen do you leave, and when do you need it?\n"
    "I'll send a new tent today.",
    "bad": "Please calm down.\nThat is our policy.",
}  # fmt: skip


def test_plain_questions_make_a_scenario_to_play_and_keep(cast: Cast) -> None:
    maya, here = with_open_seal(cast.maya), "/practice/rehearsal/own/questions"
    assert here in page(maya, "/practice/rehearsal/")
    assert maya.post(here, {**ANSWERED, "steps": " "}).status_code == 422
    text = text_of(maya.post(here, ANSWERED).content.decode())
    assert not OwnScenario.objects.exists()
    where = maya.post(NEW, {"text": text, "do": "keep"}).headers["Location"]
    found = known().scenarios[str(where).rpartition("/")[2]]
    assert [fact.told for fact in found.facts] == [True, False] and found.steps[0].words[1] == "new tent today"
    assert "is calm, and has what they came for" in page(maya, f"{where}/well")
    many = maya.post(here, {**ANSWERED, "skills": ["listening", "owning", "product", "writing"]})
    assert many.status_code == 422 and b"to be mended first" in many.content


def talk_of(cast: Cast) -> Conversation:
    talk = conversation(cast, customer="Dana Kowalski", assignee=cast.maya)
    talk.customer.email, talk.customer.place = "dana@home.example", "Porto"
    talk.customer.save()
    Attribute.objects.create(customer=talk.customer, name="Boat", spelt="boat", value="Sea Lavender")
    said(talk, "Dana Kowalski here in Porto, order NF-20418. The seam of my tent is torn again.")
    said(talk, "I am sorry, Dana. Do you need the tent this week?", agent=cast.maya)
    said(
        talk,
        "Yes, on Friday we sail in the Sea Lavender, as SAM knew. Mail dana@home.example or +351 912 345 678",
    )
    said(talk, "I'll send a new tent today, and write to you at four. Maya Reyes", agent=cast.maya)
    return talk


def test_a_conversation_becomes_a_scenario_without_whose_it_is(cast: Cast) -> None:
    talk, maya = talk_of(cast), with_open_seal(cast.maya)
    here = f"/practice/rehearsal/own/from/{talk.pk}"
    assert here in maya.get(f"/desk/c/{talk.pk}/plans-menu").content.decode()
    shown = page(maya, here)
    gone = ("Dana", "Kowalski", "Porto", "20418", "Lavender", "dana@home.example", "912 345", "Maya", "Reyes", "SAM")
    stays, _, taken = shown.partition("What was taken out")
    text = text_of(shown)
    assert not [one for one in gone if one in stays.partition("What stays")[2] or one in text]
    assert "Sea Lavender" in taken and "Dana" in taken
    again = maya.post(here, {"also": "tent\nseam"}).content.decode()
    assert "tent" not in text_of(again) and "[left out]" in again
    assert not OwnScenario.objects.exists()
    looked = maya.post(NEW, {"text": text, "do": "look"}).content.decode()
    assert "to be mended first" not in looked and "The seam of my" in looked
    maya.post(NEW, {"text": text, "do": "keep"})
    found = next(one for name, one in known().scenarios.items() if name.startswith("our-"))
    assert found.good[1].startswith("I'll send a new tent today") and found.facts[1].asked_by


def test_no_scenario_is_made_of_what_is_not_ones_own(cast: Cast) -> None:
    talk, sam = talk_of(cast), signed_in(cast.sam)
    for number in (talk.pk, 999, 2**70):
        answers = (
            sam.get(f"/practice/rehearsal/own/from/{number}"),
            sam.post(f"/practice/rehearsal/own/from/{number}"),
        )
        assert [one.status_code for one in answers] == [404, 404]


def test_a_draft_of_anything_can_be_read(cast: Cast) -> None:
    """A conversation without a word of ours, in another language, in pieces, or far too long."""
    maya = signed_in(cast.maya)
    for lines in ([], ["¿Dónde está mi pedido?"], ["x" * 9_000, ": - [", "- a: b"], ["..."] * 30, ["hi"] * 150):
        talk = conversation(cast, assignee=cast.maya)
        for place, line in enumerate(lines):
            said(talk, line, agent=cast.maya if place % 2 else None)
        text = text_of(page(maya, f"/practice/rehearsal/own/from/{talk.pk}"))
        assert maya.post(NEW, {"text": text, "do": "look"}).status_code == 200
