"""Game plans: written, looked at by somebody else, found, and asked whether they helped."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from extramile.base import clock
from extramile.desk.models import GamePlan, PlanVersion
from tests.cast import Cast, conversation, said, signed_in

pytestmark = pytest.mark.django_db
TORN = {
    "title": "Something arrived torn", "situation": "My tent came with a torn seam", "first_words": "I am sorry: <b>",
    "steps": "Say it back\nMend first", "may_give": "A courier", "ask_help": "",
}  # fmt: skip


def written(browser: Client, **changed: str) -> str:
    return str(browser.post("/practice/plans/new", {**TORN, **changed}).headers["Location"])


def first(menu: str) -> str:
    return re.findall("<strong><bdi>(.*?)</bdi>", menu)[0]


def test_a_draft_is_looked_at_by_somebody_else_and_then_found(cast: Cast) -> None:
    maya, sam = signed_in(cast.maya), signed_in(cast.sam)
    here = written(maya)
    assert b"want a second pair of eyes" in sam.get("/practice/plans/").content
    assert TORN["title"].encode() not in sam.get("/practice/plans/?q=torn+seam").content
    maya.post(f"{here}/publish")
    assert GamePlan.objects.get().published is None, "not by who wrote it"
    sam.post(f"{here}/publish")
    found = sam.get("/practice/plans/?q=seams+torn").content.decode()
    assert TORN["title"] in found
    assert "Perhaps you are the one" in sam.get("/practice/plans/?q=qqqq").content.decode()
    shown = sam.get(here).content.decode()
    assert "I am sorry: &lt;b&gt;" in shown and "kept by Maya Reyes" in shown
    maya.post(f"{here}/withdraw")
    assert TORN["title"] not in sam.get("/practice/plans/?q=torn").content.decode()


def test_leads_publish_their_own_and_every_version_stays(cast: Cast) -> None:
    jo = signed_in(cast.jo)
    here = written(jo)
    jo.post(f"{here}/publish")
    signed_in(cast.maya).post(f"{here}/edit", {**TORN, "steps": "Replace first"})
    shown = jo.get(here).content.decode()
    assert "Replace first" in shown and "Mend first" in shown and PlanVersion.objects.count() == 2
    assert jo.post(f"{here}/edit", {"title": " ", "situation": ""}).status_code == 422
    assert b"Delete this game plan?" in jo.post(f"{here}/delete").content and GamePlan.objects.exists()
    jo.post(f"{here}/delete", {"sure": "1"})
    assert not PlanVersion.objects.exists()
    for address in ("/practice/plans/999", f"/practice/plans/{2**70}", here):
        assert jo.get(address).status_code == 404


def test_the_desk_offers_the_card_that_fits_what_the_customer_wrote(cast: Cast) -> None:
    jo, maya = signed_in(cast.jo), signed_in(cast.maya)
    jo.post(f"{written(jo)}/publish")
    jo.post(f"{written(jo, title='Where is it', situation='Where is my parcel, it has not come')}/publish")
    talk = conversation(cast, assignee=cast.maya)
    said(talk, "hello there, the seams of my tent are torn")
    said(talk, "where is my parcel", agent=cast.maya)
    offered = maya.get(f"/desk/c/{talk.pk}/plans-menu").content.decode()
    assert "Something arrived torn" in offered and "I am sorry: &lt;b&gt;" in offered
    assert first(offered) == "Something arrived torn", "what the agent wrote says nothing of what the customer needs"
    assert first(maya.get(f"/desk/c/{talk.pk}/plans-menu?q=parcel+not+come").content.decode()) == "Where is it"
    assert maya.get("/desk/c/999/plans-menu").status_code == 404


def test_whether_it_helped_is_added_up_without_a_name_and_a_stale_one_is_flagged(cast: Cast) -> None:
    jo = signed_in(cast.jo)
    here = written(jo)
    jo.post(f"{here}/publish")
    assert jo.post(f"{here}/answer", {"helped": "yes"}, HTTP_X_PART="1").status_code == 204
    for _ in range(4):
        jo.post(f"{here}/answer", {"helped": "no"})
    plan = GamePlan.objects.get()
    assert (plan.helped, plan.missed) == (1, 4)
    assert b"Still good?" in jo.get("/practice/plans/").content and b"wants a look" in jo.get(here).content
    jo.post(f"{here}/still-good")
    assert b"Still good?" not in jo.get("/practice/plans/").content
    GamePlan.objects.update(checked=clock.now().date() - timedelta(days=180))
    assert b"Still good?" in jo.get("/practice/plans/").content
