"""Recall: the two cards of a day."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from extramile.base import clock
from extramile.growth.practice.recall import actions, queries
from extramile.growth.practice.recall.schedule import Grade
from extramile.growth.today.queries import today
from extramile.people.seal import Seal, TooMuch
from extramile.web.growth.lessons import lessons_of
from extramile.web.policy import Who, allow
from extramile.web.seal import sealed

_PAGE = "/practice/recall/"


@allow(Who.AGENT)
@require_GET
@sealed
def recall(request: HttpRequest, seal: Seal) -> HttpResponse:
    """The card at hand, or that this is all."""
    more = "more" in request.GET
    found = queries.session(seal, lessons_of(seal), day=day_of(seal), more=more)
    back = {grade: in_words(days) for grade, days in found.gaps.items()}
    shown = {
        "found": found,
        "more": more,
        "grades": names_of_grades(),
        "back": back,
        "last_back": in_words(found.back_in),
    }
    return render(request, "practice/recall.html", shown)


@allow(Who.AGENT)
@require_POST
@sealed
def answer(request: HttpRequest, seal: Seal) -> HttpResponse:
    """Keep how it went with a card."""
    said, card = request.POST.get("grade", ""), request.POST.get("card", "")
    if said not in {str(one.value) for one in Grade}:
        return HttpResponse(_("Say how it went with one of the four buttons."), status=422, content_type="text/plain")
    if queries.find(seal, card, lessons_of(seal)):
        try:
            actions.grade(seal, card, Grade(int(said)), turn=_turn(request), day=day_of(seal))
        except TooMuch:
            return _full()
    return redirect(_PAGE)


@allow(Who.AGENT)
@require_POST
@sealed
def undo(request: HttpRequest, seal: Seal) -> HttpResponse:
    """Take the last answer back."""
    actions.undo(seal, turn=_turn(request), day=day_of(seal))
    return redirect(_PAGE)


@allow(Who.AGENT)
@require_POST
@sealed
def leave_out(request: HttpRequest, seal: Seal) -> HttpResponse:
    """Ask a card no more, or again."""
    card, off = request.POST.get("card", ""), "off" in request.POST
    if queries.find(seal, card, lessons_of(seal)):
        try:
            actions.leave_out(seal, card, off=off, day=day_of(seal))
        except TooMuch:
            return _full()
    return redirect(f"{_PAGE}cards" if "cards" in request.POST else _PAGE)


def day_of(seal: Seal) -> date:
    """The day it is for somebody: a shift past midnight is still in that of its start."""
    return today(seal, timezone.localtime(clock.now())).day


def names_of_grades() -> dict[Grade, tuple[str, str]]:
    """What each grade is called, and what it means."""
    return {
        Grade.AGAIN: (_("Again"), _("I did not have it")),
        Grade.HARD: (_("Hard"), _("part of it, or with effort")),
        Grade.GOOD: (_("Good"), _("I had it")),
        Grade.EASY: (_("Easy"), _("it was there at once")),
    }


def in_words(days: int) -> str:
    """When a card comes back; what FSRS wants sooner than tomorrow is there by wish today."""
    days = max(1, days)
    if days < 60:
        return ngettext("back tomorrow", "back in %(num)s days", days) % {"num": days}
    if days < 700:
        return _("back in %(num)s months") % {"num": round(days / 30.4)}
    return _("back in %(num)s years") % {"num": round(days / 365.25)}


def _turn(request: HttpRequest) -> int:
    given = request.POST.get("turn", "")
    return int(given) if given.isdecimal() and len(given) < 6 else -1


def _full() -> HttpResponse:
    sentence = _("Your cards hold no more than this. Destroy some of your own first.")
    return HttpResponse(sentence, status=422, content_type="text/plain")
