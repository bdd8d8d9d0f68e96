"""Today and the close of the day, as their person meets them, and as nobody else can."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from extramile.base import clock
from extramile.base.ids import uuid7
from extramile.customers.account.facts import Fact
from extramile.customers.actions import acts
from extramile.customers.actions.account import record
from extramile.customers.actions.promises import keep, make
from extramile.customers.ladder.acts import Kind
from extramile.customers.models import Customer, Promise
from extramile.desk.models import Conversation, MoodOff, Pin
from extramile.growth.today.intentions import good_ones, offered
from extramile.people.models import Agent, Sealed, Team
from tests.cast import Cast, conversation, said, signed_in, with_open_seal

pytestmark = pytest.mark.django_db
PLAN = {"situation": "it rains.", "action": "bring the big umbrella"}


def enter(name: str) -> Client:
    return with_open_seal(Agent.objects.get(email=f"{name}@northfold.example"))


def page(browser: Client, address: str = "/today/") -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_face_is_kept_and_the_later_one_counts(cast: Cast) -> None:
    browser = enter("maya")
    assert 'aria-pressed="true"' not in page(browser)
    for face in ("2", "4"):
        assert browser.post("/today/arriving", {"face": face}).headers["Location"] == "/today/#arriving"
    assert page(browser).count('aria-pressed="true"') == 1
    assert 'value="4" aria-pressed="true"' in page(browser)
    assert 'aria-pressed="true"' not in page(enter("sam"))


def test_nothing_is_kept_of_a_day_without_an_answer(cast: Cast) -> None:
    browser = enter("maya")
    page(browser), page(browser, "/today/close")
    assert browser.post("/today/arriving", {"face": "6"}).status_code == 422
    assert browser.post("/today/intention", {"situation": "it rains", "action": " "}).status_code == 422
    assert not Sealed.objects.exists()


def test_a_closed_seal_is_asked_for_before_the_page(cast: Cast) -> None:
    assert signed_in(cast.maya).get("/today/").headers["Location"] == "/sealed/open?next=%2Ftoday%2F"
    assert signed_in(cast.maya).post("/today/begin").status_code == 409


def test_a_night_shift_is_one_day_until_it_is_closed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = enter("maya")
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 3, 2, 22, tzinfo=UTC))
    assert browser.post("/today/begin").headers["Location"] == "/desk/"
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 3, 3, 5, tzinfo=UTC))
    browser.post("/today/arriving", {"face": "3"})
    browser.post("/today/close/good", {"good": "A thank-you at four in the morning"})
    assert Sealed.objects.get().day == date(2026, 3, 2)
    assert "Good morning, Maya" in page(browser)
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 3, 3, 4, 23, tzinfo=UTC))
    assert "Hello, Maya" in page(browser)
    browser.post("/today/close/leave")
    assert "four in the morning" not in page(browser, "/today/close")
    browser.post("/today/arriving", {"face": "5"})
    assert {row.day for row in Sealed.objects.all()} == {date(2026, 3, 2), date(2026, 3, 3)}


def test_an_intention_is_kept_for_the_day_and_let_go(cast: Cast) -> None:
    browser = enter("maya")
    first, second = page(browser), page(browser, "/today/?another=1")
    assert offered(clock.now().date(), [], turn=0).action in first
    assert offered(clock.now().date(), [], turn=1).action in second
    browser.post("/today/intention", PLAN)
    assert "If it rains, then I will bring the big umbrella." in page(browser)
    assert "big umbrella" not in page(enter("sam"))
    browser.post("/today/intention", {"drop": "1"})
    assert "big umbrella" not in page(browser)


def test_goals_come_before_the_good_set_and_each_turn_offers_another(cast: Cast) -> None:
    own = good_ones()[:2]
    turns = [offered(date(2026, 3, 2), own, turn=turn) for turn in range(6)]
    assert set(turns[:2]) == set(own)
    assert len({plan.sentence for plan in turns[2:]}) == 4


def test_a_part_may_be_left_out_for_ever_and_brought_back(cast: Cast) -> None:
    browser = enter("maya")
    for part in ("arriving", "intention", "worth_knowing", "warm_up", "nonsense"):
        browser.post("/today/parts", {"part": part, "off": "1"})
    left = page(browser)
    assert 'id="arriving"' not in left and 'id="worth"' not in left and left.count("Bring back") == 4
    assert 'id="arriving"' in page(enter("sam"))
    browser.post("/today/parts", {"part": "arriving", "on": "1"})
    assert 'id="arriving"' in page(browser)


def helped_by(cast: Cast, agent: Agent, name: str) -> Customer:
    made = conversation(cast, customer=name, assignee=agent, status="resolved")
    Conversation.objects.filter(pk=made.pk).update(last_at=clock.now() - timedelta(days=1))
    return made.customer


def test_what_became_of_somebody_is_told_to_who_helped_them_alone(cast: Cast) -> None:
    linh = helped_by(cast, cast.maya, "Linh Nguyen")
    before = helped_by(cast, cast.maya, "Ada Early")
    today = clock.now().date()
    acts.tell(linh.pk, Kind.THANKS, key="t1", day=today, about="I told everyone at work about you.")
    acts.tell(before.pk, Kind.THANKS, key="t2", day=today - timedelta(days=3), about="Long before")
    told = page(enter("maya"), "/today/news")
    assert "Linh Nguyen said thank you" in told and "everyone at work" in told
    assert "Long before" not in told, "that was before she helped"
    assert not any("Linh" in page(enter(name), "/today/news") + page(enter(name)) for name in ("sam", "jo", "ines"))
    assert "everyone at work" in page(enter("maya"), "/today/close")
    assert "everyone at work" not in page(enter("sam"), "/today/close")


def test_pins_reach_those_they_are_for_and_come_down(cast: Cast) -> None:
    maya, sam = enter("maya"), enter("sam")
    other = Team.objects.create(name="Repairs")
    maya.post("/today/pins", {"words": "Courier delays\nin the north", "days": "3", "team": str(cast.care.pk)})
    maya.post("/today/pins", {"words": "Fire drill at three", "days": "1", "team": ""})
    maya.post("/today/pins", {"words": "x", "team": str(other.pk)})
    assert "for teams you are in" in page(maya)
    maya.post("/today/pins", {"words": " "})
    assert "Write a line to pin up." in page(maya) and Pin.objects.count() == 2
    assert "Courier delays in the north" in page(maya) and "Courier" not in page(sam)
    assert "Courier" in page(enter("jo")) and "Fire drill" in page(sam)
    courier = Pin.objects.get(words__startswith="Courier")
    sam.post(f"/today/pins/{courier.pk}/down")
    assert Pin.objects.filter(pk=courier.pk).exists(), "one takes down what one sees"
    maya.post(f"/today/pins/{courier.pk}/down")
    assert not Pin.objects.filter(pk=courier.pk).exists()
    Pin.objects.update(until=clock.now().date() - timedelta(days=1))
    assert "Fire drill" not in page(sam)


def test_a_hard_moment_is_kept_as_far_as_it_was_written(cast: Cast) -> None:
    browser = enter("maya")
    words = {"happened": "He wrote <b>WHERE IS IT</b> eleven times", "else_true": "His trip was tomorrow"}
    browser.post("/today/close/hard", words)
    shown = page(browser, "/today/close")
    assert "&lt;b&gt;WHERE IS IT" in shown and "His trip was tomorrow" in shown
    browser.post("/today/close/hard", {"happened": "", "else_true": ""})
    assert "eleven times" not in page(browser, "/today/close")
    browser.post("/today/close/good", {"good": "\x00" + "é" * 50_000})
    assert "é" * 50_000 in page(browser, "/today/close")
    assert browser.post("/today/close/good", {"good": "é" * 200_000}).status_code == 422
    assert "é" * 50_000 in page(browser, "/today/close"), "what was kept before is still there"


def test_the_page_asks_little_of_the_database(cast: Cast, django_assert_max_num_queries: object) -> None:
    browser = enter("maya")
    for name in ("Linh Nguyen", "Tomás Ortega"):
        acts.tell(helped_by(cast, cast.maya, name).pk, Kind.REVIEW, key=name, day=clock.now().date())
    make(cast.maya.pk, Customer.objects.all()[0].pk, "Call back", clock.now(), name=str(uuid7()))
    # Whether there is a company is asked once in the life of a process.
    page(browser, "/today/chip")
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        page(browser)


def test_cards_that_wait_are_a_quiet_line_that_can_be_left_out_for_ever(cast: Cast) -> None:
    browser, line = enter("maya"), "/today/cards"
    assert "recall/" not in page(browser, line), "there are none yet"
    for question in ("One?", "Two?", "Three?"):
        browser.post("/practice/recall/cards/new", {"question": question, "answer": "Yes"})
    assert "Two cards to call to mind" in page(browser, line) and "recall/" not in page(enter("sam"), line)
    assert 'data-from="/today/cards"' in page(browser)
    browser.post("/today/parts", {"part": "recall", "off": "1"})
    assert 'id="recall"' not in page(browser) and "recall/" not in page(browser, line)
    for part in ("arriving", "intention", "worth_knowing", "warm_up"):
        browser.post("/today/parts", {"part": part, "off": "1"})
    assert browser.get("/today/start").headers["Location"] == "/desk/"
    browser.post("/today/parts", {"part": "recall", "on": "1"})
    assert browser.get("/today/start").headers["Location"] == "/desk/", "cards alone stand in nobody's way"


def test_a_sign_in_without_an_aim_leads_to_today_until_the_day_has_begun(cast: Cast) -> None:
    browser = enter("maya")
    assert browser.get("/today/start").headers["Location"] == "/today/"
    browser.post("/today/begin")
    assert browser.get("/today/start").headers["Location"] == "/desk/"
    assert signed_in(cast.maya).get("/today/start").headers["Location"] == "/desk/"
    sam = enter("sam")
    for part in ("arriving", "intention", "worth_knowing", "warm_up"):
        sam.post("/today/parts", {"part": part, "off": "1"})
    assert sam.get("/today/start").headers["Location"] == "/desk/"


def test_the_bare_address_leads_to_the_desk_or_to_a_sign_in_without_an_aim(cast: Cast, stranger: Client) -> None:
    assert stranger.get("/").headers["Location"] == "/sign-in"
    assert signed_in(cast.maya).get("/").headers["Location"] == "/desk/"


def test_the_chip_is_its_owners_alone_and_needs_their_open_seal(cast: Cast) -> None:
    browser = enter("maya")
    assert "plum" not in page(browser, "/today/chip")
    browser.post("/today/intention", {**PLAN, "action": "bring <b>it</b>"})
    shown = page(browser, "/today/chip")
    assert "If it rains, then I will bring &lt;b&gt;it&lt;/b&gt;." in shown and 'id="intention"' in shown
    for other in (enter("sam"), enter("jo"), signed_in(cast.maya)):
        assert "plum" not in page(other, "/today/chip")


def test_own_promises_of_today_and_late_ones_are_worth_knowing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: now)
    talk = conversation(cast)
    given = {"Send the wrench": (cast.maya, -20), "Call back": (cast.maya, 6), "Ask the workshop": (cast.maya, 30)}
    for what, (agent, hours) in {**given, "Of Sam": (cast.sam, 2)}.items():
        make(agent.pk, talk.customer_id, what, now + timedelta(hours=hours), name=str(uuid7()), conversation=talk.pk)
    shown = page(enter("maya"))
    assert "2 promises of yours fall due today" in shown and "/customers/promises?whose=mine" in shown
    assert "Send the wrench" in shown and "19 hours late" not in shown and "Call back" in shown
    assert "Ask the workshop" not in shown and "Of Sam" not in shown
    assert "fall due" not in page(enter("jo"))


def test_the_close_offers_what_was_good_today_to_its_person_alone(cast: Cast) -> None:
    began = clock.now() - timedelta(hours=2)
    talk = conversation(cast, customer="Dana Kowalski", assignee=cast.maya, at=began)
    for words in (
        "This is terrible, I am furious and very disappointed",
        "Oh wonderful, thank you so much, great help",
    ):
        said(talk, words)
    Conversation.objects.filter(pk=talk.pk).update(status="resolved", last_at=clock.now())
    record(talk.customer_id, Fact.THANKS, key="thanks", at=clock.now(), about="You are a star", conversation=talk.pk)
    owed = make(cast.maya.pk, talk.customer_id, "Send the wrench", clock.now() + timedelta(hours=9), name=str(uuid7()))
    keep(cast.maya, owed.pk)
    shown = page(enter("maya"), "/today/close")
    assert "Dana Kowalski said thank you." in shown and "You are a star" in shown
    assert "I kept my promise to Dana Kowalski:" in shown and "Send the wrench" in shown
    assert "Dana Kowalski was tense, and eased before the end." in shown
    assert "Dana" not in page(enter("sam"), "/today/close")
    MoodOff.objects.create()
    assert "was tense" not in page(enter("maya"), "/today/close")


def test_promises_of_the_next_working_day_are_handed_over_or_left(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    friday = datetime(2026, 3, 6, 16, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: friday)
    talk = conversation(cast)
    made = [
        make(cast.maya.pk, talk.customer_id, what, friday + timedelta(days=days), name=str(uuid7()))
        for what, days in (("Ask about Monday", 3), ("Look on Tuesday", 4), ("Call at once", 0))
    ]
    browser = enter("maya")
    shown = page(browser, "/today/close")
    assert "Ask about Monday" in shown and "Call at once" in shown and "Look on Tuesday" not in shown
    for promise, to in zip(made, (str(cast.sam.pk), "999999", "team"), strict=True):
        given = {"to": to, "next": "/today/close#promises"}
        answer = browser.post(f"/customers/promises/{promise.pk}/hand-over", given)
        assert answer.headers["Location"] == "/today/close#promises"
    holders = [Promise.objects.get(pk=promise.pk).holder_id for promise in made]
    assert holders == [cast.sam.pk, cast.maya.pk, None]
    assert "Left to the team." in page(browser, "/today/close")
