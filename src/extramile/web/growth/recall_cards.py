"""Own cards: written, changed, left out and destroyed."""

from __future__ import annotations

from uuid import UUID, uuid4

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from extramile.growth.practice.recall import actions, queries
from extramile.growth.practice.recall.cards import own_key
from extramile.people.seal import Seal
from extramile.web.fields import AreaField
from extramile.web.growth.lessons import lessons_of
from extramile.web.growth.recall import day_of
from extramile.web.growth.words import new_row
from extramile.web.policy import Who, allow
from extramile.web.seal import sealed

_PAGE = "/practice/recall/cards"


class CardForm(forms.Form):
    """One card."""

    question = AreaField(
        label=gettext_lazy("Question"), required=True, max_length=500, rows=2,
        help_text=gettext_lazy("One thing at a time. Ask it so that the answer has to be found, not recognised."),
    )  # fmt: skip
    answer = AreaField(label=gettext_lazy("Answer"), required=True, max_length=2_000)


@allow(Who.AGENT)
@require_GET
@sealed
def cards(request: HttpRequest, seal: Seal) -> HttpResponse:
    """One's own cards, and those of others that one leaves out."""
    kept = queries.deck(seal)
    shown = {
        "own": queries.own(seal, kept),
        "left_out": queries.left_out(kept, lessons_of(seal)),
        "own_key": own_key,
        "opens": kept.opens,
    }
    return render(request, "practice/recall_cards.html", shown)


@allow(Who.AGENT)
@require_http_methods(["GET", "POST"])
@sealed
def new(request: HttpRequest, seal: Seal) -> HttpResponse:
    """Write one."""
    form = CardForm(request.POST or None)
    if form.is_valid():
        actions.write(seal, **form.cleaned_data, day=day_of(seal), new=new_row(request))
        return redirect(_PAGE)
    return _form(request, form, None)


@allow(Who.AGENT)
@require_http_methods(["GET", "POST"])
@sealed
def edit(request: HttpRequest, seal: Seal, row: UUID) -> HttpResponse:
    """Write one anew."""
    card = queries.find(seal, own_key(row), {})
    if card is None:
        raise Http404
    form = CardForm(request.POST or None, initial={"question": card.question, "answer": card.answers[0][1]})
    if form.is_valid():
        actions.change(seal, row, **form.cleaned_data)
        return redirect(_PAGE)
    return _form(request, form, row)


@allow(Who.AGENT)
@require_POST
@sealed
def delete(request: HttpRequest, seal: Seal, row: UUID) -> HttpResponse:
    """Destroy one."""
    actions.delete(seal, row, day=day_of(seal))
    return redirect(_PAGE)


def _form(request: HttpRequest, form: CardForm, row: UUID | None) -> HttpResponse:
    shown = {"form": form, "row": row, "new": uuid4()}
    return render(request, "practice/recall_card_form.html", shown, status=422 if form.is_bound else 200)
