"""The close of the day: one good thing, a hard moment seen again, and leave it here."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from extramile.base import clock
from extramile.desk.queries.promises import due_before
from extramile.growth.today import actions, queries
from extramile.growth.today.days import Hard
from extramile.people.queries import active_agents
from extramile.people.seal import Seal
from extramile.web import owed
from extramile.web.growth.moments import back_at_work, moments
from extramile.web.growth.words import Refused, refusal, words_of
from extramile.web.policy import Who, allow
from extramile.web.seal import sealed
from extramile.web.viewer import agent_of

_STEPS = ("happened", "told_myself", "else_true", "next_time")


@allow(Who.AGENT)
@require_GET
@sealed
def closing(request: HttpRequest, seal: Seal) -> HttpResponse:
    """The page of the close."""
    return _page(request, seal)


def _page(request: HttpRequest, seal: Seal, refused: Refused | None = None) -> HttpResponse:
    now = timezone.localtime(clock.now())
    day = queries.today(seal, now)
    agent = agent_of(request)
    shown = {
        "words": formats.date_format(now, "l j F, H:i"),
        "day": day,
        "moments": [] if day.good else moments(agent, day, now),
        "promises": due_before(agent, back_at_work(now)),
        "colleagues": active_agents(),
        "owed": owed,
        "steps": _steps(),
        "traps": _traps(),
        "refused": refused,
    }
    return render(request, "growth/closing.html", shown, status=422 if refused else 200)


@allow(Who.AGENT)
@require_POST
@sealed
def good(request: HttpRequest, seal: Seal) -> HttpResponse:
    """Keep one good thing."""
    day = queries.today(seal, timezone.localtime(clock.now()))
    words = words_of(request, "good")
    refused = refusal("good", {"good": words}, lambda: actions.keep_good(seal, day, words))
    return _page(request, seal, refused) if refused else redirect("/today/close#good")


@allow(Who.AGENT)
@require_POST
@sealed
def hard(request: HttpRequest, seal: Seal) -> HttpResponse:
    """Keep a hard moment, as far as it was seen again."""
    day = queries.today(seal, timezone.localtime(clock.now()))
    given = {name: words_of(request, name) for name in _STEPS}
    again = Hard(**given) if any(given.values()) else None
    refused = refusal("hard", given, lambda: actions.see_again(seal, day, again))
    return _page(request, seal, refused) if refused else redirect("/today/close#hard")


@allow(Who.AGENT)
@require_POST
@sealed
def leave(request: HttpRequest, seal: Seal) -> HttpResponse:
    """Leave it here: the day is closed."""
    now = timezone.localtime(clock.now())
    actions.close(seal, queries.today(seal, now), at=now)
    messages.success(request, _("It stays here. The rest of the day is yours."))
    return redirect("/today/")


def _steps() -> dict[str, tuple[str, str]]:
    return {
        "happened": (_("What happened"), _("Only what a camera would have seen.")),
        "told_myself": (_("What I told myself"), _("The sentence that hurt, as it came.")),
        "else_true": (_("What else could be true"), _("About them, about the day, about what it had to do with you.")),
        "next_time": (_("What I do next"), _("If it happens again, then I will …")),
    }


def _traps() -> list[tuple[str, str]]:
    return [
        (_("Catastrophe"), _("“This will get me fired.” What would most likely follow, and then what?")),
        (_("Mind reading"), _("“They think I am useless.” What did they say, word for word?")),
        (_("Taking it personally"), _("“They hate me.” Whom would they have shouted at, had somebody else answered?")),
    ]
