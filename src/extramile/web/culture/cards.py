"""Cards to talk through in a team meeting, one at a time on the whole screen."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from extramile.culture.actions import around as actions
from extramile.culture.cards import Deck
from extramile.culture.queries.around import cards as dealt
from extramile.web.culture.doors import or_404, place
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of


@allow(Who.AGENT)
@require_GET
def cards(request: HttpRequest) -> HttpResponse:
    """All cards by deck, and the form to add one."""
    return render(request, "team/cards.html", {"decks": names_of_decks(), "cards": dealt()})


@allow(Who.AGENT)
@require_GET
def talk(request: HttpRequest) -> HttpResponse:
    """One card of a deck on the whole screen; `n` is which, and it goes round."""
    given = request.GET.get("deck", "")
    deck = Deck(given) if given in set(Deck) else None
    found = dealt(deck)
    if not found:
        return redirect("/team/cards/")
    number = (place(request, "n") or 0) % len(found)
    around = {"before": (number - 1) % len(found), "after": (number + 1) % len(found)}
    names = names_of_decks()
    shown = {"card": found[number], "number": number + 1, "all": len(found), "deck": deck or "", "names": names}
    return render(request, "team/card.html", shown | around)


@allow(Who.AGENT)
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Add a card of the team's own."""
    given = request.POST.get("question", ""), request.POST.get("more", "")
    if actions.add_card(agent_of(request), *given, day=timezone.localdate()) is None:
        messages.error(request, _("Write the question that the card asks."))
    return redirect("/team/cards/#ours")


@allow(Who.AGENT)
@require_POST
@or_404
def remove(request: HttpRequest, card: int) -> HttpResponse:
    """Take a card of the team's own away."""
    actions.remove_card(agent_of(request), card)
    return redirect("/team/cards/#ours")


def names_of_decks() -> dict[Deck, str]:
    """The decks in words."""
    return {
        Deck.SECRETS: _("Three secrets of champions"),
        Deck.SEVEN: _("Seven things for every day"),
        Deck.TRAITS: _("Five traits of great service"),
        Deck.OURS: _("Ours"),
    }
