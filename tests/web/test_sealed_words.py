"""Words of all kinds through the pages of Today and Journey, and entries that were spoilt outside of them."""

from __future__ import annotations

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from extramile.people.models import Sealed
from tests.cast import Cast
from tests.privacy.conftest import held_talk
from tests.privacy.test_sealed_nowhere import planted_by
from tests.web.test_journey import searched, with_goal
from tests.web.test_today import enter, page

__all__ = ["held_talk"]
pytestmark = pytest.mark.django_db
PLACES = ("/today/", "/today/close", "/journey/", "/journey/wins", "/journey/happy", "/journey/everything.md")
WORDS = [
    "שלום, היום היה קשה ‏(מאוד)",
    "كان يومًا طويلًا، ثم شكرتني",
    "今天很累，但她说谢谢",
    "नमस्ते, आज अच्छा था",
    "👩🏽‍🚒 family 👨‍👩‍👧‍👦 flags 🇳🇿",
    "‮reversed‬ <script>alert(1)</script> {{ 7*7 }} {% raw %} \\x00 'quotes\"",
    "e\u0301 and é; \ufeff\u200b zero width",
    "Z̷̢̛̼̙̝͎̼̪̈́̐͌a̴l̶g̵o̸",
]


def test_any_words_come_back_as_they_were_written(cast: Cast) -> None:
    maya = enter("maya")
    for words in WORDS:
        maya.post("/today/close/good", {"good": words})
        assert words.strip() in unescape(page(maya, "/today/close"))
        maya.post("/journey/wins/keep", {"words": words})
        assert words.strip() in unescape(page(maya, "/journey/wins"))
        assert maya.post("/journey/goals/new", {"title": words, "wish": words}).status_code == 302
    everything = page(maya, "/journey/everything.md")
    assert [words for words in WORDS if words.strip() not in everything] == []
    assert "<script>alert" not in page(maya, "/journey/") + page(maya, "/journey/wins") + searched(maya, "<script>")


def test_what_is_no_text_is_refused_kindly_or_left_alone(cast: Cast) -> None:
    maya = enter("maya")
    picture = SimpleUploadedFile("me.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "image/png")
    assert maya.post("/journey/wins/keep", {"words": picture}).status_code == 422
    pasted = "data:image/png;base64," + "iVBORw0KGgo" * 30_000
    answer = maya.post("/journey/wins/keep", {"words": pasted})
    assert answer.status_code == 422 and b"longer than one entry" in answer.content
    assert Sealed.objects.count() == 0
    maya.post("/journey/wins/keep", {"words": '<img src="data:image/png;base64,iVBORw0KGgo=" onerror="alert(1)">'})
    assert "<img src" not in page(maya, "/journey/wins") and not Sealed.objects.count() > 1
    assert maya.post("/journey/meaning", {"meaning": "é" * 30_000}).status_code == 422


def test_what_cannot_be_kept_stays_in_its_field_with_the_reason_beside_it(cast: Cast) -> None:
    maya = enter("maya")
    goal, long = with_goal(maya), "heron " * 60_000
    for address, given, wrong in (
        (f"{goal}/check-in", {"words": long}, "going"),
        (f"{goal}/milestone", {"words": long}, "step"),
        ("/journey/wins/keep", {"words": long, "goal": "Be the calm one"}, "words"),
        ("/today/close/good", {"good": long}, "good"),
        ("/today/close/hard", {"happened": "heron heron heron", "told_myself": long}, "hard"),
        ("/today/intention", {"situation": "heron " * 20, "action": " "}, "intention"),
    ):
        answer = maya.post(address, given)
        shown = answer.content.decode()
        assert answer.status_code == 422 and "heron heron heron" in shown, address
        assert f'id="{wrong}_error"' in shown and "</nav>" in shown, address
        assert "heron" not in page(maya, goal) + page(maya, "/journey/wins") + page(maya, "/today/close"), address
    again = maya.post("/journey/wins/keep", {"words": " ", "goal": "Be the calm one"}).content.decode()
    assert "<option selected>Be the calm one" in again


@pytest.mark.usefixtures("held_talk")
@pytest.mark.parametrize("spoil", ["cut", "changed", "foreign", "empty"])
def test_what_was_spoilt_says_so_and_all_pages_stand(cast: Cast, spoil: str) -> None:
    """Every row at once: goals, days, wins, what one steers by, and which parts are left out."""
    maya, own = planted_by(cast.maya)
    for row in Sealed.objects.all():
        box = bytes(row.box)
        spoilt = {"cut": box[:40], "changed": box[:-1] + bytes([box[-1] ^ 1]), "foreign": box[::-1], "empty": b""}
        Sealed.objects.filter(pk=row.pk).update(box=spoilt[spoil])
    for place in PLACES:
        shown = page(maya, place)
        assert "heron" not in shown and "cannot be opened" in shown, place
    assert maya.get(own["journey/goals"]).status_code == 404
    maya.post("/today/close/good", {"good": "begun anew"})
    maya.post("/journey/meaning", {"meaning": "begun anew as well"})
    assert "begun anew" in page(maya, "/today/close") and "begun anew as well" in page(maya, "/journey/")
