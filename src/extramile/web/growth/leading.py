"""What those who lead have for themselves: the mirror, their 1:1s, and now and then a reminder to thank. All sealed."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from extramile.base import text
from extramile.culture.queries.occasions import Occasion, Why, occasions
from extramile.culture.queries.thanks import given
from extramile.desk.queries.mine import own_words
from extramile.growth.coaching import thanking
from extramile.growth.coaching.queries import one_to_ones
from extramile.growth.today.queries import days
from extramile.people.models import Agent
from extramile.people.seal import Seal
from extramile.web import owed
from extramile.web.growth.today import names_of_faces
from extramile.web.policy import Who, allow
from extramile.web.seal import sealed
from extramile.web.viewer import agent_of

_DAYS = timedelta(days=28)
_REPLIES, _THANKS, _TALKS = 8, 8, 4


@allow(Who.LEAD)
@require_GET
@sealed
def own(request: HttpRequest, seal: Seal) -> HttpResponse:
    """What on the lead's page is theirs alone: the browser asks for it after the page."""
    agent, habit = agent_of(request), thanking.habit(seal)
    led = [one for one in one_to_ones(seal, agent) if one.leading and not one.over]
    shown = {
        "led": led[:_TALKS], "occasion": None if habit.off else _next(agent, habit), "off": habit.off, "owed": owed,
        "here": "/lead/one-to-ones/",
    }  # fmt: skip
    return render(request, "lead/_own.html", shown)


@allow(Who.LEAD)
@require_POST
@sealed
def reminders(request: HttpRequest, seal: Seal) -> HttpResponse:
    """Let an occasion be, leave reminders out from now on, or bring them back."""
    day, key = timezone.localdate(), text.line(request.POST.get("key", ""), 60)
    if "off" in request.POST or "on" in request.POST:
        thanking.leave_out(seal, off="off" in request.POST, day=day)
    elif key:
        thanking.let_be(seal, key, day=day)
    return redirect("/lead/")


@allow(Who.LEAD)
@require_GET
@sealed
def mirror(request: HttpRequest, seal: Seal) -> HttpResponse:
    """A lead's own replies, the thanks they gave and how they arrived, for themselves."""
    agent = agent_of(request)
    kept = [day for day in days(seal, since=timezone.localdate() - _DAYS) if day.face or day.good]
    shown = {
        "replies": own_words(agent, most=_REPLIES), "thanks": given(agent, most=_THANKS), "days": kept,
        "faces": names_of_faces(),
    }  # fmt: skip
    return render(request, "lead/mirror.html", shown)


def _next(agent: Agent, habit: thanking.Habit) -> dict[str, str] | None:
    """The newest occasion that was not let be, in words; one at a time, so that it is no list of people."""
    one = next((one for one in occasions(agent) if one.key not in habit.past), None)
    if one is None:
        return None
    asked = urlencode([("to", str(one.who)), ("for", one.what[:200])])
    return {"key": one.key, "sentence": _told(one), "what": one.what, "form": f"/team/thanks/?{asked}#thank"}


def _told(one: Occasion) -> str:
    sentences = {
        Why.WORDS: _("A customer said this to %(name)s:"),
        Why.STORY: _("%(name)s told the team:"),
        Why.HELPED: _("%(name)s was part of it:"),
        Why.EARLY: _("%(name)s kept a promise before its time:"),
    }
    return sentences[one.why] % {"name": text.first_name(one.name)}
