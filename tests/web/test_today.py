"""Today, as its viewer meets it, and as nobody else can."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from extramile.base import clock
from extramile.people.models import Sealed
from tests.cast import PASSWORD, Cast, signed_in

pytestmark = pytest.mark.django_db


def enter(name: str) -> Client:
    browser = Client()
    browser.post("/sign-in", {"login": f"{name}@northfold.example", "password": PASSWORD})
    return browser


def test_a_face_is_kept_and_the_later_one_counts(cast: Cast) -> None:
    browser = enter("maya")
    assert 'aria-pressed="true"' not in browser.get("/today/").content.decode()
    for face in ("2", "4"):
        assert browser.post("/today/arriving", {"face": face}).headers["Location"] == "/today/"
    page = browser.get("/today/").content.decode()
    assert page.count('aria-pressed="true"') == 1 and 'value="4" aria-pressed="true"' in page
    assert 'aria-pressed="true"' not in enter("sam").get("/today/").content.decode()


def test_nothing_is_kept_of_a_day_without_an_answer(cast: Cast) -> None:
    browser = enter("maya")
    browser.get("/today/")
    assert browser.post("/today/arriving", {"face": "6"}).status_code == 422
    assert not Sealed.objects.exists()


def test_a_closed_seal_is_asked_for_before_the_page(cast: Cast) -> None:
    assert signed_in(cast.maya).get("/today/").headers["Location"] == "/sealed/open?next=%2Ftoday%2F"


def test_a_night_shift_is_one_day(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = enter("maya")
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 3, 2, 22, tzinfo=UTC))
    browser.post("/today/arriving", {"face": "3"})
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 3, 3, 5, tzinfo=UTC))
    assert 'value="3" aria-pressed="true"' in browser.get("/today/").content.decode()
    assert Sealed.objects.get().day.isoformat() == "2026-03-02"
