"""Journey: one's own, unless one shares a line of it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from extramile.base import clock
from extramile.customers.actions import acts
from extramile.customers.ladder.acts import Kind
from extramile.customers.models import Purchase
from extramile.growth.models import Shared
from extramile.growth.practice.recall import actions as recall
from extramile.growth.practice.recall.cards import lesson_key
from extramile.growth.practice.recall.schedule import Grade
from extramile.people.actions import sealed, sealing
from extramile.people.models import Agent, Charter, Sealed
from extramile.people.seal import Shelf
from tests.cast import Cast, signed_in
from tests.people.test_sealing import opened
from tests.web.test_today import enter, helped_by, page

pytestmark = pytest.mark.django_db
GOAL = {
    "title": "Be the calm one", "wish": "Stay steady when somebody shouts", "outcome": "I go home light",
    "obstacle": "I take it personally", "situation": "I feel my face go hot", "action": "say back what went wrong",
}  # fmt: skip


def with_goal(browser: Client) -> str:
    """The address of a goal that was just set."""
    assert browser.post("/journey/goals/new", GOAL).headers["Location"] == "/journey/"
    found = re.search(r'href="(/journey/goals/[0-9a-f-]{36})"', page(browser, "/journey/"))
    assert found
    return found[1]


def test_a_goal_is_set_checked_in_on_and_reached(cast: Cast) -> None:
    maya = enter("maya")
    here = with_goal(maya)
    maya.post(f"{here}/check-in", {"words": "Two loud ones today,\nand I breathed"})
    maya.post(f"{here}/milestone", {"words": "A week without a sharp word"})
    maya.post(f"{here}/milestone", {"place": "0"})
    shown = page(maya, here)
    assert "and I breathed" in shown and 'aria-pressed="true"' in shown
    assert maya.post(f"{here}/milestone", {"place": "7"}).status_code == 404
    assert maya.post(f"{here}/check-in", {"words": " "}).status_code == 422
    maya.post(f"{here}/edit", {**GOAL, "title": "Be calm"})
    maya.post(f"{here}/reached")
    shown = page(maya, here)
    assert "Be calm" in shown and "and I breathed" in shown and "reached on" in shown
    maya.post(f"{here}/reached", {"again": "1"})
    assert "reached on" not in page(maya, here)
    assert maya.post("/journey/goals/new", {"title": " "}).status_code == 422
    assert maya.post("/journey/goals/new", {"title": "x", "wish": "é" * 30_000}).status_code == 422


def test_a_second_click_keeps_nothing_twice(cast: Cast) -> None:
    maya, row = enter("maya"), re.compile(r'name="row" value="([0-9a-f-]{36})"')
    for address, given in (("/journey/goals/new", GOAL), ("/journey/wins/keep", {"words": "She laughed"})):
        shown = row.search(page(maya, address.removesuffix("/keep")))
        assert shown
        for _ in range(2):
            assert maya.post(address, {**given, "row": shown[1]}).status_code == 302
    assert Sealed.objects.count() == 2
    # Back in the browser, another win is written into the same form.
    maya.post("/journey/wins/keep", {"words": "He wrote back", "row": shown[1]})
    assert Sealed.objects.count() == 3
    found = re.search(r'href="(/journey/goals/[0-9a-f-]{36})"', page(maya, "/journey/"))
    assert found
    for _ in range(2):
        maya.post(f"{found[1]}/check-in", {"words": "Calm today"})
        maya.post(f"{found[1]}/milestone", {"words": "A quiet week"})
    shown_goal = page(maya, found[1])
    assert shown_goal.count("Calm today") == 1 and shown_goal.count(">A quiet week<") <= 1


def test_nobody_else_opens_it(cast: Cast) -> None:
    here = with_goal(enter("maya"))
    for name in ("sam", "jo", "ines"):
        other = enter(name)
        assert other.get(here).status_code == other.get(f"{here}/edit").status_code == 404
        assert other.post(f"{here}/check-in", {"words": "mine now"}).status_code == 404
        assert other.post(f"{here}/share", {"colleague": str(cast.sam.pk)}).status_code == 404
        other.post(f"{here}/drop", {"sure": "1"})
        assert "Be the calm one" not in page(other, "/journey/")
    assert enter("maya").get(here).status_code == 200


def test_a_goal_is_shown_to_those_one_chose_and_taken_back(cast: Cast) -> None:
    maya = enter("maya")
    here = with_goal(maya)
    maya.post(f"{here}/check-in", {"words": "between me and me"})
    maya.post(f"{here}/share", {"colleague": str(cast.sam.pk)})
    assert not Shared.objects.exists() and "once they have signed in again" in page(maya, here)
    enter("sam")
    assert page(maya, here).count("once they have signed in again") == 2
    maya.post(f"{here}/share", {"colleague": [str(cast.sam.pk), "999", "x", str(cast.maya.pk)]})
    seen = page(enter("sam"), "/journey/")
    assert "Be the calm one" in seen and "say back what went wrong" in seen and "between me" not in seen
    assert "Be the calm one" not in page(enter("jo"), "/journey/") + page(enter("ines"), "/journey/")
    box = bytes(Shared.objects.get().box)
    Shared.objects.update(box=box[:50])
    assert "cannot be opened here" in page(enter("sam"), "/journey/")
    Shared.objects.update(box=box, owner=cast.jo.pk)
    assert "cannot be opened here" in page(enter("sam"), "/journey/"), "nobody shares it in another's name"
    Shared.objects.update(owner=cast.maya.pk)
    maya.post(f"{here}/share")
    assert "Be the calm one" not in page(enter("sam"), "/journey/") and not Shared.objects.exists()
    maya.post(f"{here}/share", {"colleague": str(cast.sam.pk)})
    assert b"Destroy this goal?" in maya.post(f"{here}/drop").content
    maya.post(f"{here}/drop", {"sure": "1"})
    assert not Shared.objects.exists() and not Sealed.objects.exists()


def test_copies_go_with_the_seal_of_either(cast: Cast) -> None:
    maya, sam = enter("maya"), enter("sam")
    here = with_goal(maya)
    for who, left in ((cast.sam, sam), (cast.maya, maya)):
        enter("sam")
        maya.post(f"{here}/share", {"colleague": str(cast.sam.pk)})
        assert Shared.objects.exists()
        sealing.lose(who)
        assert not Shared.objects.exists(), left


def test_the_plan_of_a_goal_is_offered_as_an_intention(cast: Cast) -> None:
    maya = enter("maya")
    with_goal(maya)
    offered = page(maya)
    assert "If I feel my face go hot, then I will say back what went wrong." in offered
    assert "from your goal “Be the calm one”" in offered


def test_wins_stand_with_the_goal_they_are_tied_to(cast: Cast) -> None:
    maya = enter("maya")
    goal = with_goal(maya)
    maya.post("/journey/wins/keep", {"words": "She laughed <b>", "goal": "Be the calm one"})
    maya.post("/journey/wins/keep", {"words": "Another thing"})
    shown = page(maya, goal)
    assert "1 win tied to it" in shown and "She laughed &lt;b&gt;" in shown and "Another thing" not in shown


def test_cards_called_to_mind_stand_beside_the_skill(cast: Cast) -> None:
    maya = enter("maya")
    day = clock.now().date()
    for turn, question in enumerate(("One?", "Two?")):
        recall.grade(opened(cast.maya), lesson_key("plan-words", question), Grade.GOOD, turn=turn, day=day)
    shown = page(maya, "/journey/")
    assert "Plain words" in shown and "2 cards<" in shown and "Listening" not in shown


def test_what_one_steers_by_is_kept_piece_by_piece(cast: Cast) -> None:
    maya = enter("maya")
    maya.post("/journey/values", {"value": ["Calm", "Craft"], "other": "Rain", "words:Calm": "I breathe first"})
    maya.post("/journey/skills", {"listening": "steady", "writing": "superb"})
    maya.post("/journey/meaning", {"meaning": "The photo I ask for once"})
    maya.post("/journey/heading", {"role": "Shift lead", "asks": "A debrief", "next_step": "Ask Jo"})
    maya.post("/journey/craft", {"began": "2025-01-01", "weekly": "20"})
    shown = page(maya, "/journey/")
    for words in (
        "Calm",
        "I breathe first",
        "Rain",
        "steady",
        "The photo I ask for once",
        "Shift lead",
        "toward 10,000",
    ):
        assert words in shown
    assert "superb" not in shown
    assert '<p dir="auto"><strong>Shift lead</strong></p><p class="lines" dir="auto">A debrief</p>' in shown
    tomorrow = (clock.now().date() + timedelta(days=2)).isoformat()
    assert maya.post("/journey/craft", {"began": tomorrow, "weekly": "20"}).status_code == 422
    assert maya.post("/journey/craft", {"began": "2025-01-01", "weekly": "900"}).status_code == 422
    assert "The photo" not in page(enter("jo"), "/journey/")


def searched(browser: Client, words: str) -> str:
    return browser.post("/journey/wins", {"q": words}).content.decode()


def test_wins_are_found_by_their_words_and_one_that_does_not_open_costs_no_other(cast: Cast) -> None:
    maya = enter("maya")
    for words in ("Linh wrote thank you", "A calm call with Dana", "ÜBER die Berge"):
        maya.post("/journey/wins/keep", {"words": words})
    found = searched(maya, "THANK linh")
    assert "Linh wrote" in found and "Dana" not in found
    assert "Berge" in searched(maya, "über") and "Nothing holds" in searched(maya, "zebra")
    row = sealed.put(opened(cast.maya), Shelf.WINS, {"words": "to be spoilt"}, day=date(2026, 1, 1))
    Sealed.objects.filter(pk=row).update(box=b"\0" * 40)
    shown = page(maya, "/journey/wins")
    assert "cannot be opened" in shown and "Dana" in shown
    maya.post(f"/journey/wins/{row}/forget")
    assert "cannot be opened" not in page(maya, "/journey/wins")
    assert maya.post("/journey/happy/keep", {"words": "Rain on the tent"}).status_code == 302
    assert maya.get("/journey/nonsense").status_code == 404


def test_a_long_list_has_pages_and_search_knows_all_of_it(cast: Cast) -> None:
    maya, seal = enter("maya"), opened(cast.maya)
    for n in range(120):
        sealed.put(seal, Shelf.WINS, {"words": f"win {n:03}"}, day=date(2026, 1, 1) + timedelta(days=n))
    shown = [re.findall(r"win \d\d\d", page(maya, f"/journey/wins?page={n}")) for n in ("0", "1", "2", "3", "x")]
    assert shown[0] + shown[1] + shown[2] == [f"win {n:03}" for n in range(119, -1, -1)]
    assert shown[3] == [] and shown[4] == shown[0]
    assert "page=1" in page(maya, "/journey/wins") and "Newer" not in page(maya, "/journey/wins")
    assert "page=1" in page(maya, "/journey/wins?page=2") and "Older" not in page(maya, "/journey/wins?page=2")
    assert "win 000" in searched(maya, "WIN 000")


def test_my_effect_is_what_people_did_after_i_helped_them(cast: Cast) -> None:
    customer = helped_by(cast, cast.maya, "Linh Nguyen")
    helped_by(cast, cast.maya, "Ada Early")
    today = clock.now().date()
    acts.tell(customer.pk, Kind.THANKS, key="t", day=today, about="I told everyone at work")
    Purchase.objects.create(customer=customer, day=today, key="00000000-0000-4000-8000-000000000001")
    shown = page(enter("maya"), "/journey/")
    assert re.findall(r'class="figure">(\d+)<', shown) == ["2", "1", "1"]
    assert "everyone at work" in shown and "everyone at work" not in page(enter("sam"), "/journey/")


def test_leads_say_what_the_company_is_for_and_versions_stay(cast: Cast) -> None:
    assert enter("maya").get("/journey/company/edit").status_code == 403
    jo = enter("jo")
    jo.post("/journey/company/edit", {"vision": "People get outside", "goals": "Nobody waits a day"})
    jo.post("/journey/company/edit", {"vision": "People get outside, and come back dry"})
    shown = page(enter("maya"), "/journey/company")
    assert shown.index("come back dry") < shown.index("Nobody waits a day")
    assert Charter.objects.count() == 2 and "come back dry" in page(enter("maya"), "/journey/")


def test_everything_comes_along_as_one_file_and_goes_in_one_step(cast: Cast) -> None:
    maya = enter("maya")
    here = with_goal(maya)
    maya.post(f"{here}/share", {"colleague": str(cast.sam.pk)})
    maya.post("/journey/wins/keep", {"words": "A <calm> call & more"})
    maya.post("/today/arriving", {"face": "4"})
    maya.post("/today/close/good", {"good": "Four thank-yous"})
    taken = maya.get("/journey/everything.md")
    own = taken.content.decode()
    for words in ("Be the calm one", "A <calm> call & more", "Four thank-yous", "Good", "If I feel my face go hot"):
        assert words in own
    assert "attachment" in taken.headers["Content-Disposition"]
    assert "0.0" not in own
    maya.post("/journey/craft", {"began": "2025-01-01", "weekly": "20"})
    assert (
        "- Since: 2025-01-01\n- Hours a week with customers: 20\n"
        in maya.get("/journey/everything.md").content.decode()
    )
    assert b"Destroy all of it?" in maya.get("/journey/destroy").content
    sam = enter("sam")
    sam.post("/journey/wins/keep", {"words": "His own"})
    maya.post("/journey/destroy")
    assert Sealed.objects.count() == 1 and not Shared.objects.exists()
    assert "Be the calm one" not in page(maya, "/journey/")


def test_a_year_shows_what_was_kept_in_it(cast: Cast) -> None:
    maya = enter("maya")
    maya.post("/today/arriving", {"face": "5"})
    maya.post("/journey/wins/keep", {"words": "The first of the year"})
    this_year = clock.now().date().year
    shown = page(maya, f"/journey/year/{this_year}")
    assert shown.count('class="face5"') == 2 and "The first of the year" in shown, "a square, and its legend"
    assert "The first of the year" not in page(maya, f"/journey/year/{this_year - 1}")
    for number in (0, 99999, 1900):
        assert maya.get(f"/journey/year/{number}").status_code == 404


def test_it_all_waits_behind_the_seal(cast: Cast) -> None:
    browser = signed_in(Agent.objects.get(pk=cast.maya.pk))
    for address in ("", "goals/new", "values", "skills", "wins", "everything.md", "destroy", "year/2026", "craft"):
        assert browser.get(f"/journey/{address}").headers["Location"].startswith("/sealed/open?next=")
