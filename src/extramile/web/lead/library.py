"""The leader's library: short cards, by what they are about, or by the words that stand in them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from extramile.growth.coaching.library import About, found
from extramile.web.policy import Who, allow


@allow(Who.LEAD)
@require_GET
def library(request: HttpRequest) -> HttpResponse:
    """All cards, or those that hold what one looks for."""
    words = request.GET.get("q", "")[:200]
    held = found(words)
    decks = [(about, name, [one for one in held if one.about == about]) for about, name in names_of_decks().items()]
    return render(request, "lead/library.html", {"words": words, "decks": [deck for deck in decks if deck[2]]})


def names_of_decks() -> dict[About, str]:
    """What the cards are about, in words."""
    return {
        About.MOTIVATING: _("Motivating people"),
        About.SOFT: _("The soft side"),
        About.TALKING: _("Feedback and 1:1s"),
        About.ENERGY: _("Your own energy"),
        About.TEAM: _("The team as a whole"),
    }
