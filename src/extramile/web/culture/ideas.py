"""For leads: ideas for Mondays, written, put in order, and meant for a week."""

from __future__ import annotations

from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from extramile.base import clock
from extramile.culture import access
from extramile.culture.actions import mondays as actions
from extramile.culture.models import OwnIdea
from extramile.culture.queries import mondays as queries
from extramile.culture.weeks import WEEK, week_at
from extramile.web.fields import AreaField, WholeField
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of

_AHEAD = 12


class IdeaForm(forms.Form):
    """One idea for a Monday."""

    title = WholeField(label=gettext_lazy("In one line"), max_length=actions.TITLE)
    words = AreaField(
        label=gettext_lazy("The idea"), rows=7, required=True, max_length=actions.WORDS,
        help_text=gettext_lazy("About a hundred words: short enough to be read standing."),
    )  # fmt: skip
    question = WholeField(
        label=gettext_lazy("A question to talk through"), max_length=actions.QUESTION,
        help_text=gettext_lazy("One that nobody can answer with yes or no."),
    )  # fmt: skip


@allow(Who.LEAD)
@require_GET
def ideas(request: HttpRequest) -> HttpResponse:
    """Which comes when, and all there are, in their order."""
    week = week_at(clock.now())
    coming = queries.coming(week + WEEK, weeks=_AHEAD)
    return render(request, "team/ideas.html", {
        "coming": coming,
        "meant": {idea.key: on for on, idea, meant in coming if meant},
        "ideas": queries.ideas(),
    })  # fmt: skip


@allow(Who.LEAD)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write an idea, which then comes next."""
    return _written(request, None)


@allow(Who.LEAD)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, idea: int) -> HttpResponse:
    """Word an own idea anew."""
    return _written(request, _own(idea))


@allow(Who.LEAD)
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, idea: int) -> HttpResponse:
    """Take an own idea away, once that is said twice."""
    found = _own(idea)
    if request.method == "GET":
        return render(request, "team/idea_remove.html", {"idea": found})
    actions.remove(agent_of(request), found.pk)
    messages.success(request, _("The idea is gone. Weeks that had it keep it."))
    return redirect("/team/monday/ideas")


@allow(Who.LEAD)
@require_POST
def move(request: HttpRequest) -> HttpResponse:
    """Let an idea come earlier or later."""
    by = {"earlier": -1, "later": 1, "first": -1000}.get(request.POST.get("to", ""), 0)
    key = request.POST.get("key", "")
    try:
        actions.move(agent_of(request), key, by=by)
    except actions.NoSuchIdea as error:
        raise Http404 from error
    return redirect(f"/team/monday/ideas#{key}")


@allow(Who.LEAD)
@require_POST
def schedule(request: HttpRequest) -> HttpResponse:
    """Mean an idea for a week, or for none."""
    try:
        given = request.POST.get("week", "")
        week = date.fromisoformat(given) if given else None
        actions.schedule(agent_of(request), request.POST.get("key", ""), week, today=timezone.localdate())
    except actions.NoSuchIdea as error:
        raise Http404 from error
    except ValueError:
        messages.error(request, _("Choose a Monday that is still to come."))
    return redirect("/team/monday/ideas")


def _own(idea: int) -> OwnIdea:
    found = OwnIdea.objects.filter(pk=min(idea, access.HIGHEST)).first()
    if found is None:
        raise Http404
    return found


def _written(request: HttpRequest, idea: OwnIdea | None) -> HttpResponse:
    first = {name: getattr(idea, name) for name in ("title", "words", "question")} if idea else {}
    form = IdeaForm(request.POST or None, initial=first)
    if form.is_valid():
        actions.write(agent_of(request), **form.cleaned_data, day=timezone.localdate(), idea=idea.pk if idea else None)
        messages.success(request, _("Kept.") if idea else _("Kept. It comes on the next free Monday."))
        return redirect("/team/monday/ideas")
    return render(request, "team/idea_form.html", {"form": form, "idea": idea}, status=422 if form.is_bound else 200)
