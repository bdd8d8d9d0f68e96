"""Monday's letters: at eight where each person is, once, late rather than never, and not on a Thursday."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from smtplib import SMTPException
from typing import Any

import pytest
from django.conf import settings as configured
from django.db import connections
from django.test import Client

from extramile.base import clock, jobs
from extramile.culture import tasks
from extramile.culture.actions import letters, mondays
from extramile.culture.models import Chosen, Letter, Monday
from extramile.people.actions import roles
from extramile.people.models import Agent
from tests import cast as northfold
from tests.cast import Cast
from tests.culture.post_office import PostOffice, post_office
from tests.culture.test_stories import told

WEEK = date(2026, 3, 23)


@pytest.fixture
def office(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    """The install's mail goes to a real server, and its links to an address."""
    with post_office() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        monkeypatch.setattr(configured, "CONFIG", replace(configured.CONFIG, url="https://desk.example"))
        yield running


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Moves the time: `at("2026-03-23 08:00")`, in UTC. Everybody has been here for long."""

    def move(words: str) -> datetime:
        moment = datetime.fromisoformat(words).replace(tzinfo=UTC)
        monkeypatch.setattr(clock, "now", lambda: moment)
        Agent.objects.update(joined_at=datetime(2026, 1, 1, tzinfo=UTC))
        return moment

    return move


def look() -> list[str]:
    """What a worker does: look, then do the jobs that came of it. To whom mail was tried."""
    queued: list[tuple[int, int]] = []
    letters.look(lambda *job: queued.append(job))
    for job in queued:
        tasks.mail_letter.call(*job)
    return [Letter.objects.get(pk=pk).agent.name for pk, _ in queued]


def zoned(cast: Cast, **zones: str) -> None:
    Agent.objects.exclude(name__startswith="x").update(is_active=False)
    for name, zone in zones.items():
        Agent.objects.filter(pk=getattr(cast, name).pk).update(time_zone=zone, is_active=True)


@pytest.mark.django_db
def test_each_gets_it_at_eight_where_they_are(cast: Cast, office: PostOffice, at: Any) -> None:
    zoned(cast, maya="Pacific/Kiritimati", sam="Europe/London", jo="America/Los_Angeles")
    for moment, names in (
        ("2026-03-22 17:59", []), ("2026-03-22 18:00", ["Maya Reyes"]), ("2026-03-23 07:59", []),
        ("2026-03-23 08:00", ["Sam Okafor"]), ("2026-03-23 14:59", []), ("2026-03-23 15:00", ["Jo Lind"]),
        ("2026-03-24 12:00", []),
    ):  # fmt: skip
        at(moment)
        assert [look(), look()] == [names, []], moment
    assert [one["To"] for one in office.taken] == [f"{name}@northfold.example" for name in ("maya", "sam", "jo")]
    assert Monday.objects.get().week == WEEK, "it is the same idea for all"


@pytest.mark.django_db
def test_the_clocks_may_change_in_between(cast: Cast, office: PostOffice, at: Any) -> None:
    """In London they go forward on 29 March 2026 and back on 25 October: eight is eight."""
    zoned(cast, maya="Europe/London")
    for moment, sent in (
        ("2026-03-23 08:00", 1), ("2026-03-30 06:59", 1), ("2026-03-30 07:00", 2), ("2026-03-30 08:30", 2),
        ("2026-10-19 07:00", 3), ("2026-10-26 07:30", 3), ("2026-10-26 08:00", 4),
    ):  # fmt: skip
        at(moment)
        look()
        assert len(office.taken) == sent, moment


@pytest.mark.django_db
def test_after_a_standstill_it_is_late_but_not_on_a_thursday(cast: Cast, office: PostOffice, at: Any) -> None:
    zoned(cast, maya="Europe/London", sam="Europe/London")
    at("2026-03-25 23:59")
    assert look() == ["Maya Reyes", "Sam Okafor"]
    at("2026-04-01 23:00")
    assert look() == [], "in London it is Thursday"
    at("2026-04-06 06:59")
    assert look() == [], "nor before eight on the Monday after"
    at("2026-04-06 07:00")
    assert len(look()) == 2 and len(office.taken) == 4
    assert set(Letter.objects.values_list("week", flat=True)) == {WEEK, date(2026, 4, 6)}


@pytest.mark.django_db
def test_a_mail_server_that_is_away_delays_it(cast: Cast, office: PostOffice, at: Any) -> None:
    zoned(cast, maya="Europe/London")
    office.open = False
    now = at("2026-03-23 08:00")
    with pytest.raises(SMTPException):
        look()
    office.open = True
    at(str((now + timedelta(minutes=9)).replace(tzinfo=None)))
    assert look() == [] and not office.taken
    at(str((now + timedelta(minutes=10)).replace(tzinfo=None)))
    assert look() == ["Maya Reyes"] and len(office.taken) == 1
    at("2026-03-23 12:00")
    assert look() == []


@pytest.mark.django_db
def test_an_older_turn_and_a_second_run_of_a_job_send_nothing(cast: Cast, office: PostOffice, at: Any) -> None:
    zoned(cast, maya="Europe/London")
    at("2026-03-23 08:00")
    queued: list[tuple[int, int]] = []
    letters.look(lambda *job: queued.append(job))
    at("2026-03-23 08:10")
    letters.look(lambda *job: queued.append(job))
    assert letters.claim(*queued[0]) is None, "there is a newer turn"
    at("2026-03-26 00:00")
    assert letters.claim(*queued[1]) is None, "it lay in the queue until Thursday"
    Letter.objects.update(begun=False)
    at("2026-03-23 08:10")
    assert letters.claim(*queued[1]) and letters.claim(*queued[1]) is None, "it is on its way"
    Letter.objects.update(begun=False)
    for job in (queued[0], queued[1], queued[1], queued[0]):
        tasks.mail_letter.call(*job)
    assert len(office.taken) == 1


@pytest.mark.django_db
def test_who_left_stopped_or_came_later_gets_none(cast: Cast, office: PostOffice, at: Any) -> None:
    zoned(cast, maya="Europe/London", sam="Europe/London", jo="Europe/London", ines="Nowhere/Land")
    at("2026-03-23 08:00")
    roles.deactivate(cast.ines, cast.maya.pk)
    mondays.want_letters(cast.sam.pk, on=False, day=WEEK)
    Agent.objects.filter(pk=cast.jo.pk).update(joined_at=datetime(2026, 3, 23, 8, 1, tzinfo=UTC))
    queued: list[tuple[int, int]] = []
    letters.look(lambda *job: queued.append(job))
    mondays.want_letters(cast.ines.pk, on=False, day=WEEK)
    for job in queued:
        tasks.mail_letter.call(*job)
    assert len(queued) == 1 and not office.taken, "what is stopped meanwhile does not go either"
    assert look() == []


@pytest.mark.django_db
def test_without_an_address_there_is_no_mail_and_there_is_the_idea(cast: Cast, at: Any) -> None:
    at("2026-03-23 08:00")
    assert look() == [] and not Letter.objects.exists()
    assert Monday.objects.get().week == WEEK


@pytest.mark.django_db
def test_the_letter_can_be_stopped_by_its_own_link(cast: Cast, office: PostOffice, at: Any) -> None:
    zoned(cast, maya="Europe/London")
    Agent.objects.filter(pk=cast.maya.pk).update(name="Maya\nBcc: all@northfold.example")
    Chosen.objects.create(week=date(2026, 3, 16), story=told(cast.sam, title="A tent by night train"))
    at("2026-03-23 08:00")
    mondays.begin(WEEK)
    Monday.objects.update(title="An idea\nBcc: all@northfold.example")
    look()
    (mail,) = office.taken
    idea, words = Monday.objects.get(), mail.get_content()
    assert mail["Subject"] == " ".join(idea.title.split()) and mail["Bcc"] is None
    assert idea.question.split()[-1] in words and "A tent by night train" in words and "&#" not in words
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = re.fullmatch(r"<https://desk\.example(/monday/stop/\S+)>", mail["List-Unsubscribe"].strip())
    assert link and link[1] in words

    stranger = Client(enforce_csrf_checks=True)
    assert "Stop the mail" in stranger.get(link[1]).content.decode()
    at("2026-03-30 08:00")
    assert len(look()) == 1, "looking at the page stops nothing"
    for _ in range(2):
        assert stranger.post(link[1], {"List-Unsubscribe": "One-Click"}).status_code == 200
    at("2026-04-06 08:00")
    assert look() == []
    stranger.post(link[1], {"on": "1"})
    assert len(look()) == 1
    for wrong in (link[1] + "x", "/monday/stop/1", f"/monday/stop/{cast.sam.pk}:{link[1].rpartition(':')[2]}"):
        assert stranger.post(wrong).status_code == 404


class _Worker(jobs.Worker):
    """One that leaves no connection behind."""

    def _run(self) -> None:
        try:
            super()._run()
        finally:
            connections.close_all()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_workers_send_each_letter_once(office: PostOffice, at: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    cast, names = northfold.assemble(), [f"x{number}" for number in range(12)]
    for name in names:
        Agent.objects.create_user(email=f"{name}@northfold.example", name=name, role="agent")
    at("2026-03-23 08:00")
    monkeypatch.setattr(jobs, "_PAUSE", 0.02)
    monkeypatch.setattr(jobs, "_EVERY", 0.03)
    workers = [_Worker(tasks.look_for_letters, {}, alone=False) for _ in range(2)]
    for worker in workers:
        worker.start()
    came = [office.came.acquire(timeout=30) for _ in range(len(names) + 4)]
    more = office.came.acquire(timeout=0.5)
    for worker in workers:
        worker.stop()
    assert all(came) and not more
    assert len({one["To"] for one in office.taken}) == len(office.taken) == len(names) + 4
    assert not Letter.objects.filter(sent=False).exists() and cast
