"""What the two put into a 1:1: points, conversations that its agent picks, a time, and notes for oneself."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from extramile.base import text
from extramile.desk.queries.mine import NotMine, lately, mine
from extramile.growth.coaching import actions
from extramile.growth.coaching.halves import OneToOne
from extramile.growth.coaching.queries import NotThere, one_to_one
from extramile.growth.practice.debriefs import QUESTIONS, debrief_of
from extramile.people.seal import Seal, TooMuch
from extramile.web.growth.debriefs import names_of_questions
from extramile.web.growth.one_to_ones import OWN, back_to, shown_page
from extramile.web.growth.words import Refused, too_much, words_of
from extramile.web.owed import DueForm
from extramile.web.policy import Who, allow
from extramile.web.seal import sealed
from extramile.web.viewer import agent_of


@allow(Who.AGENT)
@require_POST
@sealed
def point(request: HttpRequest, seal: Seal, row: UUID) -> HttpResponse:
    """Put something to talk about there, say it anew, say that it was talked about, or take it out again."""
    agent, day = agent_of(request), timezone.localdate()
    name, words = text.line(request.POST.get("name", ""), 40), words_of(request, "point")
    if "out" in request.POST:
        return _done(request, seal, row, "", "", lambda: actions.drop_point(seal, agent, row, name, day=day))
    if "talked" in request.POST:
        on = request.POST["talked"] == "on"
        return _done(request, seal, row, "", "", lambda: actions.talked_about(seal, agent, row, name, on=on, day=day))
    if "over" in request.POST:
        return _done(request, seal, row, "point", "", lambda: actions.carry_over(seal, agent, row, day=day))
    # Beside the field of that very point.
    field = f"point-{name}" if "change" in request.POST else "point"
    if not words:
        return shown_page(request, seal, row, Refused(field, _("Write a line first."), {}))
    kept = actions.change_point if "change" in request.POST else actions.add_point
    return _done(request, seal, row, field, words, lambda: kept(seal, agent, row, words, name=name, day=day))


@allow(Who.AGENT)
@require_POST
@sealed
def notes(request: HttpRequest, seal: Seal, row: UUID) -> HttpResponse:
    """Keep what is for oneself alone."""
    agent, words, day = agent_of(request), words_of(request, "notes"), timezone.localdate()
    return _done(request, seal, row, "notes", words, lambda: actions.keep_notes(seal, agent, row, words, day=day))


@allow(Who.AGENT)
@require_POST
@sealed
def time(request: HttpRequest, seal: Seal, row: UUID) -> HttpResponse:
    """Propose a time, say yes to the other one's, or propose none any more."""
    agent, day = agent_of(request), timezone.localdate()
    if "yes" in request.POST:
        said = request.POST["yes"]
        return _done(request, seal, row, "when", "", lambda: actions.agree(seal, agent, row, said, day=day))
    if "none" in request.POST:
        return _done(request, seal, row, "when", "", lambda: actions.propose(seal, agent, row, None, day=day))
    form = DueForm(request.POST)
    if not form.is_valid():
        given = text.line(text.storable(request.POST.get("when", "")), 100)
        return shown_page(
            request, seal, row, Refused("when", str(next(iter(form.errors.values()))[0]), {"when": given})
        )
    due = form.cleaned_data["due"]
    return _done(request, seal, row, "when", "", lambda: actions.propose(seal, agent, row, due, day=day))


@allow(Who.AGENT)
@require_GET
@sealed
def talks(request: HttpRequest, seal: Seal, row: UUID) -> HttpResponse:
    """One's own conversations, to choose one that the other may look at."""
    one = _opened(request, seal, row)
    picked = {known.conversation for known in one.talks}
    found = [talk for talk in lately(agent_of(request)) if talk.pk not in picked]
    return render(request, "coaching/talks.html", {"one": one, "talks": found, "here": f"{OWN}{row}"})


@allow(Who.AGENT)
@require_http_methods(["GET", "POST"])
@sealed
def talk(request: HttpRequest, seal: Seal, row: UUID) -> HttpResponse:
    """A conversation of one's own beside three questions, to put it there with what one makes of it."""
    agent, one, number = agent_of(request), _opened(request, seal, row), _talk(request)
    try:
        found, said = mine(agent, number)
    except NotMine as error:
        raise Http404 from error
    refused = None
    if request.method == "POST":
        answers = {name: words_of(request, name) for name in QUESTIONS}
        try:
            actions.show_talk(seal, agent, row, number, answers)
        except TooMuch:
            refused = Refused("happened", too_much(), answers)
        except actions.Full:
            refused = Refused("happened", _full(), answers)
        else:
            return redirect(f"{OWN}{row}#talks")
    before = next((known.answers for known in one.talks if known.conversation == number), None)
    made = None if before else debrief_of(seal, number)
    shown = {
        "one": one, "talk": found, "said": said, "questions": names_of_questions(), "refused": refused,
        "before": before or (made.answers if made else {}), "drawn": bool(made), "here": f"{OWN}{row}",
    }  # fmt: skip
    return render(request, "coaching/talk.html", shown, status=422 if refused else 200)


@allow(Who.AGENT)
@require_POST
@sealed
def take_out(request: HttpRequest, seal: Seal, row: UUID) -> HttpResponse:
    """Take a conversation out again: whoever leads sees it no more."""
    number = _talk(request)
    return _done(request, seal, row, "", "", lambda: actions.take_out(seal, agent_of(request), row, number))


def _done(
    request: HttpRequest, seal: Seal, row: UUID, field: str, words: str, act: Callable[[], object]
) -> HttpResponse:
    """Do it and go back to the page; what could not be kept is there again, with the reason beside it."""
    try:
        act()
    except NotThere as error:
        raise Http404 from error
    except TooMuch:
        shorter = _("That is more than %(most)s characters.") % {"most": actions.LONGEST}
        why = shorter if field.startswith("point") else too_much()
    except actions.Gone:
        # Its own field is not there any more: what was written stands in that for another one.
        field, why = "point", _("That point was taken out meanwhile. Your words are here: put them there anew, or not.")
    except actions.Full:
        why = _full()
    except actions.Meanwhile:
        why = _("Another time was proposed meanwhile. Look again.")
    else:
        return back_to(request, row)
    return shown_page(request, seal, row, Refused(field, why, {field: words}))


def _full() -> str:
    return _("More than %(most)s do not fit into one 1:1. Take one out, or keep it for the next.") % {
        "most": actions.MOST
    }


def _opened(request: HttpRequest, seal: Seal, row: UUID) -> OneToOne:
    """One of those that the viewer has opened themselves."""
    try:
        one = one_to_one(seal, agent_of(request), row)
    except NotThere as error:
        raise Http404 from error
    if one.leading:
        raise Http404
    return one


def _talk(request: HttpRequest) -> int:
    """The conversation that the form or the address names; none has the number 0."""
    given = request.POST.get("talk") or request.GET.get("talk", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 19 else 0
