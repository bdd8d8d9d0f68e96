"""The pages of feedback inside the company."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from extramile.culture.models import Feedback, Slip, Status
from tests.cast import Cast, conversation, signed_in
from tests.culture.test_feedback import heard
from tests.culture.test_slips import slipped
from tests.desk.giving import allow, gave
from tests.web.test_team_stories import page

pytestmark = pytest.mark.django_db


def sent(browser: Client, found: Feedback, door: str, **given: Any) -> Any:
    found.refresh_from_db()
    fields = {"version": found.version, "row": uuid4()} | given
    return browser.post(f"/team/feedback/{found.pk}/{door}", fields, follow=True)


def test_a_colleague_says_something_and_follows_it(cast: Cast) -> None:
    maya, jo, sam = signed_in(cast.maya), signed_in(cast.jo), signed_in(cast.sam)
    given = {"source": "colleague", "kind": "idea", "words": "The bench on Thursdays", "row": uuid4()}
    for _ in range(2):
        answer = maya.post("/team/feedback/new", given, follow=True)
    assert "The bench on Thursdays" in answer.content.decode() and Feedback.objects.count() == 1
    found = Feedback.objects.get()
    assert maya.post("/team/feedback/new", {"source": "boss", "words": ""}).status_code == 422
    assert "The bench" not in page(sam, "/team/feedback/") and sam.get(f"/team/feedback/{found.pk}").status_code == 404
    assert maya.post(f"/team/feedback/{found.pk}/answer", {"status": "done", "words": "x"}).status_code == 404
    sent(jo, found, "sort", kind="idea", owner=cast.jo.pk)
    assert "Looking into it" in page(maya, "/team/feedback/")
    assert "The bench" in page(jo, "/team/feedback/all?mine=on") and "Nothing fits" in page(
        jo, "/team/feedback/all?q=zzz"
    )
    sent(jo, found, "answer", status="done", words="A line each Thursday", shown="on", told="Hear of the bench")
    read = page(sam, f"/team/feedback/{found.pk}")
    assert "A line each Thursday" in read and "Hear of the bench" in read and "The bench on Thursdays" not in read
    assert "A line each Thursday" in page(sam, "/team/")
    assert "Nothing here fits" in page(sam, "/team/feedback/?status=wont")
    assert "Remove it" in page(maya, f"/team/feedback/{found.pk}/remove")
    maya.post(f"/team/feedback/{found.pk}/remove")
    assert not Feedback.objects.exists()


def test_what_was_done_is_undone_from_where_it_is_said(cast: Cast) -> None:
    jo, found = signed_in(cast.jo), heard("Six mails about one order")
    other = heard("Five mails about one order")
    for door, given in (
        ("answer", {"status": "done", "words": "One now"}), ("sort", {"kind": "idea"}), ("merge", {"into": other.pk}),
    ):  # fmt: skip
        said = sent(jo, found, door, **given).content.decode()
        undo = re.search(rf'action="(/team/feedback/{found.pk}/steps/\d+/undo)"', said)
        assert undo, door
        assert "Taken back" in jo.post(undo[1], follow=True).content.decode()
        jo.post(undo[1])
    found.refresh_from_db()
    assert (found.status, found.kind, found.same_as) == (Status.NEW, "criticism", None) and not found.steps.exists()
    sent(jo, found, "merge", into=other.pk)
    assert "It says the same as another" in page(jo, f"/team/feedback/{found.pk}")
    assert "Merged with it" in page(jo, f"/team/feedback/{other.pk}")
    assert "merged already" in sent(jo, other, "merge", into=found.pk).content.decode()
    sent(jo, found, "part")
    assert sent(jo, found, "merge", into="x").status_code == sent(jo, found, "merge", into=5).status_code == 404


def test_of_two_leads_the_second_learns_of_the_first_and_keeps_what_they_wrote(cast: Cast) -> None:
    jo, ines, found = signed_in(cast.jo), signed_in(cast.ines), heard("Six mails")
    seen = found.version
    sent(jo, found, "answer", status="done", words="The first answer")
    late = ines.post(f"/team/feedback/{found.pk}/answer", {
        "version": seen, "row": uuid4(), "status": "wont", "words": "The second answer",
    })  # fmt: skip
    shown = late.content.decode()
    assert late.status_code == 409 and "changed it meanwhile" in shown
    assert "The first answer" in shown and "The second answer" in shown
    assert f'name="version" value="{seen + 1}"' in shown
    found.refresh_from_db()
    assert found.status == Status.DONE


def test_what_lacks_in_an_answer_is_said(cast: Cast) -> None:
    jo, found = signed_in(cast.jo), heard("Six mails")
    for status, words, more, says in (
        ("trying", "One", {}, "until which it is tried"), ("done", " ", {}, "required"),
        ("new", "x", {}, "valid choice"),
        ("done", "x" * 2001, {}, "2000"), ("done", "x", {"shown": "on", "told": ""}, "what was said"),
    ):  # fmt: skip
        answer = sent(jo, found, "answer", status=status, words=words, **more)
        assert answer.status_code == 422 and says in answer.content.decode(), words
    assert sent(jo, found, "sort", kind="x").status_code == 422 and not found.steps.exists()
    named = heard("Maya said on Monday that Sam would call +44 7700 900123")
    form = page(jo, f"/team/feedback/{named.pk}")
    told = re.search(r'name="told" value="([^"]*)"', form)
    assert told and "Maya" not in told[1] and "7700" not in told[1]


def test_it_begins_from_a_slip_and_from_what_made_the_extra_mile_necessary(cast: Cast) -> None:
    slip, jo = slipped(cast, unnamed=True), signed_in(cast.jo)
    change = slip.changes.order_by("pk")[0]
    answer = jo.post(f"/team/slips/changes/{change.pk}/feedback", follow=True)
    assert change.words in answer.content.decode() and "told without a name" not in answer.content.decode()
    assert "in feedback" in page(jo, f"/team/slips/{slip.pk}") and Slip.objects.get().author is None
    assert change.words in page(signed_in(cast.sam), "/team/feedback/?kind=idea&q=lorry")
    allow()
    gave(cast.maya, conversation(cast, assignee=cast.maya))
    link = re.search(r'href="(/team/feedback/new\?about=way[^"]*)"', page(jo, "/team/extra-mile/"))
    assert link
    form = page(jo, link[1].replace("&amp;", "&"))
    assert "made the extra mile necessary" in form and re.search(r'value="way"[^>]* checked', form)
    assert "Make an improvement" not in page(signed_in(cast.maya), "/team/extra-mile/")
