"""What is kept of a sign-in tells the day it ends, and no hour."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client

from extramile.people.sessions import SessionStore
from tests.cast import PASSWORD, Cast


def test_no_stored_value_tells_the_hour(cast: Cast, client: Client) -> None:
    client.post("/sign-in", {"login": cast.maya.email, "password": PASSWORD})
    kept = Session.objects.get()
    assert (kept.expire_date.hour, kept.expire_date.minute, kept.expire_date.second) == (0, 0, 0)
    now = datetime.now(UTC)
    assert now + timedelta(days=14) <= kept.expire_date <= now + timedelta(days=15)
    day = now.timestamp() // 86_400 * 86_400
    numbers = [value for value in kept.get_decoded().values() if isinstance(value, (int, float))]
    assert not any(day - 86_400 < number < day + 30 * 86_400 for number in numbers)
    assert client.get("/desk/").status_code == 200


def test_sessions_that_are_over_are_cleared(cast: Cast, client: Client) -> None:
    client.force_login(cast.maya)
    call_command("clearsessions")
    kept = Session.objects.get()
    assert SessionStore(kept.session_key).load()
    kept.expire_date = datetime.now(UTC) - timedelta(seconds=1)
    kept.save()
    assert SessionStore(kept.session_key).load() == {}
    call_command("clearsessions")
    assert not Session.objects.exists()
