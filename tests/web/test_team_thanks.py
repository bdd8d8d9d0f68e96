"""The page of thanks, and Today, where they are read first."""

from __future__ import annotations

import pytest

from extramile.base import clock
from extramile.base.ids import uuid7
from extramile.culture.models import Comment, Passed, Thanks
from extramile.customers.actions import acts
from extramile.customers.models import Act
from extramile.customers.models.act import Kind
from tests.cast import Cast, signed_in, with_open_seal
from tests.culture.test_stories import told
from tests.culture.test_thanks import solved, thanked
from tests.web.test_team_stories import HOSTILE, page

pytestmark = pytest.mark.django_db
WORDS = "Thank you for a tent in one evening"


def test_thanks_reach_their_person_on_today(cast: Cast) -> None:
    maya, given = signed_in(cast.maya), {"to": cast.sam.pk, "happened": "Tuesday", "words": "You took my late chats."}
    row = uuid7()
    for _ in range(2):
        assert maya.post("/team/thanks/", given | {"row": row}).status_code == 302
    assert Thanks.objects.count() == 1
    today = page(with_open_seal(cast.sam), "/today/news")
    assert "Maya Reyes thanks you" in today and "You took my late chats." in today
    for other in (cast.jo, cast.ines):
        browser = with_open_seal(other)
        assert "late chats" not in page(browser, "/today/") + page(browser, "/team/") + page(browser, "/team/thanks/")
    assert "between you two" in page(signed_in(cast.sam), "/team/thanks/")


def test_a_form_that_lacks_something_says_what(cast: Cast) -> None:
    maya, given = signed_in(cast.maya), {"to": cast.sam.pk, "happened": "Tuesday", "words": "Well"}
    for lacking in ({"to": ""}, {"happened": " "}, {"words": " \n"}, {"to": cast.maya.pk}, {"words": "x" * 1001}):
        assert maya.post("/team/thanks/", given | lacking).status_code == 422, lacking
    assert not Thanks.objects.exists()
    assert f'<option value="{cast.sam.pk}" selected>' in page(maya, f"/team/thanks/?to={cast.sam.pk}")


def test_a_customers_words_are_read_by_the_team_once_both_agree(cast: Cast) -> None:
    talk = solved(cast, WORDS)
    maya, jo = signed_in(cast.maya), signed_in(cast.jo)
    assert "write it down beside the conversation" in page(maya, "/team/thanks/")
    assert "tent in one evening" not in page(jo, "/team/thanks/")
    acts.tell(
        talk.customer_id, Kind.THANKS, key="yes", day=clock.now().date(), about="Thank you for a tent in one evening"
    )
    act = Act.objects.get()
    assert jo.post(f"/team/thanks/words/{act.pk}").status_code == 404
    assert "Let the team read it" in page(maya, "/team/thanks/")
    maya.post(f"/team/thanks/words/{act.pk}")
    assert "The team reads it" in page(maya, "/team/thanks/")
    assert "tent in one evening" in page(jo, "/team/") and "Maya Reyes" in page(jo, "/team/")
    maya.post(f"/team/thanks/words/{act.pk}", {"off": "1"})
    assert "tent in one evening" not in page(jo, "/team/") and not Passed.objects.exists()


def test_showing_keeping_and_taking_back(cast: Cast) -> None:
    made = thanked(cast.maya, cast.sam, words=HOSTILE.replace("\x00", ""), happened=HOSTILE)
    maya, sam, jo = (signed_in(one) for one in (cast.maya, cast.sam, cast.jo))
    assert sam.post(f"/team/thanks/{made.pk}/share").status_code == 404
    maya.post(f"/team/thanks/{made.pk}/share")
    for browser, address in ((jo, "/team/"), (jo, "/team/thanks/"), (with_open_seal(cast.sam), "/today/news")):
        shown = page(browser, address)
        assert "onerror" in shown and "<img src=x" not in shown and "\u202e" not in shown
    sam.post(f"/team/thanks/{made.pk}/share", {"off": "1"})
    assert "onerror" not in page(jo, "/team/thanks/")
    assert jo.post(f"/team/thanks/{made.pk}/take-back").status_code == 404
    assert maya.post(f"/team/thanks/{made.pk}/take-back").status_code == 302
    assert not Thanks.objects.exists()


def test_where_one_was_called_in_leads_there(cast: Cast) -> None:
    story = told(cast.maya)
    signed_in(cast.jo).post(f"/team/stories/{story.pk}/say", {"words": "@Sam, look"})
    sam, comment = with_open_seal(cast.sam), Comment.objects.get()
    assert "Jo Lind called you in" in page(sam, "/today/news")
    assert sam.get(f"/team/comments/{comment.pk}").headers["Location"] == f"/team/stories/{story.pk}#said"
