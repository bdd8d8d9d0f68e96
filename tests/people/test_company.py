from __future__ import annotations

import threading

import pytest
from django.db import connection

from extramile.people import actions
from extramile.people.models import Agent, Company


@pytest.mark.django_db(transaction=True)
def test_of_two_first_runs_at_once_one_founds_the_company() -> None:
    gate, outcomes = threading.Barrier(2), []

    def found(name: str) -> None:
        gate.wait()
        try:
            actions.found(company=name, name=name, email=f"{name}@a.example", password="a-long-walk", time_zone="UTC")
            outcomes.append("founded")
        except actions.AlreadyFounded:
            outcomes.append("late")
        finally:
            connection.close()

    threads = [threading.Thread(target=found, args=(name,)) for name in ("North", "South")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["founded", "late"]
    assert (Company.objects.count(), Agent.objects.count()) == (1, 1)
