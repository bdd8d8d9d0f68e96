"""The debrief of a real conversation: one's own, beside the record, and sealed."""

from __future__ import annotations

import pytest

from extramile.desk.models import Conversation
from extramile.people.models import Sealed
from tests.cast import Cast, conversation, said, signed_in, with_open_seal

pytestmark = pytest.mark.django_db
ROOM = "/practice/rehearsal/debriefs/"
ANSWERS = {"happened": "She told it twice", "moved": "I said it back", "next_time": "Begin with that"}


def talk_of(cast: Cast) -> Conversation:
    talk = conversation(cast, customer="Dana Weber", assignee=cast.maya)
    said(talk, "This is the THIRD time <b>")
    said(talk, "You told us twice. I look at it now.", agent=cast.maya)
    said(talk, "A note between us", agent=cast.maya, note=True)
    return talk


def test_three_questions_beside_the_record_are_kept_for_oneself(cast: Cast) -> None:
    talk, maya = talk_of(cast), with_open_seal(cast.maya)
    here = f"{ROOM}{talk.pk}"
    assert f'href="{here}"' in maya.get(ROOM).content.decode()
    shown = maya.get(here).content.decode()
    assert "THIRD time &lt;b&gt;" in shown and "You told us twice." in shown and "A note between us" not in shown
    assert maya.post(here, ANSWERS).headers["Location"] == here
    maya.post(here, {**ANSWERS, "moved": "She heard her own words"})
    shown = maya.get(here).content.decode()
    assert "She heard her own words" in shown and "I said it back" not in shown and Sealed.objects.count() == 1
    assert "Begin with that" in maya.get(ROOM).content.decode()
    assert "Begin with that" in maya.get("/journey/everything.md").content.decode()
    maya.post(f"{here}/drop")
    assert not Sealed.objects.exists()


def test_what_it_was_about_stands_beside_the_skill_in_ones_journey(cast: Cast) -> None:
    talk, maya = talk_of(cast), with_open_seal(cast.maya)
    here = f"{ROOM}{talk.pk}"
    maya.post(here, {**ANSWERS, "skill": ["saying_back", "singing"]})
    assert 'value="saying_back" checked' in maya.get(here).content.decode()
    shown = maya.get("/journey/").content.decode()
    assert "1 debrief<" in shown and "Owning it" not in shown
    assert "What it was about: Saying it back\n" in maya.get("/journey/everything.md").content.decode()
    maya.post(here, ANSWERS)
    assert "1 debrief<" not in maya.get("/journey/").content.decode()


def test_nobody_looks_again_at_what_is_not_theirs(cast: Cast) -> None:
    talk, sam = talk_of(cast), with_open_seal(cast.sam)
    for number in (talk.pk, 999, 2**70):
        assert sam.get(f"{ROOM}{number}").status_code == sam.post(f"{ROOM}{number}", ANSWERS).status_code == 404
    assert signed_in(cast.maya).get(f"{ROOM}{talk.pk}").status_code == 302
    assert b"There is none to look at again yet." in sam.get(ROOM).content


def test_what_one_made_of_it_stays_when_the_conversation_is_gone(cast: Cast) -> None:
    talk, maya = talk_of(cast), with_open_seal(cast.maya)
    here = f"{ROOM}{talk.pk}"
    maya.post(here, ANSWERS)
    long = maya.post(here, {**ANSWERS, "happened": "é" * 300_000})
    assert long.status_code == 422 and b"longer than one entry" in long.content
    talk.delete()
    shown = maya.get(here).content.decode()
    assert "no longer here" in shown and "She told it twice" in shown and "The record" not in shown
