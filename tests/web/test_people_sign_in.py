from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client

from extramile.base import events
from extramile.people import queries, tasks
from extramile.people.access import session_digest
from extramile.people.events import AccessLost, SignedOut
from extramile.people.models import Agent
from tests.cast import PASSWORD, Cast

SignIn = Callable[[Agent], Client]


@pytest.fixture(autouse=True)
def no_tries_yet() -> Iterator[None]:
    cache.clear()
    yield


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    heard: list[object] = []
    monkeypatch.setattr(events, "publish", lambda *happened: heard.extend(happened))
    return heard


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """The reset mails that pages asked for."""
    made: list[dict[str, str]] = []
    monkeypatch.setattr(type(tasks.mail_reset), "enqueue", lambda task, **given: made.append(given))
    return made


def enter(client: Client, email: str, password: str = PASSWORD, **more: Any) -> Any:
    return client.post("/sign-in", {"login": email, "password": password, **more})


def test_a_page_for_agents_leads_through_sign_in_and_back(cast: Cast, stranger: Client) -> None:
    first = stranger.get("/profile")
    assert first.headers["Location"] == "/sign-in?next=%2Fprofile"
    form = stranger.get(first.headers["Location"])
    assert b'name="next" value="/profile"' in form.content
    assert enter(stranger, "Maya@Northfold.example", next="/profile").headers["Location"] == "/profile"
    assert stranger.get("/profile").status_code == 200
    kept = {"_auth_user_id", "_auth_user_backend", "_auth_user_hash", "_session_expiry", "seal"}
    assert set(stranger.session.keys()) == kept
    assert not EmailAddress.objects.exists()


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_nothing_leads_off_the_install(cast: Cast, stranger: Client, elsewhere: str) -> None:
    assert enter(stranger, "maya@northfold.example", next=elsewhere).headers["Location"] == "/today/start"
    assert stranger.get("/sign-in", {"next": elsewhere}).headers["Location"] == "/today/start"


def test_sign_in_does_not_say_whether_an_address_exists(cast: Cast, stranger: Client) -> None:
    def words(answer: Any) -> str:
        shown = re.sub(r'value="[^"]*"|content="[^"]*"', "", answer.content.decode())
        return re.sub(r"(maya|nobody)@", "somebody@", shown)

    known = enter(stranger, "maya@northfold.example", "not-the-password")
    unknown = enter(Client(), "nobody@northfold.example", "not-the-password")
    assert words(known) == words(unknown)
    assert "do not go together" in words(known)


def test_many_tries_are_held_up_for_known_and_unknown_addresses_alike(cast: Cast) -> None:
    for email in ("maya@northfold.example", "nobody@northfold.example"):
        cache.clear()
        for _ in range(5):
            enter(Client(), email, "not-the-password")
        assert b"many tries" in enter(Client(), email).content


def test_a_made_up_forwarding_header_gives_no_fresh_tries(cast: Cast) -> None:
    for n in range(30):
        Client().post("/sign-in", {"login": f"x{n}@a.example", "password": "x"}, HTTP_X_FORWARDED_FOR=f"10.0.0.{n}")
    answer = Client().post("/sign-in", {"login": "y@a.example", "password": "x"}, HTTP_X_FORWARDED_FOR="10.1.1.1")
    assert answer.status_code == 429
    assert b"One moment" in answer.content


def test_whoever_was_let_go_cannot_come_in_and_is_out_at_once(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.maya)
    Agent.objects.filter(pk=cast.maya.pk).update(is_active=False)
    assert browser.get("/profile").status_code == 302
    refused = enter(Client(), "maya@northfold.example")
    assert refused.headers["Location"] == "/sign-in"
    assert b"do not go together" in enter(Client(), "maya@northfold.example", "not-the-password").content


def test_signing_out_ends_the_session_and_tells_it_by_digest(cast: Cast, as_agent: Client, told: list[object]) -> None:
    key = str(as_agent.session.session_key)
    assert as_agent.get("/sign-out").status_code == 200
    assert as_agent.post("/sign-out").headers["Location"] == "/sign-in"
    assert told == [SignedOut(cast.maya.pk, session_digest(key))]
    assert as_agent.get("/profile").status_code == 302


def test_a_forged_post_changes_nothing(cast: Cast) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.maya)
    answer = browser.post("/profile/about", {"about-name": "Forged", "about-time_zone": "UTC"})
    assert answer.status_code == 403
    assert b"Nothing was changed" in answer.content
    assert Agent.objects.get(pk=cast.maya.pk).name == "Maya Reyes"
    for page in ("/profile", "/sign-out"):
        assert b"csrfmiddlewaretoken" in browser.get(page).content


def test_asking_for_a_link_is_the_same_for_every_address(
    cast: Cast, stranger: Client, asked: list[dict[str, str]]
) -> None:
    answers = [stranger.post("/password-reset", {"email": f"{who}@northfold.example"}) for who in ("maya", "nobody")]
    assert {answer.headers["Location"] for answer in answers} == {"/password-reset/sent"}
    assert [job["email"] for job in asked] == ["maya@northfold.example", "nobody@northfold.example"]
    assert stranger.get("/password-reset/sent").status_code == 200


def test_no_link_is_mailed_with_an_address_that_a_stranger_wrote(
    cast: Cast, stranger: Client, asked: list[dict[str, str]], settings: Any
) -> None:
    settings.CONFIG = replace(settings.CONFIG, mail_url="smtp://mail.example", url="")
    stranger.post("/password-reset", {"email": "maya@northfold.example"}, headers={"host": "203.0.113.9"})
    assert asked == []
    settings.CONFIG = replace(settings.CONFIG, url="https://desk.example")
    stranger.post("/password-reset", {"email": "maya@northfold.example"}, headers={"host": "203.0.113.9"})
    assert [job["origin"] for job in asked] == ["https://desk.example"]


def test_a_reset_link_sets_the_password_once_and_ends_every_session(
    cast: Cast, as_agent: Client, stranger: Client, told: list[object]
) -> None:
    link = f"/password-reset/{queries.reset_key(cast.maya)}"
    form = stranger.get(link)
    assert form.headers["Location"].endswith("-set-password")
    page = stranger.get(form.headers["Location"])
    assert b"new-password" in page.content
    assert b"least 10" in stranger.post(form.headers["Location"], {"password1": "short"}).content
    done = stranger.post(form.headers["Location"], {"password1": "granite-and-moss"})
    assert done.headers["Location"] == "/sign-in"
    assert told == [AccessLost(cast.maya.pk, None)]
    assert as_agent.get("/profile").status_code == 302
    assert b"does not work any more" in Client().get(link).content
    assert enter(Client(), "maya@northfold.example", "granite-and-moss").status_code == 302


def test_a_reset_link_dies_with_the_address_it_was_made_for(cast: Cast, stranger: Client) -> None:
    link = f"/password-reset/{queries.reset_key(cast.maya)}"
    Agent.objects.filter(pk=cast.maya.pk).update(email="maya@elsewhere.example")
    assert b"does not work any more" in stranger.get(link).content
    assert mail.outbox == []
