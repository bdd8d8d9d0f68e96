"""Kept events: there when their cause is, followed whatever happens to a worker, and never forgotten before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from extramile.base import clock, events, jobs, kept
from extramile.desk import events as of_the_desk
from extramile.wiring import kept as wired

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
NOW = clock.now()


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that must be followed."""

    number: int
    at: datetime


@pytest.fixture
def followed() -> Iterator[list[Happened]]:
    """What was followed, by workers that follow `Happened`."""
    found: list[Happened] = []
    kept.use({Happened: found.append})
    yield found
    kept.use({})


def work(then: Callable[[Happened], None]) -> None:
    """A worker that does what there is to do, and ends; one that is killed raises KeyboardInterrupt."""
    jobs.Worker(lambda: None, {Happened: then})._worker.run()


def states() -> list[str]:
    return list(DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True))


def test_an_event_is_kept_with_its_cause_or_not_at_all(followed: list[Happened]) -> None:
    class Undone(Exception):
        pass

    with pytest.raises(Undone), transaction.atomic():
        events.keep(Happened(1, NOW))
        raise Undone
    events.keep(Happened(2, NOW), Happened(3, NOW))
    assert followed == []
    work(followed.append)
    assert followed == [Happened(2, NOW), Happened(3, NOW)]


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_worker_that_dies_leaves_it_to_the_next(followed: list[Happened], when: str) -> None:
    def killed(event: Happened) -> None:
        if when == "after":
            followed.append(event)
        # As after a kill: the job stays claimed, and nobody says how it ended.
        DBTaskResult.objects.update(status="RUNNING")
        raise _Killed

    class _Killed(BaseException):
        pass

    events.keep(Happened(1, NOW))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DBTaskResult, "set_failed", lambda self, error: None)
        patch.setattr(jobs.kept, "try_again", lambda: 0)
        work(killed)
    assert states() == ["RUNNING"]
    jobs.put_back(timedelta())
    work(followed.append)
    assert set(followed) == {Happened(1, NOW)} and states() == ["SUCCESSFUL"]


def test_one_that_fails_is_tried_again_and_again_and_never_forgotten(followed: list[Happened]) -> None:
    def fails(event: Happened) -> None:
        raise ValueError("not today")

    events.keep(Happened(1, NOW))
    for pause in (*kept._PAUSES, None):
        work(fails)
        assert states() == ["FAILED"] and kept.try_again() == 0
        DBTaskResult.objects.update(finished_at=clock.now() - (pause or timedelta(days=300)))
        assert kept.try_again() == (1 if pause else 0)
    jobs.tidy()
    assert kept.failed() == 1
    assert kept.try_all_again() == 1
    work(followed.append)
    assert followed == [Happened(1, NOW)] and kept.failed() == 0
    DBTaskResult.objects.update(finished_at=clock.now() - timedelta(days=2))
    jobs.tidy()
    assert states() == []


def test_what_nobody_wired_fails_and_stays(followed: list[Happened]) -> None:
    events.keep(Happened(1, NOW))
    jobs.Worker(lambda: None, {})._worker.run()
    assert states() == ["FAILED"] and kept.failed() == 1


def test_every_event_that_is_kept_is_followed() -> None:
    """Those of the desk are what `wires` does not know: each of them a worker does."""
    told = {"Written", "Tallied", "Marked", "AccessChanged", "WebsiteChanged"}
    declared = {name for name, kind in vars(of_the_desk).items() if getattr(kind, "__module__", "") == kind_of_desk}
    assert {kind.__name__ for kind in wired() if kind.__module__ == kind_of_desk} == declared - told


kind_of_desk = of_the_desk.__name__
