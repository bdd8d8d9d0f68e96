"""What one steers by: values, skills, hours at the craft, what the company's page means, and what is next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from extramile.growth.journey import actions, queries
from extramile.growth.journey.compass import Level, names_of_levels, values_to_choose
from extramile.growth.skills import Skill, names_of_skills
from extramile.people.seal import Seal, TooMuch
from extramile.web.fields import AreaField
from extramile.web.growth.words import too_much, words_of
from extramile.web.policy import Who, allow
from extramile.web.seal import sealed

_EARLIEST = date(1950, 1, 1)
_MOST_VALUES = 12
Sealed = Callable[..., HttpResponse]


class MeaningForm(forms.Form):
    """One's own line on what the company is for."""

    title = gettext_lazy("What this means in my work")
    meaning = AreaField(
        label=gettext_lazy("In your own words"),
        help_text=gettext_lazy("One thing you do on an ordinary day that serves it."),
    )


class HeadingForm(forms.Form):
    """Where somebody is heading."""

    title = gettext_lazy("Where I am heading")
    role = forms.CharField(label=gettext_lazy("The role, or the work"), required=False, max_length=120)
    asks = AreaField(label=gettext_lazy("What it asks"))
    next_step = AreaField(
        label=gettext_lazy("My next step"), help_text=gettext_lazy("Small enough to begin this week.")
    )


class CraftForm(forms.Form):
    """Since when, and how many hours a week, somebody works at the craft. Both are theirs to say."""

    title = gettext_lazy("Hours at the craft")
    began = forms.DateField(
        label=gettext_lazy("Since"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    weekly = forms.FloatField(
        label=gettext_lazy("Hours a week with customers"), required=False, min_value=0, max_value=80,
        help_text=gettext_lazy("A guess is enough. It is sealed, and nobody compares it with anything."),
    )  # fmt: skip

    def clean_began(self) -> str:
        began: date | None = self.cleaned_data["began"]
        if began and not _EARLIEST <= began <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day that is past."))
        return began.isoformat() if began else ""

    def clean_weekly(self) -> float:
        return float(self.cleaned_data["weekly"] or 0)


def _page(form_of: type[forms.Form], names: tuple[str, ...]) -> Sealed:
    """A page of one small form over some of what one steers by."""

    @allow(Who.AGENT)
    @require_http_methods(["GET", "POST"])
    @sealed
    def page(request: HttpRequest, seal: Seal) -> HttpResponse:
        steers = queries.compass(seal)
        form = form_of(request.POST or None, initial={name: getattr(steers, name) or None for name in names})
        if form.is_valid() and _saved(seal, form, form.cleaned_data):
            return redirect("/journey/")
        shown = {"form": form, "title": form_of.title}  # type: ignore[attr-defined]
        return render(request, "growth/compass.html", shown, status=422 if form.is_bound else 200)

    return page


meaning = _page(MeaningForm, ("meaning",))
heading = _page(HeadingForm, ("role", "asks", "next_step"))
craft = _page(CraftForm, ("began", "weekly"))


@allow(Who.AGENT)
@require_http_methods(["GET", "POST"])
@sealed
def values(request: HttpRequest, seal: Seal) -> HttpResponse:
    """Choose what matters, and word it."""
    mine = queries.compass(seal).values
    if request.method == "POST":
        chosen = [one.strip()[:40] for one in [*request.POST.getlist("value"), request.POST.get("other", "")]]
        named = [one for one in dict.fromkeys(chosen) if one][:_MOST_VALUES]
        kept = {one: words_of(request, f"words:{one}")[:500] for one in named}
        actions.steer(seal, {"values": kept}, day=timezone.localdate())
        return redirect("/journey/values" if "more" in request.POST else "/journey/")
    offered = [one for one in values_to_choose() if one not in mine]
    return render(request, "growth/values.html", {"mine": mine, "offered": offered})


@allow(Who.AGENT)
@require_http_methods(["GET", "POST"])
@sealed
def skills(request: HttpRequest, seal: Seal) -> HttpResponse:
    """How one sees one's own skills: nobody else scores them."""
    if request.method == "POST":
        said = {skill.value: request.POST.get(skill.value, "") for skill in Skill}
        kept = {skill: level for skill, level in said.items() if level in set(Level)}
        actions.steer(seal, {"skills": kept}, day=timezone.localdate())
        return redirect("/journey/")
    shown = {"mine": queries.compass(seal).skills, "skills": names_of_skills(), "levels": names_of_levels()}
    return render(request, "growth/skills.html", shown)


def _saved(seal: Seal, form: forms.Form, changed: dict[str, Any]) -> bool:
    try:
        actions.steer(seal, changed, day=timezone.localdate())
    except TooMuch:
        form.add_error(None, too_much())
        return False
    return True
