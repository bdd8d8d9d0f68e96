"""Recall: two cards a day, as their person meets them, and as nobody else can."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from extramile.base import clock
from extramile.desk.actions import plans
from extramile.desk.models import GamePlan
from extramile.people.models import Agent, Sealed
from tests.cast import Cast, with_open_seal

pytestmark = pytest.mark.django_db
PAGE = "/practice/recall/"
NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)


def written(lead: Agent, title: str, **said: str) -> GamePlan:
    """A published game plan."""
    given = {"situation": "When", "first_words": f"First of {title}", "steps": f"Steps of {title}", **said}
    made = plans.write(lead, {"title": title, "may_give": "", "ask_help": "", **given}, today=NOW.date())
    plans.publish(lead, made.pk, today=NOW.date())
    return made


@pytest.fixture
def deck(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> list[GamePlan]:
    """Four game plans, on the second of March."""
    at(monkeypatch, 0)
    return [written(cast.jo, f"Plan {name}") for name in ("Ada", "Bo", "Cy", "Di")]


def at(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=days))


def shown(browser: Client, address: str = PAGE) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def title(page: str) -> str:
    found = re.search(r"“(Plan \w+)”</bdi></h2>", page)
    return found[1] if found else ""


def grade(browser: Client, said: int, page: str = "") -> None:
    """Answer the card on a page, or on the page as it is now."""
    page = page or shown(browser)
    fields = {name: re.findall(rf'name="{name}" value="([^"]*)"', page)[-1] for name in ("card", "turn")}
    assert browser.post(f"{PAGE}answer", {**fields, "grade": str(said)}).status_code == 302


def undo(browser: Client) -> None:
    turn = re.search(r'name="turn" value="(\d+)"', shown(browser))
    assert turn and browser.post(f"{PAGE}undo", {"turn": turn[1]}).status_code == 302


def test_two_cards_and_that_is_all_and_more_only_by_wish(cast: Cast, deck: list[GamePlan]) -> None:
    browser = with_open_seal(cast.maya)
    assert title(shown(browser)) == "Plan Ada" and "First of Plan Ada" in shown(browser)
    grade(browser, 3)
    assert title(shown(browser)) == "Plan Bo"
    grade(browser, 3)
    done = shown(browser)
    assert "That is all for today." in done and title(done) == ""
    more = shown(browser, f"{PAGE}?more=1")
    assert title(more) == "Plan Ada", "it was good once, and FSRS asks for it once more before it lets two days pass"
    grade(browser, 3, more)
    assert "Kept: Good, back in 2 days." in shown(browser)
    assert "First of" not in shown(with_open_seal(cast.sam)).replace("First of Plan Ada", ""), "Sam begins with Ada"


def test_cards_come_back_on_their_day_before_new_ones(
    cast: Cast, deck: list[GamePlan], monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = with_open_seal(cast.maya)
    grade(browser, 4), grade(browser, 1)
    at(monkeypatch, 1)
    assert title(shown(browser)) == "Plan Bo", "it was not there"
    grade(browser, 4)
    assert title(shown(browser)) == "Plan Cy", "the other one is not due yet"
    at(monkeypatch, 40)
    both = []
    for _ in range(2):
        both.append(title(shown(browser)))
        grade(browser, 3)
    assert set(both) == {"Plan Ada", "Plan Bo"} and "That is all for today." in shown(browser)


def test_an_answer_is_taken_back_and_the_card_is_as_before(cast: Cast, deck: list[GamePlan]) -> None:
    browser = with_open_seal(cast.maya)
    assert "/undo" not in shown(browser)
    grade(browser, 1), grade(browser, 4)
    undo(browser)
    assert title(shown(browser)) == "Plan Bo"
    undo(browser)
    assert title(shown(browser)) == "Plan Ada" and "/undo" not in shown(browser)
    assert browser.post(f"{PAGE}undo", {"turn": "0"}).status_code == 302
    grade(browser, 4)
    assert "back in 8 days" in shown(browser)


def test_a_second_click_and_a_page_left_open_say_nothing(
    cast: Cast, deck: list[GamePlan], monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = with_open_seal(cast.maya)
    first = shown(browser)
    grade(browser, 4, first), grade(browser, 4, first)
    assert title(shown(browser)) == "Plan Bo", "Ada was asked once, and Bo not at all"
    undo(browser)
    browser.post(f"{PAGE}undo", {"turn": "1"})
    assert title(shown(browser)) == "Plan Ada"
    for fields in ({}, {"grade": "9"}, {"grade": "x", "card": "plan:1"}):
        assert browser.post(f"{PAGE}answer", fields).status_code == 422
    for card in ("", "plan:", "plan:" + "9" * 40, "own:x", "lesson:none:0", "today", "plan:-1"):
        assert browser.post(f"{PAGE}answer", {"grade": "3", "card": card, "turn": "0"}).status_code == 302
    assert title(shown(browser)) == "Plan Ada" and "/undo" not in shown(browser)


def test_a_plan_that_was_reworded_shows_its_new_words_and_one_withdrawn_leaves(
    cast: Cast, deck: list[GamePlan], monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = with_open_seal(cast.maya)
    grade(browser, 1), grade(browser, 1)
    at(monkeypatch, 1)
    said = {
        "title": "Plan Ada",
        "situation": "",
        "first_words": "Quite new",
        "steps": "",
        "may_give": "",
        "ask_help": "",
    }
    plans.write(cast.jo, said, today=clock.now().date(), plan=deck[0].pk)
    page = shown(browser)
    assert "Quite new" in page and "reworded since you saw it" in page and "First of Plan Ada" not in page
    plans.withdraw(cast.jo, deck[0].pk)
    plans.delete(cast.jo, deck[1].pk)
    assert title(shown(browser)) == "Plan Cy"
    plans.publish(cast.jo, deck[0].pk, today=clock.now().date())
    assert title(shown(browser)) == "Plan Ada", "and what was known of it is still there"


def test_own_cards_are_written_asked_first_changed_left_out_and_destroyed(cast: Cast, deck: list[GamePlan]) -> None:
    browser = with_open_seal(cast.maya)
    assert browser.post(f"{PAGE}cards/new", {"question": "Why?", "answer": " "}).status_code == 422
    form = shown(browser, f"{PAGE}cards/new")
    row = re.findall(r'name="row" value="([^"]*)"', form)[0]
    for _ in range(2):
        browser.post(f"{PAGE}cards/new", {"question": "How <b>hot</b>?", "answer": "30 degrees", "row": row})
    assert shown(browser, f"{PAGE}cards").count("30 degrees") == 1
    assert "How &lt;b&gt;hot&lt;/b&gt;?" in shown(browser)
    edit = f"{PAGE}cards/{row}/edit"
    assert "30 degrees" in shown(browser, edit)
    browser.post(edit, {"question": "How warm?", "answer": "40 degrees"})
    assert "How warm?" in shown(browser) and "40 degrees" in shown(browser)
    assert with_open_seal(cast.sam).get(edit).status_code == 404
    browser.post(f"{PAGE}leave-out", {"card": f"own:{row}", "off": "1"})
    assert title(shown(browser)) == "Plan Ada" and "Ask me again" in shown(browser, f"{PAGE}cards")
    browser.post(f"{PAGE}leave-out", {"card": f"own:{row}", "cards": "1"})
    assert "How warm?" in shown(browser)
    grade(browser, 2)
    with_open_seal(cast.sam).post(f"{PAGE}cards/{row}/delete")
    assert "40 degrees" in shown(browser, f"{PAGE}cards")
    browser.post(f"{PAGE}cards/{row}/delete")
    assert "40 degrees" not in shown(browser, f"{PAGE}cards") and "How warm?" not in shown(browser)
    assert "/undo" not in shown(browser), "an answer to a card that is gone is not there to be taken back"


def test_the_row_that_holds_the_deck_is_no_card(cast: Cast, deck: list[GamePlan]) -> None:
    browser = with_open_seal(cast.maya)
    grade(browser, 4)
    row = Sealed.objects.get().pk
    assert browser.get(f"{PAGE}cards/{row}/edit").status_code == 404
    browser.post(f"{PAGE}cards/{row}/delete")
    assert Sealed.objects.filter(pk=row).exists() and "None yet" in shown(browser, f"{PAGE}cards")


def test_a_card_that_another_tab_left_out_is_not_answered(cast: Cast, deck: list[GamePlan]) -> None:
    browser = with_open_seal(cast.maya)
    before = shown(browser)
    browser.post(f"{PAGE}leave-out", {"card": f"plan:{deck[0].pk}", "off": "1"})
    grade(browser, 4, before)
    assert title(shown(browser)) == "Plan Bo" and "/undo" not in shown(browser)


def test_another_persons_plan_is_left_out_and_asked_again(cast: Cast, deck: list[GamePlan]) -> None:
    browser = with_open_seal(cast.maya)
    browser.post(f"{PAGE}leave-out", {"card": f"plan:{deck[0].pk}", "off": "1"})
    assert title(shown(browser)) == "Plan Bo" and "Plan Ada" in shown(browser, f"{PAGE}cards")
    assert title(shown(with_open_seal(cast.sam))) == "Plan Ada"
    browser.post(f"{PAGE}leave-out", {"card": f"plan:{deck[0].pk}", "cards": "1"})
    assert title(shown(browser)) == "Plan Ada"


def test_without_cards_it_says_where_they_come_from(cast: Cast) -> None:
    assert "No card wants you today." in shown(with_open_seal(cast.maya))
    written(cast.jo, "Plan empty", first_words="", steps="")
    assert "No card wants you today." in shown(with_open_seal(cast.maya))


def test_a_night_shift_is_one_day(cast: Cast, deck: list[GamePlan], monkeypatch: pytest.MonkeyPatch) -> None:
    browser = with_open_seal(cast.maya)
    monkeypatch.setattr(clock, "now", lambda: NOW.replace(hour=22))
    browser.post("/today/begin")
    grade(browser, 3), grade(browser, 3)
    monkeypatch.setattr(clock, "now", lambda: NOW.replace(hour=4) + timedelta(days=1))
    assert "That is all for today." in shown(browser)


def test_what_was_spoilt_is_said_and_begun_anew(cast: Cast, deck: list[GamePlan]) -> None:
    browser = with_open_seal(cast.maya)
    grade(browser, 4)
    Sealed.objects.update(box=b"\0" * 300)
    assert "What was here cannot be opened" in shown(browser)
    grade(browser, 4)
    assert "What was here cannot be opened" not in shown(browser) and title(shown(browser)) == "Plan Bo"


def test_all_of_it_is_taken_along_and_destroyed(cast: Cast, deck: list[GamePlan]) -> None:
    browser = with_open_seal(cast.maya)
    browser.post(f"{PAGE}cards/new", {"question": "How hot?", "answer": "30 degrees"})
    grade(browser, 4), grade(browser, 4)
    browser.post("/practice/programme/head-belief/keep", {"answer": "They were only tired"})
    file = shown(browser, "/journey/everything.md")
    for line in (
        "30 degrees",
        "- How hot?: seen on 2026-03-02, back on 2026-03-10",
        "- Plan Ada: seen on",
        "only tired",
    ):
        assert line in file
    plans.delete(cast.jo, deck[0].pk)
    assert "- A card that is gone: seen on" in shown(browser, "/journey/everything.md")
    browser.post("/journey/destroy")
    assert not Sealed.objects.exists()
    assert "How hot?" not in shown(browser) and "seen on" not in shown(browser, "/journey/everything.md")


def test_the_page_asks_little_of_the_database(cast: Cast, deck: list[GamePlan]) -> None:
    browser = with_open_seal(cast.maya)
    grade(browser, 1)
    browser.get(PAGE)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        shown(browser)
    assert len(asked) <= 12, [one["sql"][:90] for one in asked]
