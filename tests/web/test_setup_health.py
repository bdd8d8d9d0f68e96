"""The health page: plain words, and what to do when something is not well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from extramile.base import clock, kept, state
from extramile.base.backup import record
from extramile.base.live import now
from extramile.base.live.broker import State
from extramile.base.live.now import Now

WELL = Now(desks=3, visitors=1, waiting=0, topics=4, broker=State.ALONE, others=0)


@pytest.fixture
def backed_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A data folder whose last backup is of today."""
    record.note(tmp_path, record.Last(clock.now(), "/mnt/kept/one.tar.gz", 2_000_000))
    monkeypatch.setattr(state, "data", lambda: tmp_path)
    monkeypatch.setattr(now, "_look", lambda: WELL)
    yield tmp_path


def shown(browser: Client) -> str:
    answer = browser.get("/settings/health")
    assert answer.status_code == 200
    return answer.content.decode()


def test_all_is_well(as_admin: Client, backed_up: Path) -> None:
    page = shown(as_admin)
    assert "All is well." in page and "To do" not in page
    assert "1 chat and 3 desks" in page and "One serves everybody" in page
    assert "/mnt/kept/one.tar.gz" in page and "0 wait, 0 failed" in page


@pytest.mark.parametrize(
    ("live", "says"),
    [
        (replace(WELL, waiting=2_000), "The disk or the database is slow"),
        (replace(WELL, broker=State.AWAY), "Redis does not answer"),
    ],
)
def test_the_live_rooms(
    as_admin: Client, backed_up: Path, monkeypatch: pytest.MonkeyPatch, live: Now, says: str
) -> None:
    monkeypatch.setattr(now, "_look", lambda: live)
    page = shown(as_admin)
    assert says in page and "One thing needs" in page


def test_several_processes_are_counted(as_admin: Client, backed_up: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(now, "_look", lambda: replace(WELL, broker=State.CONNECTED, others=2))
    assert "This one and 2 others" in shown(as_admin)


def test_an_old_backup_and_none(as_admin: Client, backed_up: Path) -> None:
    record.note(backed_up, record.Last(clock.now() - timedelta(days=8), "/mnt/kept/one.tar.gz", 1))
    assert "bin/extramile backup FOLDER" in shown(as_admin)
    (backed_up / record.NAME).unlink()
    page = shown(as_admin)
    assert "None that this computer knows of" in page and "bin/extramile backup FOLDER" in page


@task()
def mail_reset(email: str) -> None:
    """A job under a known name, which fails."""


def test_failed_jobs_are_named_without_whom_they_are_for(as_admin: Client, backed_up: Path) -> None:
    mail_reset.enqueue("tomas@ortega.example")
    DBTaskResult.objects.update(
        status="FAILED", finished_at=clock.now(), exception_class_path="builtins.ConnectionRefusedError"
    )
    page = shown(as_admin)
    assert "Mail with a link for a new password" in page and "ConnectionRefusedError" in page
    assert "1 failed in the last day" in page and "tomas" not in page


def test_what_must_be_followed_is_named_and_tried_again(as_admin: Client, as_lead: Client, backed_up: Path) -> None:
    kept.follow.enqueue("WroteAgain", {"conversation": 4711})
    DBTaskResult.objects.update(
        status="FAILED", finished_at=clock.now() - timedelta(days=9), exception_class_path="builtins.OSError"
    )
    page = shown(as_admin)
    assert "1 could not be followed yet" in page and "0 failed in the last day" in page
    assert "Wrote again" in page and "OSError" in page and "4711" not in page
    assert as_lead.post("/settings/health/again").status_code == 403
    assert "1 is being tried again." in as_admin.post("/settings/health/again", follow=True).content.decode()
    assert "Try again now" not in shown(as_admin)


def test_jobs_that_nobody_does(as_admin: Client, backed_up: Path) -> None:
    mail_reset.enqueue("tomas@ortega.example")
    DBTaskResult.objects.update(enqueued_at=clock.now() - timedelta(hours=1))
    assert "bin/extramile worker" in shown(as_admin)


def test_it_is_for_admins(as_lead: Client) -> None:
    assert as_lead.get("/settings/health").status_code == 403
