"""The programme, as somebody goes through it, as leads change it, and as nobody can look at it."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from extramile.growth.models import ModuleRow, ModuleVersion
from extramile.growth.practice.programme.modules import Part, cards_in, paragraphs_of, written
from extramile.growth.practice.programme.queries import modules, stock
from extramile.people.models import Sealed
from extramile.web.growth.first_week import first_week
from tests.cast import Cast, conversation, signed_in, with_open_seal

pytestmark = pytest.mark.django_db
PAGE = "/practice/programme/"
HEAD = ("head-motivation", "head-belief", "head-commitment")
SAID = {
    "part": "plan", "title": "Boots, from the sole up", "why": "Nothing is asked as often.", "text": "One.\n\nTwo.",
    "exercise": "Which boots do you own?", "beside": ["values"], "situation": "somebody asks about soles",
    "action": "ask where they walk", "cards": "What is a welt?\nA strip of leather.\n\nWhen is wax due?\nIn spring.",
}  # fmt: skip


def shown(browser: Client, address: str = PAGE) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def keep(browser: Client, key: str, answer: str = "") -> None:
    assert browser.post(f"{PAGE}{key}/keep", {"answer": answer}).headers["Location"] == f"{PAGE}{key}#kept"


def opened(browser: Client) -> set[str]:
    """The modules that the page leads to, of those of the three parts."""
    parts = shown(browser).partition("<aside")[0]
    return set(re.findall(rf'href="{PAGE}([a-z0-9-]+)"', parts))


def keys(part: Part) -> list[str]:
    return [one.key for one in modules() if one.part == part]


def test_what_it_comes_with_is_whole() -> None:
    found = stock()
    assert [len([one for one in found if one.part == part]) for part in Part] == [3, 5, 3]
    for one in found:
        assert 3 <= len(one.paragraphs) <= 6 and one.exercise and one.situation and one.action and one.cards, one.key
        assert not re.search(r"!|\bwe(?:’re|'re)\b", one.text), one.key
        # A half of an if-then sentence, which brings its own comma and full stop.
        assert not (one.situation + one.action).endswith(".") and len(one.situation) <= 240
    assert len({one.key for one in found}) == len({one.title for one in found}) == 11


def test_the_head_comes_first_and_opens_the_game_plan_which_opens_mastery(cast: Cast) -> None:
    browser = with_open_seal(cast.maya)
    assert opened(browser) == set(HEAD)
    assert browser.get(f"{PAGE}plan-words").headers["Location"] == f"{PAGE}#plan"
    assert browser.post(f"{PAGE}plan-words/keep", {"answer": "Sooner"}).headers["Location"] == f"{PAGE}#plan"
    for key in HEAD[:2]:
        keep(browser, key)
    assert opened(browser) == set(HEAD)
    keep(browser, HEAD[2], "If it is late, then I will stand up once.")
    assert "Game plan is open now." in shown(browser, f"{PAGE}{HEAD[2]}")
    assert opened(browser) == {*HEAD, *keys(Part.PLAN)}
    assert "Sooner" not in shown(browser, f"{PAGE}plan-words")
    assert "stand up once" in shown(browser, f"{PAGE}{HEAD[2]}")
    for key in keys(Part.PLAN):
        keep(browser, key)
    assert opened(browser) == {one.key for one in modules()}
    assert opened(with_open_seal(cast.sam)) == set(HEAD)


def test_who_is_already_there_opens_it_by_one_click(cast: Cast) -> None:
    browser = with_open_seal(cast.maya)
    assert browser.post(f"{PAGE}open", {"part": "plan"}).headers["Location"] == f"{PAGE}#plan"
    assert opened(browser) == {*HEAD, *keys(Part.PLAN)}
    browser.post(f"{PAGE}open", {"part": "nonsense"})
    assert opened(browser) == {*HEAD, *keys(Part.PLAN)}


def test_what_was_kept_is_changed_and_let_go_and_the_door_stays_open(cast: Cast) -> None:
    browser = with_open_seal(cast.maya)
    for key in HEAD:
        keep(browser, key, "The first words")
    keep(browser, HEAD[0], "Other <i>words</i>")
    page = shown(browser, f"{PAGE}{HEAD[0]}")
    assert "Other &lt;i&gt;words&lt;/i&gt;" in page and "The first words" not in page
    browser.post(f"{PAGE}{HEAD[0]}/keep", {"let-go": "1"})
    assert "Other &lt;i" not in shown(browser, f"{PAGE}{HEAD[0]}") and "plan-words" in opened(browser)
    assert "kept on" not in shown(browser, f"{PAGE}{HEAD[0]}")
    assert browser.post(f"{PAGE}{HEAD[0]}/keep", {"answer": "x" * 300_000}).status_code == 422


def test_own_values_and_conversations_stand_beside_the_exercise(cast: Cast) -> None:
    browser = with_open_seal(cast.maya)
    page = shown(browser, f"{PAGE}head-motivation")
    assert "You have not chosen any yet." in page and "Your first ones will stand here" in page
    browser.post("/journey/values", {"value": ["Courage"], "words:Courage": ""})
    talk = conversation(cast, customer="Linh Nguyen", assignee=cast.maya, status="resolved")
    page = shown(browser, f"{PAGE}head-motivation")
    assert "Courage" in page and f'href="/desk/c/{talk.pk}"' in page
    assert "Linh" not in shown(with_open_seal(cast.sam), f"{PAGE}head-motivation")


def test_lessons_that_somebody_has_been_through_come_to_recall(cast: Cast) -> None:
    browser = with_open_seal(cast.maya)
    assert "No card wants you today." in shown(browser, "/practice/recall/")
    keep(browser, HEAD[0])
    question = stock()[0].cards[0][0]
    assert question in shown(browser, "/practice/recall/")
    assert question not in shown(with_open_seal(cast.sam), "/practice/recall/")
    signed_in(cast.jo).post(f"{PAGE}modules/{HEAD[0]}/withdraw")
    assert "No card wants you today." in shown(browser, "/practice/recall/")


def test_leads_add_word_order_and_withdraw_modules(cast: Cast) -> None:
    jo, maya = signed_in(cast.jo), with_open_seal(cast.maya)
    preview = jo.post(f"{PAGE}modules/new", SAID | {"preview": "1"}).content.decode()
    assert "It is not kept yet." in preview and "A strip of leather." in preview and not ModuleRow.objects.exists()
    assert jo.post(f"{PAGE}modules/new", SAID).status_code == 302
    made = ModuleRow.objects.get().key
    assert keys(Part.PLAN)[-1] == made
    maya.post(f"{PAGE}open", {"part": "plan"})
    page = shown(maya, f"{PAGE}{made}")
    assert (
        '<p class="lines">Two.</p>' in page and "If somebody asks about soles, then I will ask where they walk." in page
    )
    for _ in range(9):
        jo.post(f"{PAGE}modules/{made}/move", {"up": "1"})
    assert keys(Part.PLAN)[0] == made and keys(Part.PLAN)[1:] == [one.key for one in stock() if one.part == Part.PLAN]
    jo.post(f"{PAGE}modules/plan-words/move", {"down": "1"})
    assert keys(Part.PLAN).index("plan-words") == 3 and keys(Part.HEAD) == list(HEAD)
    jo.post(f"{PAGE}modules/{made}/withdraw")
    assert made not in opened(maya) and maya.get(f"{PAGE}{made}").status_code == 404
    assert "withdrawn" in shown(jo, f"{PAGE}modules/")
    jo.post(f"{PAGE}modules/{made}/withdraw", {"back": "1"})
    assert made in opened(maya)


def test_a_module_is_worded_anew_and_says_again_what_it_came_with(cast: Cast) -> None:
    jo, maya = signed_in(cast.jo), with_open_seal(cast.maya)
    keep(maya, HEAD[0], "My reason")
    edit = f"{PAGE}modules/{HEAD[0]}/edit"
    assert jo.post(edit, SAID | {"title": "Our reasons", "part": "mastery"}).status_code == 302
    page = shown(maya, f"{PAGE}{HEAD[0]}")
    assert "Our reasons" in page and "My reason" in page and keys(Part.HEAD)[0] == HEAD[0], "and it stays in its part"
    assert "in our words" in shown(jo, f"{PAGE}modules/") and "Back to the words" in shown(jo, edit)
    jo.post(f"{PAGE}modules/{HEAD[0]}/unword")
    assert "Why you do this" in shown(maya, f"{PAGE}{HEAD[0]}")
    assert ModuleVersion.objects.get().author == "Jo Lind" and "Our reasons" in shown(jo, edit)


@pytest.mark.parametrize(
    "wrong", [{"title": " "}, {"text": ""}, {"cards": "A question alone"}, {"action": ""}, {"part": "x"}]
)
def test_what_is_missing_in_a_module_is_said(cast: Cast, wrong: dict[str, str]) -> None:
    assert signed_in(cast.jo).post(f"{PAGE}modules/new", SAID | wrong).status_code == 422
    assert not ModuleRow.objects.exists()


def test_a_new_module_of_the_head_closes_no_door_that_was_open(cast: Cast) -> None:
    maya = with_open_seal(cast.maya)
    for key in HEAD:
        keep(maya, key)
    signed_in(cast.jo).post(f"{PAGE}modules/new", SAID | {"part": "head"})
    assert "plan-words" in opened(maya)


def test_no_lead_can_tell_who_has_been_through_what(cast: Cast) -> None:
    """All of the programme that leads and admins can open, before and after somebody went through it; no row tells."""
    addresses = [PAGE, f"{PAGE}modules/", f"{PAGE}modules/{HEAD[0]}/edit", f"{PAGE}{HEAD[0]}", "/practice/recall/"]
    seen = []
    for gone in (False, True):
        if gone:
            for key in HEAD:
                keep(with_open_seal(cast.maya), key, "Mine")
        pages = [shown(with_open_seal(one), address) for one in (cast.jo, cast.ines) for address in addresses]
        seen.append([re.sub(r'(content|value)="[A-Za-z0-9]{64}"', "", page) for page in pages])
    assert seen[0] == seen[1]
    assert not ModuleRow.objects.exists() and Sealed.objects.count() == 1, "one row, whatever somebody has been through"


def test_agents_change_no_module(cast: Cast) -> None:
    browser = signed_in(cast.maya)
    for what in ("edit", "withdraw", "move", "unword"):
        assert browser.post(f"{PAGE}modules/{HEAD[0]}/{what}", SAID).status_code == 403
    assert browser.post(f"{PAGE}modules/new", SAID).status_code == 403 and not ModuleRow.objects.exists()
    assert "Change the programme" not in shown(with_open_seal(cast.maya))


def test_every_step_of_the_first_week_leads_somewhere(cast: Cast) -> None:
    browser = with_open_seal(cast.maya)
    page = shown(browser, f"{PAGE}first-week")
    steps = [step for day in first_week() for step in day.steps]
    assert len(first_week()) == 5 and len(steps) >= 12
    for step in steps:
        assert f'href="{step.address}"' in page and browser.get(step.address).status_code == 200, step.address
    named = {one.key: one.title for one in stock()}
    for step in steps:
        if title := named.get(step.address.removeprefix(PAGE)):
            assert f"“{title}”" in step.what


def test_what_was_spoilt_is_said_and_begun_anew(cast: Cast) -> None:
    browser = with_open_seal(cast.maya)
    keep(browser, HEAD[0], "Mine")
    Sealed.objects.update(box=b"\0" * 300)
    assert "What was here cannot be opened" in shown(browser) and opened(browser) == set(HEAD)
    keep(browser, HEAD[0], "Mine again")
    assert "Mine again" in shown(browser, f"{PAGE}{HEAD[0]}")


def test_paragraphs_and_cards_are_plain_text() -> None:
    assert paragraphs_of(" One\n line \n\n\n\nTwo  ") == ["One\n line", "Two"]
    cards = (("Why?", "Because.\nAnd so on."), ("How?", "Thus."))
    assert cards_in(written(cards)) == cards and cards_in("Alone") == () and cards_in("") == ()


def test_the_pages_ask_little_of_the_database(cast: Cast) -> None:
    browser = with_open_seal(cast.maya)
    for key in HEAD:
        keep(browser, key)
    for address in (PAGE, f"{PAGE}{HEAD[0]}", "/practice/recall/"):
        with CaptureQueriesContext(connection) as asked:
            shown(browser, address)
        assert len(asked) <= 12, [one["sql"][:90] for one in asked]
