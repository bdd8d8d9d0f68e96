from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from extramile.base import events
from extramile.people.access import session_digest
from extramile.people.events import AccessLost
from extramile.people.models import Agent
from tests.cast import PASSWORD, Cast

SignIn = Callable[[Agent], Client]


@pytest.fixture(autouse=True)
def no_tries_yet() -> Iterator[None]:
    cache.clear()
    yield


def test_name_zone_and_switches_are_saved(cast: Cast, as_agent: Client) -> None:
    given = {"about-name": " Maya  R. Reyes ", "about-time_zone": "America/Sao Paulo", "about-sound": "on"}
    assert as_agent.post("/profile/about", given).headers["Location"] == "/profile"
    maya = Agent.objects.get(pk=cast.maya.pk)
    assert (maya.name, maya.time_zone, maya.sound, maya.notifications) == (
        "Maya R. Reyes",
        "America/Sao_Paulo",
        True,
        False,
    )
    assert b"Saved." in as_agent.get("/profile").content


def test_another_address_takes_the_current_password(cast: Cast, as_agent: Client) -> None:
    wrong = {"email-email": "m@northfold.example", "email-current": "guess"}
    assert b"not your current password" in as_agent.post("/profile/email", wrong).content
    taken = {"email-email": "Sam@northfold.example", "email-current": PASSWORD}
    assert b"already uses" in as_agent.post("/profile/email", taken).content
    fine = {"email-email": "M@northfold.example", "email-current": PASSWORD}
    assert as_agent.post("/profile/email", fine).status_code == 302
    assert Agent.objects.get(pk=cast.maya.pk).email == "m@northfold.example"


def test_a_new_password_keeps_this_browser_and_ends_the_others(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = sign_in(cast.maya), sign_in(cast.maya)
    copied = Client()
    copied.cookies["extramile_session"] = str(here.session.session_key)
    told: list[object] = []
    monkeypatch.setattr(events, "publish", lambda *happened: told.extend(happened))
    given = {"password-current": PASSWORD, "password-new": "granite-and-moss"}
    assert here.post("/profile/password", given).headers["Location"] == "/profile"
    assert told == [AccessLost(cast.maya.pk, session_digest(str(here.session.session_key)))]
    assert here.get("/profile").status_code == 200
    assert there.get("/profile").status_code == 302
    assert copied.get("/profile").status_code == 302


def test_guessing_the_current_password_is_held_up(cast: Cast, as_agent: Client) -> None:
    wrong = {"password-current": "guess", "password-new": "granite-and-moss"}
    for _ in range(5):
        as_agent.post("/profile/password", wrong)
    right = {"password-current": PASSWORD, "password-new": "granite-and-moss"}
    assert b"many tries" in as_agent.post("/profile/password", right).content


def test_a_weak_password_is_refused(cast: Cast, as_agent: Client) -> None:
    weak = {"password-current": PASSWORD, "password-new": "password12"}
    assert as_agent.post("/profile/password", weak).status_code == 422
    assert Agent.objects.get(pk=cast.maya.pk).check_password(PASSWORD)
