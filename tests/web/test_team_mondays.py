"""Monday's idea on Today and on its own page, with its talk; and what leads do with the ideas."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from extramile.base import clock
from extramile.culture.actions import mondays as actions
from extramile.culture.actions import thanks
from extramile.culture.models import Comment, Monday, NoLetter, OwnIdea, Passed, Scheduled
from extramile.culture.queries.mondays import ideas
from extramile.culture.weeks import WEEK, week_for
from extramile.customers.actions import acts
from extramile.customers.models import Act
from extramile.customers.models.act import Kind
from tests.cast import Cast, conversation, signed_in, with_open_seal
from tests.web.test_team_stories import HOSTILE, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def monday(cast: Cast) -> Monday:
    return actions.begin(week_for(timezone.localtime(clock.now())))


def test_it_stands_on_today_until_it_is_left_out(cast: Cast, monday: Monday) -> None:
    maya = with_open_seal(cast.maya)
    assert monday.title in page(maya, "/today/") and f"/team/monday/{monday.pk}#said" in page(maya, "/today/")
    maya.post("/today/parts", {"part": "monday", "off": "1"})
    assert 'id="monday"' not in page(maya, "/today/")
    assert monday.title in page(with_open_seal(cast.sam), "/today/")


def test_it_is_talked_through_and_calls_colleagues_in(cast: Cast, monday: Monday) -> None:
    here = f"/team/monday/{monday.pk}"
    signed_in(cast.maya).post(f"{here}/say", {"words": "@Sam, that is you " + HOSTILE})
    comment = Comment.objects.get()
    sam = with_open_seal(cast.sam)
    assert "Maya Reyes called you in" in page(sam, "/today/news")
    assert sam.get(f"/team/comments/{comment.pk}").headers["Location"] == f"{here}#said"
    assert "that is you" in page(sam, "/team/monday/") and "<img src=x" not in page(sam, here)
    signed_in(cast.maya).post(f"/team/comments/{comment.pk}/take-back")
    assert not Comment.objects.exists()


def test_what_customers_said_last_week_stands_there_as_in_the_mail(cast: Cast, monday: Monday) -> None:
    today = clock.now().date()
    for key, words in (("yes", "A tent in one evening"), ("long-ago", "A stove")):
        talk = conversation(cast, assignee=cast.maya, status="resolved")
        acts.tell(talk.customer_id, Kind.THANKS, key=key, day=today, about=words)
        thanks.pass_on(cast.maya, Act.objects.get(about=words).pk, on=True, today=today)
    Passed.objects.filter(act__about="A stove").update(day=monday.week - 2 * WEEK)
    shown = page(signed_in(cast.sam), "/team/monday/")
    assert "A tent in one evening" in shown and "A stove" not in shown
    earlier = actions.begin(monday.week - WEEK)
    assert "A tent in one evening" not in page(signed_in(cast.sam), f"/team/monday/{earlier.pk}")


def test_a_week_that_has_not_begun_for_somebody_is_not_there(cast: Cast, monday: Monday) -> None:
    ahead = actions.begin(monday.week + WEEK)
    maya = signed_in(cast.maya)
    assert maya.get(f"/team/monday/{ahead.pk}").status_code == 404
    assert maya.post(f"/team/monday/{ahead.pk}/say", {"words": "x"}).status_code == 404
    before = actions.begin(monday.week - WEEK)
    assert before.title in page(maya, "/team/monday/") and ahead.title not in page(maya, "/team/monday/")
    Monday.objects.all().delete()
    assert "The first idea comes on Monday" in page(maya, "/team/monday/")


def test_mail_is_stopped_and_started_with_one_click(cast: Cast, monday: Monday) -> None:
    maya = signed_in(cast.maya)
    maya.post("/team/monday/mail", {"off": "1"})
    assert NoLetter.objects.get().agent == cast.maya and "does not come to you by mail" in page(maya, "/team/monday/")
    maya.post("/team/monday/mail")
    assert not NoLetter.objects.exists()


def test_leads_write_order_and_schedule(cast: Cast) -> None:
    jo, said = signed_in(cast.jo), {"title": "Ours", "words": "We mend.", "question": "Why?"}
    assert jo.post("/team/monday/ideas/new", said | {"question": ""}).status_code == 422
    jo.post("/team/monday/ideas/new", said | {"words": HOSTILE.replace("\x00", "")})
    own = OwnIdea.objects.get()
    shown = page(jo, "/team/monday/ideas")
    assert "Ours" in shown and "<img src=x" not in shown
    jo.post("/team/monday/ideas/move", {"key": f"own:{own.pk}", "to": "later"})
    assert ideas()[1].own == own.pk
    ahead = (week_for(timezone.localtime(clock.now())) + 2 * WEEK + timedelta(days=0)).isoformat()
    jo.post("/team/monday/ideas/schedule", {"key": f"own:{own.pk}", "week": ahead})
    assert Scheduled.objects.get().week.isoformat() == ahead
    for wrong in ("2020-01-06", "soon"):
        jo.post("/team/monday/ideas/schedule", {"key": f"own:{own.pk}", "week": wrong})
        assert "still to come" in page(jo, "/team/monday/ideas")
    assert jo.post("/team/monday/ideas/move", {"key": "none", "to": "later"}).status_code == 404
    jo.post(f"/team/monday/ideas/{own.pk}/edit", said | {"title": "Ours anew"})
    assert "Ours anew" in page(jo, f"/team/monday/ideas/{own.pk}/remove")
    jo.post(f"/team/monday/ideas/{own.pk}/remove")
    assert not OwnIdea.objects.exists() and jo.get(f"/team/monday/ideas/{own.pk}/edit").status_code == 404
    assert signed_in(cast.maya).get("/team/monday/ideas").status_code == 403
