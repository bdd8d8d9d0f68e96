"""What leads make of the programme. Who has been through what, they never see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from extramile.growth.practice.programme import actions, queries
from extramile.growth.practice.programme.modules import (
    WORDS,
    Beside,
    Module,
    Part,
    cards_in,
    names_of_parts,
    paragraphs_of,
    said_of,
    written,
)
from extramile.web.fields import AreaField, WholeField
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of

_PAGE = "/practice/programme/modules/"


class ModuleForm(forms.Form):
    """One module, in plain text."""

    part = forms.ChoiceField(label=gettext_lazy("Part"), choices=names_of_parts)
    title = WholeField(label=gettext_lazy("Title"), max_length=120)
    why = WholeField(
        label=gettext_lazy("Why"), max_length=240, required=False,
        help_text=gettext_lazy("One sentence that makes somebody want to read on."),
    )  # fmt: skip
    text = AreaField(
        label=gettext_lazy("Text"), required=True, rows=12, max_length=12_000,
        help_text=gettext_lazy("Plain text, three to five paragraphs, an empty line between them."),
    )  # fmt: skip
    exercise = AreaField(
        label=gettext_lazy("Exercise"), max_length=2_000,
        help_text=gettext_lazy("Something to write for oneself. The answer is sealed: nobody else ever reads it."),
    )  # fmt: skip
    beside = forms.MultipleChoiceField(
        label=gettext_lazy("Beside the exercise"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[
            (Beside.VALUES, gettext_lazy("their own values")),
            (Beside.TALKS, gettext_lazy("conversations they held lately")),
        ],
    )  # fmt: skip
    situation = WholeField(label=gettext_lazy("To try at the desk: if …"), max_length=240, required=False)
    action = WholeField(label=gettext_lazy("then I will …"), max_length=240, required=False)
    cards = AreaField(
        label=gettext_lazy("Cards for Recall"), rows=6, max_length=6_000,
        help_text=gettext_lazy("A question on one line, its answer below, an empty line before the next."),
    )  # fmt: skip

    def clean_cards(self) -> tuple[tuple[str, str], ...]:
        given = str(self.cleaned_data["cards"])
        if len(cards_in(given)) != len(paragraphs_of(given)):
            raise forms.ValidationError(_("Each question has its answer on the line below."))
        return cards_in(given)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if bool(given.get("situation")) != bool(given.get("action")):
            self.add_error("action", _("What to try has two halves: what may happen, and what to do then."))
        return given


@allow(Who.LEAD)
@require_GET
def modules(request: HttpRequest) -> HttpResponse:
    """All modules, to order, change, withdraw and add to."""
    there = queries.modules(withdrawn=True)
    parts = [(name, [one for one in there if one.part == part]) for part, name in names_of_parts().items()]
    return render(request, "practice/modules.html", {"parts": parts})


@allow(Who.LEAD)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Add one."""
    form = ModuleForm(request.POST or None, initial={"part": Part.PLAN})
    if form.is_valid() and "preview" not in request.POST:
        actions.word(agent_of(request), _said(form), part=Part(form.cleaned_data["part"]))
        messages.success(request, _("It is in the programme, at the end of its part."))
        return redirect(_PAGE)
    return _asked(request, form, None)


@allow(Who.LEAD)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """Word one anew."""
    chosen = _found(key)
    said = {name: getattr(chosen, name) for name in (*WORDS, "part")}
    initial = {**said, "cards": written(chosen.cards), "beside": list(chosen.beside)}
    # It stays in its part: what people have been through before would be asked of them again.
    form = ModuleForm(request.POST or None, initial=initial)
    form.fields["part"].disabled = True
    if form.is_valid() and "preview" not in request.POST:
        actions.word(agent_of(request), _said(form), part=chosen.part, key=key)
        messages.success(request, _("Everybody reads it so from now on."))
        return redirect(_PAGE)
    return _asked(request, form, chosen)


@allow(Who.LEAD)
@require_POST
def unword(request: HttpRequest, key: str) -> HttpResponse:
    """Let it say again what it came with."""
    return _done(key, lambda: actions.unword(key))


@allow(Who.LEAD)
@require_POST
def move(request: HttpRequest, key: str) -> HttpResponse:
    """One place up or down in its part."""
    return _done(key, lambda: actions.move(key, up="up" in request.POST))


@allow(Who.LEAD)
@require_POST
def withdraw(request: HttpRequest, key: str) -> HttpResponse:
    """Take it out of the programme, or bring it back."""
    return _done(key, lambda: actions.withdraw(key, back="back" in request.POST))


def _asked(request: HttpRequest, form: ModuleForm, chosen: Module | None) -> HttpResponse:
    base = chosen or Module("", Part.PLAN, "", "", "", "")
    previewed = queries.shaped(_said(form), base) if form.is_bound and form.is_valid() else None
    shown = {
        "form": form,
        "module": chosen,
        "previewed": previewed,
        "versions": queries.versions(chosen.key) if chosen else [],
        "part": names_of_parts()[chosen.part if chosen else Part.PLAN],
    }
    status = 422 if form.is_bound and not previewed else 200
    return render(request, "practice/module_form.html", shown, status=status)


def _said(form: ModuleForm) -> dict[str, Any]:
    given = {**form.cleaned_data, "beside": tuple(Beside(one) for one in form.cleaned_data["beside"])}
    part = Part(given.pop("part"))
    return said_of(Module("", part, **given))


def _found(key: str) -> Module:
    try:
        return queries.module(key, withdrawn=True)
    except queries.NotThere as error:
        raise Http404 from error


def _done(key: str, act: Callable[[], None]) -> HttpResponse:
    _found(key)
    act()
    return redirect(f"{_PAGE}#{key}")
