"""What customers say, for those who lead and for everybody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.test import Client

from extramile.base import clock
from extramile.customers.actions import acts
from extramile.desk.actions import reputation
from extramile.desk.actions.reports import sums
from extramile.desk.models import Rating, RatingTurn
from extramile.people.models import Company
from tests.cast import Cast, conversation
from tests.desk.test_reputation import thanked

pytestmark = pytest.mark.django_db
TODAY = clock.now().date()
HOSTILE = "<script>alert(1)</script>&\"'"
PUBLIC = ("/reputation", "/reputation/badge.svg")


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def rated(cast: Cast, n: int) -> None:
    sums.add({(TODAY, cast.inbox.pk, "website", 0): Counter(star_5=n, star_4=n, first_3=9)}, {})


def test_nothing_is_there_for_everybody_until_an_admin_opens_it(
    cast: Cast, stranger: Client, as_lead: Client, as_admin: Client
) -> None:
    rated(cast, 6)
    assert [stranger.get(one).status_code for one in PUBLIC] == [404, 404]
    assert as_lead.post("/lead/reputation/open", {"words": "x"}).status_code == 403
    assert as_admin.post("/lead/reputation/open", {"words": HOSTILE}).status_code == 302
    page, badge = (stranger.get(one) for one in PUBLIC)
    assert "4.5" in page.content.decode() and "from 12 ratings" in page.content.decode()
    for answer in (page, badge):
        assert answer.status_code == 200 and not answer.cookies and "max-age" in answer["Cache-Control"]
        assert "<script" not in answer.content.decode() and "script-src" not in answer["Content-Security-Policy"]
        assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert badge["Content-Type"] == "image/svg+xml" and badge["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert as_admin.post("/lead/reputation/close").status_code == 302
    assert [stranger.get(one).status_code for one in PUBLIC] == [404, 404]


def test_it_says_nothing_about_anybody_who_works_here(cast: Cast, stranger: Client) -> None:
    rated(cast, 6)
    reputation.open_page(cast.ines, "", day=TODAY)
    reputation.show(cast.jo, thanked("Thank you, Maya. Sam Okafor did it well."), day=TODAY)
    shown = "".join(stranger.get(one).content.decode() for one in PUBLIC)
    assert "Thank you" in shown
    for person in (cast.maya, cast.sam, cast.jo, cast.ines):
        assert not [part for part in (*person.name.split(), person.email) if re.search(rf"\b{part}\b", shown)]


def test_what_is_taken_down_is_gone_at_once_and_hostile_words_are_text(cast: Cast, stranger: Client) -> None:
    rated(cast, 6)
    Company.objects.update(name=HOSTILE * 3)
    reputation.open_page(cast.ines, "", day=TODAY)
    act = thanked(f"Lovely {HOSTILE}")
    reputation.show(cast.jo, act, day=TODAY)
    page = stranger.get("/reputation").content.decode()
    assert "Lovely &lt;script&gt;" in page
    badge = ElementTree.fromstring(stranger.get("/reputation/badge.svg").content)
    assert HOSTILE in "".join(badge.itertext())
    reputation.take_down(cast.jo, act)
    assert "Lovely" not in stranger.get("/reputation").content.decode()


def test_the_customers_no_reaches_the_page_too(cast: Cast, stranger: Client) -> None:
    reputation.open_page(cast.ines, "", day=TODAY)
    reputation.show(cast.jo, thanked("Lovely people", key="kept"), day=TODAY)
    assert "Lovely people" in stranger.get("/reputation").content.decode()
    acts.take_back("kept")
    cache.clear()
    assert "Lovely people" not in stranger.get("/reputation").content.decode()


def test_a_few_ratings_are_no_figure(cast: Cast, stranger: Client) -> None:
    rated(cast, 2)
    reputation.open_page(cast.ines, "", day=TODAY)
    page, badge = (stranger.get(one).content.decode() for one in PUBLIC)
    assert "too few ratings" in page and "Too few ratings" in badge and "4.5" not in page + badge


def test_many_who_ask_at_once_are_told_what_was_made_once(
    cast: Cast, stranger: Client, django_assert_max_num_queries: object
) -> None:
    rated(cast, 6)
    reputation.open_page(cast.ines, "", day=TODAY)
    stranger.get("/reputation")
    with django_assert_max_num_queries(2):  # type: ignore[operator]
        stranger.get("/reputation")


def test_those_who_lead_see_ratings_words_and_the_turn(cast: Cast, as_lead: Client, as_admin: Client) -> None:
    talk = conversation(cast)
    Rating.objects.create(conversation=talk, resolved=1, stars=2, comment=HOSTILE)
    act = thanked("Kind & quick")
    RatingTurn.objects.create(day=TODAY, before=4.7, now=4.1, n=33)
    page = as_lead.get("/lead/reputation").content.decode()
    assert "2 of 5" in page and "&lt;script&gt;" in page and f"/desk/c/{talk.pk}" in page
    assert "has turned" in page and "4.1" in page and "Open the page" not in page
    assert "has turned" in as_lead.get("/lead/").content.decode()
    assert as_lead.post(f"/lead/reputation/words/{act}").status_code == 302
    shown = as_admin.get("/lead/reputation").content.decode()
    assert "on the page" in shown and "Open the page" in shown
    assert as_lead.post(f"/lead/reputation/words/{act}", {"off": "1"}).status_code == 302
    assert "on the page</span>" not in as_lead.get("/lead/reputation").content.decode()
    assert as_lead.post("/lead/reputation/words/999").status_code == 404
    too_long = as_admin.post("/lead/reputation/open", {"words": "x" * 301})
    assert too_long.status_code == 422 and "300" in too_long.content.decode()


def test_the_snippet_is_text_on_somebody_elses_page(cast: Cast, as_admin: Client) -> None:
    Company.objects.update(name='A "B" <c>')
    reputation.open_page(cast.ines, "", day=TODAY)
    page = as_admin.get("/lead/reputation").content.decode()
    assert "&amp;quot;B&amp;quot; &amp;lt;c" in page and "/reputation/badge.svg" in page
