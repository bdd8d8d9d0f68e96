"""How a customer sounds, as the desk shows it, is corrected, and is switched off."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from extramile.cli.corrections import corrections
from extramile.desk import actions
from extramile.desk.actions import mood
from extramile.desk.models import Conversation, Entry, MoodCorrection, MoodCounted, MoodOff, MoodSum
from extramile.desk.queries.mood import lessons, usual_rise
from tests import cast as northfold
from tests.cast import Cast
from tests.desk.test_facts import worked_off

TENSE = "This is ridiculous, I already told you twice and heard nothing"
EASING = "Thank you so much, that is wonderful"


@pytest.fixture
def talk(cast: Cast) -> Conversation:
    made = northfold.conversation(cast)
    for text, agent in ((TENSE, None), ("I hate that this awful thing went wrong", cast.maya), (EASING, None)):
        northfold.said(made, text, agent=agent)
    return made


def _get(browser: Client, talk: Conversation, what: str = "mood") -> str:
    answer = browser.get(f"/desk/c/{talk.pk}/{what}")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def _say(browser: Client, talk: Conversation, seq: int | str, said: str) -> int:
    return browser.post(f"/desk/c/{talk.pk}/mood-reading", {"seq": seq, "said": said}).status_code


def test_the_trace_says_what_it_shows(talk: Conversation, as_agent: Client) -> None:
    shown = _get(as_agent, talk)
    assert "Tense at first, easing now. An estimate" in shown
    assert shown.count("<rect") == 2 and shown.count('class="tense"') == 1
    asked = _get(as_agent, talk, "mood-menu")
    assert "ridiculous" in asked and "awful" not in asked and "estimate" in asked
    assert asked.index("wonderful") < asked.index("ridiculous")
    assert "/settings/mood" not in asked and "An admin can switch it off" in asked


def test_an_admin_is_shown_the_switch(talk: Conversation, as_admin: Client) -> None:
    assert "/settings/mood" in _get(as_admin, talk, "mood-menu")


def test_a_long_wait_is_named(talk: Conversation, as_agent: Client) -> None:
    for seq, after in ((2, 40), (3, 41)):
        Entry.objects.filter(seq=seq).update(at=talk.opened_at + timedelta(minutes=after))
    assert "waited 40 minutes" in _get(as_agent, talk, "mood-menu")
    Entry.objects.filter(seq=2).delete()
    Entry.objects.filter(seq=3).update(at=talk.opened_at + timedelta(minutes=150))
    assert "wrote again after 2 hours" in _get(as_agent, talk, "mood-menu")


def test_it_is_silent_for_other_languages_and_few_words(cast: Cast, as_agent: Client) -> None:
    for texts in (("Das Zelt ist kaputt", "Ich bin enttäuscht"), ("Hi", "ok")):
        talk = northfold.conversation(cast)
        for text in texts:
            northfold.said(talk, text)
        assert "<button" not in _get(as_agent, talk)
        assert "not enough English words" in _get(as_agent, talk, "mood-menu")


def test_a_first_message_alone_is_heard(cast: Cast, as_agent: Client) -> None:
    talk = northfold.conversation(cast)
    northfold.said(talk, TENSE)
    assert _get(as_agent, talk).count("<rect") == 1 and "Tense" in _get(as_agent, talk)


def test_only_the_last_messages_are_looked_at(cast: Cast, as_agent: Client) -> None:
    talk = northfold.conversation(cast)
    for number in range(60):
        northfold.said(talk, f"{TENSE} <b>{number}</b>" if number > 40 else "Where is order 8790 please")
    asked = _get(as_agent, talk, "mood-menu")
    assert asked.count("<li>") == 40 and "<b>" not in asked
    assert _get(as_agent, talk).count("<rect") == 8


def test_a_correction_is_shown_kept_and_taken_back(talk: Conversation, as_agent: Client) -> None:
    before = _get(as_agent, talk)
    assert _say(as_agent, talk, 3, "tenser") == 204
    assert _get(as_agent, talk) != before
    assert "Corrected: Tenser" in _get(as_agent, talk, "mood-menu")
    assert _say(as_agent, talk, 3, "not_about_us") == 204
    assert MoodCorrection.objects.count() == 1
    assert list(lessons()) == [(EASING, "neutral")]
    assert _say(as_agent, talk, 3, "") == 204
    assert not MoodCorrection.objects.exists() and _get(as_agent, talk) == before


@pytest.mark.parametrize(
    ("seq", "said", "status"),
    [(2, "calmer", 422), (99, "calmer", 404), (0, "calmer", 422), ("x", "calmer", 422), (1, "furious", 422)],
)
def test_only_an_estimate_can_be_corrected(
    talk: Conversation, as_agent: Client, seq: int | str, said: str, status: int
) -> None:
    assert _say(as_agent, talk, seq, said) == status
    assert not MoodCorrection.objects.exists()


def test_a_message_without_an_estimate_has_none_to_correct(cast: Cast, as_agent: Client) -> None:
    talk = northfold.conversation(cast)
    northfold.said(talk, "Das Zelt ist leider kaputt")
    assert _say(as_agent, talk, 1, "calmer") == 422


def test_it_is_there_for_those_who_see_the_conversation(cast: Cast, talk: Conversation, as_agent: Client) -> None:
    cast.inbox.teams.add(northfold.Team.objects.create(name="Elsewhere"))
    for what in ("mood", "mood-menu"):
        assert as_agent.get(f"/desk/c/{talk.pk}/{what}").status_code == 404
    assert _say(as_agent, talk, 1, "calmer") == 404


def _resolved(cast: Cast, n: int) -> Conversation:
    for _ in range(n):
        talk = northfold.conversation(cast, status="resolved")
        northfold.said(talk, TENSE)
        northfold.said(talk, EASING)
        for _twice in range(2):
            mood.count(talk.pk)
    return talk


def test_a_rise_is_shown_against_the_usual_one_once_enough_tell(cast: Cast, as_agent: Client) -> None:
    talk = _resolved(cast, 29)
    assert usual_rise(cast.inbox.pk) is None and "usually" not in _get(as_agent, talk, "mood-menu")
    talk = _resolved(cast, 1)
    kept = MoodSum.objects.get()
    assert (kept.inbox_id, kept.conversations, MoodCounted.objects.count()) == (cast.inbox.pk, 30, 30)
    usual = usual_rise(cast.inbox.pk)
    assert usual is not None and usual > 0.3
    asked = _get(as_agent, talk, "mood-menu")
    assert f"Ended {usual:.1f} above where it began; here it is usually {usual:.1f} above." in asked
    assert usual_rise(0) == usual, "an inbox with few conversations goes by all of them"


@pytest.mark.postgres
def test_a_resolve_adds_to_the_sum_once(cast: Cast, talk: Conversation) -> None:
    for _twice in range(2):
        actions.resolve(cast.maya, talk.pk)
        actions.reopen(cast.maya, talk.pk)
    worked_off()
    assert not MoodSum.objects.exists(), "it is open again"
    actions.resolve(cast.maya, talk.pk)
    worked_off()
    assert MoodSum.objects.get().conversations == 1


def test_what_is_open_or_silent_is_not_counted(cast: Cast, talk: Conversation) -> None:
    mood.count(talk.pk)
    quiet = northfold.conversation(cast, status="resolved")
    northfold.said(quiet, "ok")
    mood.count(quiet.pk)
    mood.count(99)
    assert not MoodSum.objects.exists() and not MoodCounted.objects.exists()


def test_corrections_are_written_down_to_learn_from(talk: Conversation, as_agent: Client, tmp_path: Path) -> None:
    for seq, said in ((1, "calmer"), (3, "not_about_us")):
        _say(as_agent, talk, seq, said)
    file = tmp_path / "lessons.jsonl"
    assert corrections(file) == 0
    written = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert {one["text"]: one["labels"] for one in written} == {TENSE: ["negative"], EASING: ["neutral"]}
    assert file.stat().st_mode & 0o077 == 0
    assert corrections(file) == 2 and corrections(tmp_path / "none" / "lessons.jsonl") == 2


def test_off_is_off_for_everybody(talk: Conversation, as_agent: Client, as_admin: Client) -> None:
    _say(as_agent, talk, 1, "calmer")
    assert as_admin.post("/settings/mood", {}).status_code == 302
    assert MoodOff.objects.exists() and MoodCorrection.objects.exists()
    assert "<button" not in _get(as_agent, talk)
    assert "switched off" in _get(as_agent, talk, "mood-menu")
    assert _say(as_agent, talk, 3, "calmer") == 422
    Conversation.objects.update(status="resolved")
    mood.count(talk.pk)
    assert not MoodSum.objects.exists()
    as_admin.post("/settings/mood", {"on": "on"})
    assert not MoodOff.objects.exists() and "<button" in _get(as_agent, talk)


def test_switching_off_deletes_what_is_kept_when_asked(cast: Cast, talk: Conversation, as_admin: Client) -> None:
    _say(as_admin, talk, 1, "calmer")
    _resolved(cast, 2)
    page = as_admin.get("/settings/mood").content.decode()
    assert "1 correction by colleagues" in page and "summed over 2 resolved conversations" in page
    as_admin.post("/settings/mood", {"on": "on", "forget": "on"})
    assert MoodSum.objects.exists(), "while it is on nothing is deleted"
    as_admin.post("/settings/mood", {"forget": "on"})
    assert not any(kept.objects.exists() for kept in (MoodCorrection, MoodCounted, MoodSum))
    assert "Switched off" in as_admin.get("/settings/mood").content.decode()
