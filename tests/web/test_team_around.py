"""Posts around the company, and the cards to talk through."""

from __future__ import annotations

import pytest

from extramile.base.ids import uuid7
from extramile.culture import access
from extramile.culture.actions import around as actions
from extramile.culture.cards import Deck, authored
from extramile.culture.models import Card, Comment, Post, Thread
from extramile.culture.queries.around import cards, posts, since
from extramile.people.models import Team
from tests.cast import Cast, signed_in
from tests.culture.test_stories import TODAY
from tests.web.test_team_stories import HOSTILE, page

pytestmark = pytest.mark.django_db


def test_a_post_is_of_a_team_of_ones_own_and_once(cast: Cast) -> None:
    maya, row = signed_in(cast.maya), uuid7()
    words = HOSTILE.replace("\x00", "")
    given = {"words": words, "why": words, "team": cast.care.pk, "row": row}
    for _ in range(2):
        assert maya.post("/team/around/", given).status_code == 302
    post = Post.objects.get()
    assert (post.team, post.author) == (cast.care, cast.maya)
    other = Team.objects.create(name="Workshop")
    assert maya.post("/team/around/", given | {"team": other.pk, "row": uuid7()}).status_code == 422
    with pytest.raises(actions.NotInTeam):
        actions.post(cast.maya, "x", "y", team=other.pk, name=uuid7(), day=TODAY)
    assert actions.post(cast.jo, "x", "y", team=other.pk, name=uuid7(), day=TODAY).team == other
    for where in ("/team/", "/team/around/", f"/team/around/{post.pk}"):
        shown = page(signed_in(cast.sam), where)
        assert "onerror" in shown and "<img src=x" not in shown and "\u202e" not in shown
    assert maya.post("/team/around/", {"words": "x", "why": " "}).status_code == 422


def test_a_post_is_talked_of_and_removed_by_its_author_or_a_lead(cast: Cast) -> None:
    post = actions.post(cast.maya, "New lorry", "Why not", team=None, name=uuid7(), day=TODAY)
    sam, here = signed_in(cast.sam), f"/team/around/{post.pk}"
    sam.post(f"{here}/say", {"words": "Since when?"})
    comment = Comment.objects.get()
    assert sam.get(f"/team/comments/{comment.pk}").headers["Location"] == f"{here}#said"
    assert sam.post(f"{here}/remove").status_code == 404
    assert since(TODAY, most=3) == [post] and posts(before=post.pk) == ([], False)
    cast.care.delete()
    signed_in(cast.jo).post(f"{here}/remove")
    assert not (Post.objects.exists() or Comment.objects.exists() or Thread.objects.exists())


def test_cards_go_round_and_a_team_adds_its_own(cast: Cast) -> None:
    assert [sum(deck == one for one, _, _ in authored()) for deck in Deck] == [3, 7, 5, 0]
    maya = signed_in(cast.maya)
    assert authored()[0][1] in page(maya, "/team/cards/talk")
    assert authored()[0][1] in page(maya, "/team/cards/talk?n=15") and "15 of 15" in page(maya, "/team/cards/talk?n=14")
    assert maya.get("/team/cards/talk?deck=ours").headers["Location"] == "/team/cards/"
    for _ in range(2):
        maya.post("/team/cards/add", {"question": "What if? " + HOSTILE, "more": HOSTILE})
    maya.post("/team/cards/add", {"question": " "})
    assert "Write the question" in page(maya, "/team/cards/")
    card = Card.objects.get()
    for where in ("/team/cards/", "/team/cards/talk?deck=ours", "/team/cards/talk?deck=nonsense"):
        shown = page(maya, where)
        assert "<img src=x" not in shown and "\u202e" not in shown
    assert cards(Deck.OURS)[0].own == card.pk
    assert signed_in(cast.sam).post(f"/team/cards/{card.pk}/remove").status_code == 404
    with pytest.raises(access.NotThere):
        actions.remove_card(cast.maya, 10**20)
    signed_in(cast.jo).post(f"/team/cards/{card.pk}/remove")
    assert not Card.objects.exists()
