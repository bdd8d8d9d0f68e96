"""The pages of slips."""

from __future__ import annotations

import pytest

from extramile.culture.models import Comment, Slip
from extramile.desk.models import Conversation
from tests.cast import Cast, signed_in
from tests.culture.test_stories import talked
from tests.web.test_team_stories import HOSTILE, page

__all__ = ["talked"]
pytestmark = pytest.mark.django_db


def test_a_slip_is_told_from_a_conversation_without_a_name(cast: Cast, talked: Conversation) -> None:
    maya, address = signed_in(cast.maya), f"/team/slips/new?conversation={talked.pk}"
    assert f'href="{address}"' in page(maya, f"/team/stories/new?conversation={talked.pk}")
    given = {
        "title": "A date for Tomás",
        "happened": "Sam and I.",
        "learned": "Ask.",
        "changes": "Lorry days",
        "unnamed": "on",
    }
    looked = maya.post(address, given).content.decode()
    assert "A date for the customer" in looked and "told without a name" in looked and not Slip.objects.exists()
    assert "A date for Tomás" in maya.post(address, given | {"change": "1"}).content.decode()
    maya.post(address, given | {"tell": "1"})
    assert "_messages" not in maya.session, "a row that would name who told it"
    slip = Slip.objects.get()
    jo = signed_in(cast.jo)
    for where in (f"/team/slips/{slip.pk}", "/team/slips/", "/team/"):
        shown = page(jo, where)
        assert "A date for the customer" in shown and "Maya Reyes" not in shown
    jo.post(f"/team/slips/changes/{slip.changes.get().pk}/done")
    assert "done on" in page(jo, f"/team/slips/{slip.pk}")
    assert maya.get(f"/team/slips/{slip.pk}/remove").status_code == 404
    jo.post(f"/team/slips/{slip.pk}/remove")
    assert not Slip.objects.exists()
    assert signed_in(cast.jo).get(address).status_code == 404


def test_hostile_words_and_what_lacks(cast: Cast) -> None:
    maya, words = signed_in(cast.maya), HOSTILE.replace("\x00", "")
    given = {"title": words[:100], "happened": words, "learned": words, "expected": words, "changes": words}
    assert maya.post("/team/slips/new", given | {"learned": " "}).status_code == 422
    maya.post("/team/slips/new", given | {"tell": "1"})
    slip = Slip.objects.get()
    maya.post(f"/team/slips/{slip.pk}/say", {"words": HOSTILE})
    for where in (f"/team/slips/{slip.pk}", "/team/slips/", "/team/", f"/team/slips/{slip.pk}/remove"):
        shown = page(maya, where)
        assert "<img src=x" not in shown and "<script>alert" not in shown and "\u202e" not in shown
    comment = Comment.objects.get()
    assert maya.get(f"/team/comments/{comment.pk}").headers["Location"] == f"/team/slips/{slip.pk}#said"
    assert "No slip holds" in page(maya, "/team/slips/?q=nothing")
