"""The rehearsal room: takes that are one's own, and what may be done with them."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client

from extramile.growth.models import Shared
from extramile.growth.practice.scenarios.queries import known
from extramile.people.actions import sealed
from extramile.people.models import Agent, Sealed
from extramile.people.seal import Shelf
from tests.cast import Cast, signed_in, with_open_seal
from tests.people.test_sealing import opened

pytestmark = pytest.mark.django_db
NAME = "third-time-explaining"
HERE = f"/practice/rehearsal/scenarios/{NAME}"


def begun(browser: Client, **given: str) -> str:
    """The address of a take that was just begun."""
    return begun_at(browser, HERE, **given)


def begun_at(browser: Client, scenario: str, **given: str) -> str:
    """The same, of the scenario at this address."""
    return str(browser.post(f"{scenario}/begin", given).headers["Location"])


def good() -> tuple[str, ...]:
    return known().scenarios[NAME].good


def page(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def say(browser: Client, take: str, words: str, place: int) -> None:
    answer = browser.post(f"{take}/say", {"words": words, "place": str(place)})
    assert answer.headers["Location"] == f"{take}#words"


def lines_of(shown: str) -> list[str]:
    return re.findall(r'<div class="line us"><div class="msg">.*?<div class="text" dir="auto">(.*?)</div>', shown, re.S)


def test_a_take_goes_well_line_by_line_and_says_what_moved_the_customer(cast: Cast) -> None:
    maya = with_open_seal(cast.maya)
    take = begun(maya)
    shown = page(maya, take)
    assert "THIRD time" in shown and "Nobody sees this take" in shown and "Nothing yet." in shown
    behind = "three weeks ago. The refund of £129"
    assert behind not in shown, "it is the customer’s to tell"
    for place, words in enumerate(good()):
        say(maya, take, words, place)
    shown = page(maya, take)
    assert "is calm, and has what they came for" in shown and "Next take" in shown and "data-say" not in shown
    assert "Said it back" in shown and re.search("temper −[1-9]", shown) and behind in shown
    assert Sealed.objects.count() == 1
    after = maya.post(f"{take}/next", {"improv": "1"}).headers["Location"]
    assert "Take 2" in page(maya, after) and "improv" in page(maya, after)


def test_a_second_click_and_another_tab_say_nothing_twice(cast: Cast) -> None:
    maya = with_open_seal(cast.maya)
    take = begun(maya)
    for words in ("What happened to the refund?", "What happened to the refund?"):
        say(maya, take, words, 0)
    assert lines_of(page(maya, take)) == ["What happened to the refund?"]
    say(maya, take, " ", 1)
    assert "Nothing was written" in page(maya, take)
    maya.post(f"{take}/undo", {"place": "0"})
    assert len(lines_of(page(maya, take))) == 1
    maya.post(f"{take}/undo", {"place": "1"})
    maya.post(f"{take}/undo", {"place": "1"})
    assert lines_of(page(maya, take)) == []


@pytest.mark.parametrize("headers", [{}, {"X-Part": "yes"}])
def test_what_another_tab_was_faster_than_is_not_said_and_not_lost(cast: Cast, headers: dict[str, str]) -> None:
    maya = with_open_seal(cast.maya)
    take = begun(maya)
    say(maya, take, "What happened to the refund?", 0)
    answer = maya.post(f"{take}/say", {"words": "Written in <b>another</b>", "place": "0"}, headers=headers)
    shown = answer.content.decode()
    assert lines_of(shown) == ["What happened to the refund?"] == lines_of(page(maya, take))
    assert "went on in another tab" in shown
    assert re.search(r"<textarea[^>]*>\s*Written in &lt;b&gt;another&lt;/b&gt;</textarea>", shown)
    for place, words in enumerate(("You idiot.", "Fuck off, you liar."), 1):
        say(maya, take, words, place)
    shown = maya.post(f"{take}/say", {"words": "A good line", "place": "1"}, headers=headers).content.decode()
    assert "has left" in shown and "A good line" in shown, "where there is nothing to write in any more"


def test_a_take_goes_on_from_any_line_in_one_of_its_own(cast: Cast) -> None:
    maya = with_open_seal(cast.maya)
    take = begun(maya)
    for place, words in enumerate(("Calm down.", "It is our policy.", "Hm.")):
        say(maya, take, words, place)
    other = maya.post(f"{take}/again", {"place": "1"}).headers["Location"].partition("#")[0]
    assert other != take
    assert lines_of(page(maya, other)) == ["Calm down."] and len(lines_of(page(maya, take))) >= 2


def test_what_is_written_is_shown_as_it_is_and_calms_nobody_by_force(cast: Cast) -> None:
    maya = with_open_seal(cast.maya)
    take = begun(maya)
    for place, words in enumerate(("<script>alert(1)</script>", "x" * 30_000, "Ich schreibe Ihnen um vier Uhr")):
        say(maya, take, words, place)
    shown = page(maya, take)
    assert "<script>alert" not in shown and "&lt;script&gt;" in shown
    assert "x" * 10_000 in shown and "x" * 10_001 not in shown
    assert "The room understands English so far" in shown


def test_a_part_is_answered_without_a_page(cast: Cast) -> None:
    maya = with_open_seal(cast.maya)
    take = begun(maya, timed="1")
    answer = maya.post(f"{take}/say", {"words": "Hello", "place": "0", "since": "1"}, headers={"X-Part": "yes"})
    shown = answer.content.decode()
    assert shown.lstrip().startswith('<div class="two take" id="take"') and "<html" not in shown
    assert "has left" in shown, "an hour is more than anybody’s patience"
    untimed = begun(maya)
    maya.post(f"{untimed}/say", {"words": "Hello", "place": "0", "since": "1"})
    assert "has left" not in page(maya, untimed)


def test_good_and_bad_models_show_what_each_line_did(cast: Cast) -> None:
    maya = signed_in(cast.maya)
    well, badly = page(maya, f"{HERE}/well"), page(maya, f"{HERE}/badly")
    assert "is calm, and has what they came for" in well and "is calm" not in badly
    assert "Said it back" in well and "Told them how to feel" in badly
    assert maya.get(f"{HERE}/sideways").status_code == maya.get(HERE + "x/well").status_code == 404


def test_scenarios_are_found_by_words_skill_and_level(cast: Cast) -> None:
    maya = with_open_seal(cast.maya)
    title = known().scenarios[NAME].title
    room = "/practice/rehearsal/"
    assert title in page(maya, f"{room}?q=third+explaining&skill=saying_back&level=2")
    for missed in ("q=qqqq", "skill=product&q=third+explaining", "level=4&q=third+explaining"):
        assert title not in page(maya, f"{room}?{missed}").partition("Scenarios</h2>")[2]
    assert "A good first one" in page(maya, room)
    dealt = page(maya, maya.post(f"{room}deal").headers["Location"])
    assert "improv" in dealt


def test_a_take_is_shown_to_whom_one_chooses_and_taken_back(cast: Cast) -> None:
    sam, maya = with_open_seal(cast.sam), with_open_seal(cast.maya)
    take = begun(maya)
    say(maya, take, "A herons sentence", 0)
    maya.post(f"{take}/share", {"colleague": str(cast.sam.pk)})
    room = page(sam, "/practice/rehearsal/")
    found = re.search(r'href="(/practice/rehearsal/takes/shown/\d+)"', room)
    assert found and "Maya Reyes" in room
    assert "A herons sentence" in page(sam, found[1])
    say(maya, take, "Written after", 1)
    assert "Written after" not in page(sam, found[1])
    jo = with_open_seal(cast.jo)
    assert jo.get(found[1]).status_code == jo.get(take).status_code == 404
    assert "Shared with you" not in page(sam, "/journey/"), "a take is no goal"
    maya.post(f"{take}/share")
    assert sam.get(found[1]).status_code == 404 and not Shared.objects.exists()


def test_a_take_is_destroyed_with_what_colleagues_saw_of_it(cast: Cast) -> None:
    with_open_seal(cast.sam)
    maya = with_open_seal(cast.maya)
    take = begun(maya)
    maya.post(f"{take}/share", {"colleague": str(cast.sam.pk)})
    assert b"Destroy this take?" in maya.post(f"{take}/drop").content and Shared.objects.exists()
    maya.post(f"{take}/drop", {"sure": "1"})
    assert not Shared.objects.exists() and not Sealed.objects.exists()
    for door in ("say", "undo", "again", "next", "share"):
        assert maya.post(f"{take}/{door}", {"words": "x", "place": "0"}).status_code == 404
    assert "None yet." in page(maya, "/practice/rehearsal/takes/")


def test_takes_are_listed_by_pages_the_newest_first(cast: Cast) -> None:
    maya = with_open_seal(cast.maya)
    made = [begun(maya) for _ in range(52)]
    first, second = (page(maya, f"/practice/rehearsal/takes/?page={number}") for number in (0, 1))
    assert [one for one in made[::-1] if one in first] == made[:1:-1] and made[1] not in first
    assert first.index(made[51]) < first.index(made[50]) and made[0] in second and "?page=1" in first


def test_a_take_of_a_scenario_that_is_gone_or_unreadable_keeps_its_lines(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    maya = with_open_seal(cast.maya)
    take = begun(maya)
    say(maya, take, "What happened to the refund?", 0)
    monkeypatch.setattr("extramile.growth.practice.rehearsal.files.SHIPPED", tmp_path)
    shown = page(maya, take)
    assert "THIRD time" in shown and f"{HERE}/well" not in shown
    assert maya.post(f"{take}/next").status_code == 302
    for row in Sealed.objects.all():
        spoil(cast.maya, row.pk)
    shown = page(maya, take)
    assert "cannot be played again" in shown and "What happened to the refund?" in shown
    assert maya.post(f"{take}/say", {"words": "x", "place": "1"}).status_code == 404


def spoil(agent: Agent, row: UUID) -> None:
    """What a version that knows other scenarios would find."""
    seal = opened(agent)
    assert sealed.revise(seal, Shelf.TAKES, row, lambda one, _day: one | {"played": one["played"] | {"text": "a: b"}})
