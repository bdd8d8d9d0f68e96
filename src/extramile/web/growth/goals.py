"""Own goals: made, looked at, checked in on, shown to a colleague and taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from extramile.growth.journey import actions, queries
from extramile.growth.journey.goals import WORDS, Goal
from extramile.people.seal import Seal, Shelf, TooMuch
from extramile.web.fields import AreaField
from extramile.web.growth.colleagues import chosen_among, colleagues_for
from extramile.web.growth.words import Refused, new_row, refusal, too_much, words_of
from extramile.web.policy import Who, allow
from extramile.web.seal import sealed
from extramile.web.viewer import agent_of


class GoalForm(forms.Form):
    """A goal as wish, outcome, obstacle and plan."""

    title = forms.CharField(
        label=gettext_lazy("What you call it"), max_length=120,
        help_text=gettext_lazy("Growth, people and giving something carry further than titles and praise."),
    )  # fmt: skip
    wish = AreaField(
        label=gettext_lazy("Wish"), help_text=gettext_lazy("Something of your own that is hard, and that you can do.")
    )
    outcome = AreaField(
        label=gettext_lazy("Outcome"), help_text=gettext_lazy("The best of it. See it for a moment before you write.")
    )
    obstacle = AreaField(label=gettext_lazy("Obstacle"), help_text=gettext_lazy("What in you stands in the way?"))
    situation = forms.CharField(label=gettext_lazy("If …"), max_length=240, required=False)
    action = forms.CharField(label=gettext_lazy("then I will …"), max_length=240, required=False)
    serves = forms.CharField(
        label=gettext_lazy("What of the company’s it serves"), max_length=240, required=False,
        help_text=gettext_lazy("Only if it does."),
    )  # fmt: skip


@allow(Who.AGENT)
@require_http_methods(["GET", "POST"])
@sealed
def new(request: HttpRequest, seal: Seal) -> HttpResponse:
    """A new goal."""
    form = GoalForm(request.POST or None)
    row = new_row(request) or uuid4()
    if form.is_valid():
        made = Goal(**form.cleaned_data)
        if _saved(form, lambda: actions.set_goal(seal, made, day=_today(), new=row)):
            return redirect("/journey/")
    shown = {"form": form, "goal": None, "row": row}
    return render(request, "growth/goal_form.html", shown, status=422 if form.is_bound else 200)


@allow(Who.AGENT)
@require_GET
@sealed
def goal(request: HttpRequest, seal: Seal, row: UUID) -> HttpResponse:
    """One goal: how it is going, its steps, and whom it is shown to."""
    return _page(request, seal, row)


def _page(request: HttpRequest, seal: Seal, row: UUID, refused: Refused | None = None) -> HttpResponse:
    found = _own(seal, row)
    wins = [one for one in queries.kept(seal, Shelf.WINS) if one.goal == found.title and one.words]
    shown = {"goal": found, "wins": wins, **colleagues_for(request, row), "refused": refused}
    return render(request, "growth/goal.html", shown, status=422 if refused else 200)


@allow(Who.AGENT)
@require_http_methods(["GET", "POST"])
@sealed
def edit(request: HttpRequest, seal: Seal, row: UUID) -> HttpResponse:
    """Change the words of a goal."""
    found = _own(seal, row)
    form = GoalForm(request.POST or None, initial={name: getattr(found, name) for name in WORDS})
    if form.is_valid() and _saved(form, lambda: actions.word(seal, row, form.cleaned_data)):
        return redirect(f"/journey/goals/{row}")
    return render(request, "growth/goal_form.html", {"form": form, "goal": found}, status=422 if form.is_bound else 200)


@allow(Who.AGENT)
@require_POST
@sealed
def check_in(request: HttpRequest, seal: Seal, row: UUID) -> HttpResponse:
    """How it is going."""
    words = words_of(request, "words")
    return _written(request, seal, row, "going", words, lambda: actions.check_in(seal, row, words, day=_today()))


@allow(Who.AGENT)
@require_POST
@sealed
def milestone(request: HttpRequest, seal: Seal, row: UUID) -> HttpResponse:
    """A step on the way: a new one, or one that is reached."""
    place, words = request.POST.get("place", ""), words_of(request, "words")
    if place.isdecimal() and len(place) < 6:
        return _done(row, lambda: actions.reach_milestone(seal, row, int(place), day=_today()))
    return _written(request, seal, row, "step", words, lambda: actions.add_milestone(seal, row, words))


@allow(Who.AGENT)
@require_POST
@sealed
def reached(request: HttpRequest, seal: Seal, row: UUID) -> HttpResponse:
    """Reached, or still on the way after all."""
    return _done(row, lambda: actions.reach(seal, row, day=None if "again" in request.POST else _today()))


@allow(Who.AGENT)
@require_POST
@sealed
def share(request: HttpRequest, seal: Seal, row: UUID) -> HttpResponse:
    """Show it to these colleagues and to nobody else; to none takes it back."""
    return _done(row, lambda: actions.share(seal, agent_of(request), row, chosen_among(request)))


@allow(Who.AGENT)
@require_POST
@sealed
def drop(request: HttpRequest, seal: Seal, row: UUID) -> HttpResponse:
    """Destroy a goal, once that is said twice."""
    if "sure" not in request.POST:
        return render(request, "growth/goal_drop.html", {"goal": _own(seal, row)})
    actions.drop_goal(seal, agent_of(request), row)
    messages.success(request, _("The goal is destroyed."))
    return redirect("/journey/")


def _saved(form: forms.Form, save: Callable[[], object]) -> bool:
    try:
        save()
    except TooMuch:
        form.add_error(None, too_much())
    except actions.NoWords:
        form.add_error("title", _("Give it a name, so that you find it again."))
    return not form.errors


def _done(row: UUID, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except actions.NotThere as error:
        raise Http404 from error
    return redirect(f"/journey/goals/{row}")


def _written(
    request: HttpRequest, seal: Seal, row: UUID, field: str, words: str, act: Callable[[], object]
) -> HttpResponse:
    try:
        refused = refusal(field, {field: words}, act)
    except actions.NotThere as error:
        raise Http404 from error
    return _page(request, seal, row, refused) if refused else redirect(f"/journey/goals/{row}")


def _own(seal: Seal, row: UUID) -> Goal:
    found = queries.goal(seal, row)
    if found is None:
        raise Http404
    return found


def _today() -> date:
    return timezone.localdate()
