"""How the customer sounds: the small trace over a thread, and what lies behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from extramile.desk.models import Conversation, Reading, Status
from extramile.desk.mood.trace import PLEASED, TENSE, Trace
from extramile.desk.mood.waits import Wait
from extramile.desk.queries import mood
from extramile.people.models.agent import Role
from extramile.web.agent.parts import of_conversation
from extramile.web.viewer import agent_of

_BARS = 8
_MIDDLE, _REACH = 16, 12
_FAR = 0.6
_TURNED = 0.25


@dataclass(frozen=True)
class Bar:
    """One message in the trace: the taller, the more tense. In pixels of a picture 28 high."""

    x: int
    height: int
    tense: bool


@of_conversation
def gauge(request: HttpRequest, found: Conversation) -> HttpResponse:
    """The trace; an empty place when there is nothing to say, or the estimate is switched off."""
    trace = mood.trace_of(found)
    shown = {"conversation": found, "bars": [], "says": ""}
    if trace and not trace.is_silent:
        levels = trace.levels[-_BARS:]
        bars = [Bar(9 * place, round(_MIDDLE - _REACH * level), level < TENSE) for place, level in enumerate(levels)]
        shown |= {"bars": bars, "says": in_words(trace.levels)}
    return render(request, "desk/_mood.html", shown)


@of_conversation
def menu(request: HttpRequest, found: Conversation) -> HttpResponse:
    """The customer's messages with the words that moved the estimate, newest first, and what one may say to it."""
    trace = mood.trace_of(found)
    quiet = trace is None or trace.is_silent
    shown = {
        "conversation": found,
        "turns": [] if quiet or trace is None else list(reversed(trace.turns)),
        "says": "" if quiet or trace is None else in_words(trace.levels),
        "risen": "" if quiet or trace is None else risen(trace, found),
        "readings": {Reading.CALMER: _("Calmer"), Reading.TENSER: _("Tenser"), Reading.NOT_ABOUT_US: _("Not about us")},
        "level": level_in_words,
        "waited": waited,
        "admin": agent_of(request).role == Role.ADMIN,
        "off": trace is None,
    }
    return render(request, "desk/_mood_menu.html", shown)


def level_in_words(level: float) -> str:
    """A level as people say it."""
    if level < TENSE:
        return _("very tense") if level < -_FAR else _("tense")
    if level > PLEASED:
        return _("very friendly") if level > _FAR else _("friendly")
    return _("calm")


def in_words(levels: list[float]) -> str:
    """A whole trace in a sentence."""
    first, last = (_side(level) for level in (levels[0], levels[-1]))
    if first != last:
        return {
            (-1, 0): _("Tense at first, easing now"),
            (-1, 1): _("Tense at first, friendly now"),
            (0, -1): _("Calm at first, tense now"),
            (0, 1): _("Calm at first, friendly now"),
            (1, -1): _("Friendly at first, tense now"),
            (1, 0): _("Friendly at first, calm now"),
        }[first, last]
    turned = levels[-1] - levels[0]
    if last < 0 and abs(turned) > _TURNED:
        return _("Tense, easing a little") if turned > 0 else _("Tense, and more so now")
    if last < 0:
        return _("Tense")
    if min(levels) < TENSE:
        return _("Tense for a while, friendly now") if last else _("Tense for a while, calm now")
    return _("Friendly") if last else _("Calm")


def _side(level: float) -> int:
    return -1 if level < TENSE else 1 if level > PLEASED else 0


def risen(trace: Trace, conversation: Conversation) -> str:
    """How far the mood rose, against how far it usually does; empty while too few conversations tell."""
    usual = mood.usual_rise(conversation.inbox_id)
    if usual is None or trace.rise is None:
        return ""
    rise, usually = (_above(one) for one in (trace.rise, usual))
    if conversation.status == Status.RESOLVED:
        return _("Ended %(rise)s where it began; here it is usually %(usually)s.") % {"rise": rise, "usually": usually}
    return _("Now %(rise)s where it began; here it usually ends %(usually)s.") % {"rise": rise, "usually": usually}


def _above(by: float) -> str:
    return (_("%(by)s below") if by < 0 else _("%(by)s above")) % {"by": f"{abs(by):.1f}"}


def waited(wait: Wait) -> str:
    """A wait as what moved the level: `waited 40 minutes`."""
    lasted = _lasted(wait.lasted)
    return _("wrote again after %(time)s") % {"time": lasted} if wait.again else _("waited %(time)s") % {"time": lasted}


def _lasted(lasted: timedelta) -> str:
    minutes = int(lasted.total_seconds() // 60)
    if minutes < 120:
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    if minutes < 2880:
        return _("%(n)d hours") % {"n": minutes // 60}
    return _("%(n)d days") % {"n": minutes // 1440}
