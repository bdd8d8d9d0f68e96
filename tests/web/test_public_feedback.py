"""The pages on which people from outside say something."""

from __future__ import annotations

import re
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from extramile.culture.actions import partner_links
from extramile.culture.models import Feedback
from extramile.web.public.feedback import MOST
from tests.cast import Cast, conversation, signed_in
from tests.culture.test_stories import TODAY
from tests.web.test_team_stories import HOSTILE, page

pytestmark = pytest.mark.django_db
_households = count(1)
SAID = {"kind": "criticism", "words": "Six mails about one order, and none of them says when."}


def somebody() -> Client:
    """A stranger at a network address of their own."""
    return Client(REMOTE_ADDR=f"2001:db8:{next(_households):x}::1")


def shape(answer: HttpResponse) -> tuple[Any, ...]:
    """All of an answer but what is by chance."""
    words = re.sub(rb'name="csrf" content="[^"]*"', b"", answer.content)
    return answer.status_code, answer.headers.get("Location"), words, tuple(sorted(answer.headers))


def test_whoever_says_whatever_the_answer_is_the_same(cast: Cast) -> None:
    talk, twice = conversation(cast), uuid4()
    given = [
        SAID | {"row": twice}, SAID, SAID, {"kind": "idea", "words": "Another", "row": twice},
        SAID | {"email": cast.maya.email}, SAID | {"email": "nobody@x.example"}, SAID | {"c": talk.public_id},
        SAID | {"c": uuid4()}, SAID | {"website": "http://cheap.example"},
    ]  # fmt: skip
    browser = somebody()
    answers = {shape(browser.post("/feedback", one)) for one in given}
    assert len(answers) == 1 and answers.pop()[:2] == (302, "/feedback/thanks")
    assert "Thank you" in page(browser, "/feedback/thanks")
    said = Feedback.objects.order_by("email")
    assert [one.email for one in said] == ["", "", cast.maya.email, "nobody@x.example"]
    assert {one.words for one in said} == {SAID["words"]} and {one.conversation for one in said} == {None, talk}


def test_it_is_about_the_conversation_that_the_chat_led_from(cast: Cast) -> None:
    talk, browser = conversation(cast, customer="Dana Weber"), somebody()
    shown = page(browser, f"/feedback?c={talk.public_id}")
    assert "Dana" not in shown and str(talk.public_id) in shown
    browser.post(f"/feedback?c={talk.public_id}", SAID | {"c": talk.public_id})
    found = Feedback.objects.get()
    assert found.conversation == talk
    cast.inbox.teams.add(cast.care)
    assert f"/desk/c/{talk.pk}" in page(signed_in(cast.jo), f"/team/feedback/{found.pk}")
    for wrong in ("x", "%00", "1" * 5000):
        assert 'name="c"' in page(browser, f"/feedback?c={wrong}")


def test_line_ends_count_once_as_they_do_in_the_browser(cast: Cast) -> None:
    """A browser lets 4,000 characters go, and sends two for each line end."""
    words = "\r\n".join(["x" * 39] * 100)
    assert somebody().post("/feedback", SAID | {"words": words}).status_code == 302
    assert len(Feedback.objects.get().words) == 3_999


def test_a_flood_is_stopped_at_its_own_address_and_keeps_what_was_written(cast: Cast) -> None:
    flood, other = somebody(), somebody()
    for number in range(MOST):
        assert flood.post("/feedback", SAID | {"words": f"Flood {number}"}).status_code == 302
    stopped = flood.post("/feedback", SAID | {"words": "One more"})
    assert stopped.status_code == 429 and b"One more" in stopped.content and b"try again later" in stopped.content
    assert other.post("/feedback", SAID).status_code == 302
    assert Feedback.objects.count() == MOST + 1


def test_what_lacks_is_said_and_hostile_words_are_text(cast: Cast) -> None:
    browser, lead = somebody(), signed_in(cast.jo)
    for wrong, says in (
        ({"words": " "}, "Write what you would like to say"), ({"words": "x" * 4001}, "4000"),
        ({"email": "nobody"}, "valid email"), ({"kind": "praise"}, "valid choice"), ({"called": "x" * 81}, "80"),
    ):  # fmt: skip
        answer = browser.post("/feedback", SAID | wrong)
        assert answer.status_code == 422 and says in answer.content.decode(), wrong
    assert not Feedback.objects.exists()
    clean = HOSTILE.replace("\x00", "")
    browser.post("/feedback", {"kind": "idea", "words": clean, "called": clean[:80]})
    found = Feedback.objects.get()
    lead.post(f"/team/feedback/{found.pk}/answer", {
        "version": 1, "row": uuid4(), "status": "done", "words": clean, "shown": "on", "told": clean,
    })  # fmt: skip
    for where in ("/team/feedback/", "/team/feedback/all?status=", f"/team/feedback/{found.pk}", "/team/"):
        shown = page(lead, where)
        assert "&lt;img src=x" in shown
        assert "<img src=x" not in shown and "<script>alert" not in shown and "\u202e" not in shown
    # NUL is refused by the form before any database could.
    assert browser.post("/feedback", SAID | {"words": "a\x00b"}).status_code == 422


def test_it_needs_no_script_and_asks_nobody_else(cast: Cast) -> None:
    answer = somebody().get("/feedback")
    shown = answer.content.decode()
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', shown)
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert set(answer.cookies) <= {"extramile_csrf"}
    assert "<script" not in re.sub(r'<script type="module" src="/static/[^"]*page\.js"></script>', "", shown)


def test_a_partner_says_something_by_their_link(cast: Cast) -> None:
    lead, partner = signed_in(cast.jo), somebody()
    lead.post("/team/feedback/links", {"name": "Hull Forwarding"})
    assert lead.post("/team/feedback/links", {"name": " "}).status_code == 422
    found = re.search(r'value="http://testserver(/feedback/from/[^"]+)"', page(lead, "/team/feedback/links"))
    assert found
    assert "Hull Forwarding" in page(partner, found[1])
    assert partner.post(found[1], SAID).headers["Location"] == "/feedback/thanks"
    assert "Hull Forwarding" in page(lead, "/team/feedback/all")
    link = Feedback.objects.get().partner
    assert link and partner_links.key_of(link) == found[1].rpartition("/")[2]
    gone = [partner.get("/feedback/from/1.1:x"), partner.post("/feedback/from/1.1:x", SAID)]
    for act, given in (("close", {}), ("close", {"off": "1"}), ("renew", {})):
        lead.post(f"/team/feedback/links/{link.pk}/{act}", given)
        closed = partner.get(found[1])
        assert (closed.status_code == 404) == (given == {})
        gone += [closed] if given == {} else []
    assert len({shape(one) for one in gone}) == 1 and gone[0].status_code == 404
    assert Feedback.objects.count() == 1 and TODAY
