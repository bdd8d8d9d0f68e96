"""Answers by mail: to each who spoke and left an address, once, after a time for second thoughts; over real SMTP."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPException
from typing import Any

import pytest

from extramile.base import clock
from extramile.culture import tasks
from extramile.culture.actions import answers, triage
from extramile.culture.actions.triage import Answer
from extramile.culture.models import AnswerLetter
from tests.cast import Cast
from tests.culture.post_office import PostOffice
from tests.culture.test_feedback import heard, look
from tests.culture.test_letters import office
from tests.culture.test_stories import TODAY

__all__ = ["office"]
pytestmark = pytest.mark.django_db
HOSTILE = "Six mails <img src=x>\nBcc: all@northfold.example"


def look_round(send: Any = None) -> list[tuple[int, int]]:
    """What a worker does: look, then do the jobs that came of it."""
    queued: list[tuple[int, int]] = []
    answers.look(lambda *job: queued.append(job))
    for job in queued:
        tasks.mail_answer.call(*job)
    return queued


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Moves the time on: `later(minutes=5)`."""
    moment = [clock.now()]
    monkeypatch.setattr(clock, "now", lambda: moment[0])

    def move(**given: int) -> None:
        moment[0] += timedelta(**given)

    return move


def test_those_who_said_the_same_hear_of_it_once_each(cast: Cast, office: PostOffice, later: Any) -> None:
    main = heard(HOSTILE, called="Noor\r\nBcc: x@y.example", email="noor@x.example")
    others = [heard("Five mails", email="rhys@x.example"), heard("Mails!", email="Noor@X.example"), heard("More mails")]
    for one in others:
        triage.merge(cast.jo, look(one), main.pk)
    given = Answer("One mail from now on, on the day it goes.", "done", told="Many mails", shown=True, mail=True)
    triage.answer(cast.jo, look(main), given)
    assert look_round() == [], "there is time for second thoughts"
    later(minutes=5)
    queued = look_round()
    later(minutes=30)
    assert look_round() == []
    for job in queued:
        tasks.mail_answer.call(*job)
    assert sorted(str(one["To"]).casefold() for one in office.taken) == ["noor@x.example", "rhys@x.example"]
    for mail in office.taken:
        words = mail.get_content()
        assert "One mail from now on" in words and "Northfold" in words and "&#" not in words
        assert "Six mails" not in words and "Noor\n" not in words and mail["Bcc"] is None
        assert mail["Auto-Submitted"] == "auto-generated"
    last = main.steps.get()
    with pytest.raises(triage.NotToUndo):
        triage.undo(cast.jo, main.pk, last.pk)


def test_taken_back_in_time_nothing_goes(cast: Cast, office: PostOffice, later: Any) -> None:
    found = heard("Six mails", email="noor@x.example")
    step = triage.answer(cast.jo, look(found), Answer("Never", "wont", mail=True))
    later(minutes=4)
    triage.undo(cast.jo, found.pk, step.pk)
    later(minutes=10)
    assert look_round() == [] and not office.taken and not AnswerLetter.objects.exists()


def test_a_mail_server_that_is_away_delays_it_and_a_forgotten_address_ends_it(
    cast: Cast, office: PostOffice, later: Any
) -> None:
    found = heard("Six mails", email="noor@x.example", day=TODAY)
    triage.answer(cast.jo, look(found), Answer("One", "done", mail=True))
    office.open = False
    later(minutes=5)
    with pytest.raises(SMTPException):
        look_round()
    office.open = True
    later(minutes=9)
    assert look_round() == []
    later(minutes=1)
    assert len(look_round()) == 1 and len(office.taken) == 1
    other = heard("Mails", email="rhys@x.example")
    triage.answer(cast.jo, look(other), Answer("One", "done", mail=True))
    other.refresh_from_db()
    other.email = ""
    other.save()
    later(minutes=5)
    assert len(look_round()) == 1 and len(office.taken) == 1
    later(minutes=30)
    assert look_round() == []
    without = heard("No address")
    triage.answer(cast.jo, look(without), Answer("One", "done", mail=True))
    assert not AnswerLetter.objects.filter(feedback=without).exists()
