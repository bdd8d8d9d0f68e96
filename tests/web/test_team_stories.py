"""The pages of stories, from the conversation to the sheet on the wall."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from extramile.base import clock
from extramile.base.ids import uuid7
from extramile.culture.models import Comment, Story
from extramile.desk.models import Conversation
from tests.cast import Cast, conversation, said, signed_in
from tests.culture.test_stories import talked, told

__all__ = ["talked"]
pytestmark = pytest.mark.django_db
HOSTILE = "<img src=x onerror=alert(1)> \"'</textarea><script>alert(2)</script> \u202e\x00 عربي"


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_story_is_written_looked_at_and_told(cast: Cast) -> None:
    made = conversation(cast, assignee=cast.maya)
    said(made, "My tent has a torn seam")
    said(made, "Ask the night courier", agent=cast.sam, note=True)
    maya = signed_in(cast.maya)
    desk = page(maya, f"/desk/c/{made.pk}/head")
    address = f"/team/stories/new?conversation={made.pk}"
    assert f'href="{address}"' in desk
    assert "torn seam" in page(maya, address)

    given = {
        "title": "A tent for Tomás",
        "words": "Order NF-20418 went by night.",
        "taught": "",
        "helpers": [cast.sam.pk],
    }
    looked = maya.post(address, given).content.decode()
    assert "A tent for the customer" in looked and "<s><bdi>NF-20418</bdi></s> → [number]" in looked
    assert "Sam Okafor" in looked and not Story.objects.exists()
    assert 'value="A tent for Tomás"' in maya.post(address, given | {"change": "1"}).content.decode()
    answer = maya.post(address, given | {"tell": "1", "row": uuid7()})
    story = Story.objects.get()
    assert answer.headers["Location"] == f"/team/stories/{story.pk}"
    read = page(signed_in(cast.jo), f"/team/stories/{story.pk}")
    assert "Order [number] went by night." in read and "Sam Okafor" in read and "NF-20418" not in read


def test_an_empty_story_and_borrowed_words_say_what_to_do(cast: Cast, talked: Conversation) -> None:
    maya, address = signed_in(cast.maya), f"/team/stories/new?conversation={talked.pk}"
    assert maya.post(address, {"title": "", "words": ""}).status_code == 422
    answer = maya.post(
        address, {"title": "Tent", "words": "My tent has a torn seam and we leave on Saturday", "tell": "1"}
    )
    assert answer.status_code == 422 and "the customer’s own words" in answer.content.decode()
    assert not Story.objects.exists()
    assert signed_in(cast.jo).get(address).status_code == 404
    assert maya.get("/team/stories/new?conversation=abc").status_code == 200


def test_what_is_hostile_or_long_is_shown_as_it_is(cast: Cast) -> None:
    maya = signed_in(cast.maya)
    maya.post(
        "/team/stories/new", {"title": HOSTILE[:100], "words": HOSTILE + "x" * 3000, "taught": HOSTILE, "tell": "1"}
    )
    maya.post("/team/stories/new", {"title": "fine", "words": HOSTILE.replace("\x00", ""), "tell": "1"})
    story = Story.objects.get()
    maya.post(f"/team/stories/{story.pk}/say", {"words": HOSTILE})
    for address in ("/team/", "/team/stories/", f"/team/stories/{story.pk}", f"/team/stories/{story.pk}/print"):
        shown = page(maya, address)
        assert "<img src=x" not in shown and "<script>alert" not in shown and "\u202e" not in shown
    long = maya.post(f"/team/stories/{story.pk}/say", {"words": f"{'x' * 2001}<b>"})
    assert long.status_code == 422 and f"{'x' * 2001}&lt;b&gt;</textarea>" in long.content.decode(), "words stay"
    assert maya.post(f"/team/stories/{story.pk}/say", {"words": "  "}).status_code == 422


def test_cheers_choices_and_comments(cast: Cast) -> None:
    story = told(cast.maya)
    here = f"/team/stories/{story.pk}"
    jo, sam, name = signed_in(cast.jo), signed_in(cast.sam), uuid7()
    Story.objects.update(day=clock.now().date())
    for _ in range(2):
        jo.post(f"{here}/cheer")
        sam.post(f"{here}/choose", {"from-team": "1"})
        jo.post(f"{here}/say", {"words": "@Sam, this was the courier", "row": name})
    read = page(jo, here)
    assert "Jo Lind" in read and Comment.objects.count() == 1
    assert "Your choice" in page(sam, "/team/") and "Your choice" not in page(jo, "/team/")
    comment = Comment.objects.get()
    assert sam.post(f"/team/comments/{comment.pk}/take-back").status_code == 404
    assert jo.post(f"/team/comments/{comment.pk}/take-back").status_code == 302
    assert not Comment.objects.exists()
    jo.post(f"{here}/cheer", {"off": "1"})
    assert not story.cheered.exists()


def test_search_and_removing(cast: Cast) -> None:
    maya, story = signed_in(cast.maya), told(cast.maya, title="Zürich by night")
    assert "Zürich" in page(maya, "/team/stories/?q=zurich")
    assert "No story holds these words" in page(maya, "/team/stories/?q=nothing")
    assert signed_in(cast.sam).get(f"/team/stories/{story.pk}/remove").status_code == 404
    assert "gone for everybody" in page(maya, f"/team/stories/{story.pk}/remove")
    maya.post(f"/team/stories/{story.pk}/remove")
    assert maya.get(f"/team/stories/{story.pk}").status_code == 404
    assert "The first story" in page(maya, "/team/") and "The first story" in page(maya, "/team/stories/")


def test_pages_of_many_stories_ask_the_same_number_of_queries(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    for _ in range(14):
        told(cast.maya)
    maya = signed_in(cast.maya)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        assert re.search(r"before=\d+", page(maya, "/team/stories/"))
