"""A scenario by plain questions, for people who would rather not write its text."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from extramile.growth.practice.rehearsal.reading import written
from extramile.growth.practice.scenarios.asked import Answers, asked
from extramile.growth.skills import names_of_skills
from extramile.web.fields import AreaField
from extramile.web.growth.rehearsal import names_of_levels, names_of_manners
from extramile.web.growth.scenarios import editor
from extramile.web.policy import Who, allow

_TEMPERS = [
    (3, gettext_lazy("calm")), (5, gettext_lazy("annoyed")), (7, gettext_lazy("angry")), (9, gettext_lazy("furious")),
]  # fmt: skip


class QuestionsForm(forms.Form):
    """What a scenario has to say, in the order in which one thinks of it."""

    title = forms.CharField(label=gettext_lazy("What you call it"), max_length=80)
    about = forms.CharField(label=gettext_lazy("What it is about, in a sentence"), max_length=300)
    name = forms.CharField(label=gettext_lazy("The customer’s first name, an invented one"), max_length=60)
    temper = forms.TypedChoiceField(label=gettext_lazy("How they arrive"), choices=_TEMPERS, coerce=int, initial=5)
    writes = forms.ChoiceField(label=gettext_lazy("How they write"), choices=names_of_manners)
    level = forms.TypedChoiceField(label=gettext_lazy("How hard it is"), choices=names_of_levels, coerce=int, initial=2)
    skills = forms.MultipleChoiceField(
        label=gettext_lazy("What it rehearses, one to three"), choices=names_of_skills,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    story = AreaField(label=gettext_lazy("What happened to them"), required=True, max_length=2_000)
    need = forms.CharField(label=gettext_lazy("What they need"), max_length=600)
    opening = AreaField(
        label=gettext_lazy("What they write first"), required=True, max_length=3_000,
        help_text=gettext_lazy("One message a line, as customers write."),
    )  # fmt: skip
    facts = AreaField(
        label=gettext_lazy("What else is so"), max_length=9_000,
        help_text=gettext_lazy("One a line. What they tell only when asked has a bar and words of that question: "
                               "I need it by Friday | when need, by when"),
    )  # fmt: skip
    steps = AreaField(
        label=gettext_lazy("What has to be offered before they are calm"), required=True, max_length=4_000,
        help_text=gettext_lazy("One a line, with a bar and words of such an offer: "
                               "Send a new one today | send new one, replacement today"),
    )  # fmt: skip
    rules = AreaField(
        label=gettext_lazy("What may not be promised"), max_length=6_000,
        help_text=gettext_lazy("One a line: what | words of such a promise | what can be said instead"),
    )  # fmt: skip
    good = AreaField(
        label=gettext_lazy("How it goes well"), required=True, max_length=9_000, rows=5,
        help_text=gettext_lazy("The agent’s lines, one a line."),
    )  # fmt: skip
    bad = AreaField(
        label=gettext_lazy("How it goes badly"), required=True, max_length=9_000, rows=5,
        help_text=gettext_lazy("What people write on a bad day, one a line."),
    )  # fmt: skip


@allow(Who.AGENT)
@require_http_methods(["GET", "POST"])
def questions(request: HttpRequest) -> HttpResponse:
    """The questions; once they are answered, the editor with what comes of it. Nothing is stored here."""
    form = QuestionsForm(request.POST or None)
    if form.is_valid():
        return editor(request, None, written(asked(Answers(**form.cleaned_data))))
    return render(request, "practice/questions.html", {"form": form}, status=422 if form.is_bound else 200)
