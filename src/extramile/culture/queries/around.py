"""Reading what goes on around the company, and the cards to talk through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extramile.culture.cards import Deck, authored
from extramile.culture.models import Card, Post

PAGE = 20


@dataclass(frozen=True, slots=True)
class Dealt:
    """One card: its question, a line more, and the number of a team's own."""

    question: str
    more: str
    deck: Deck
    own: int | None = None
    by: int | None = None


def posts(*, before: int | None = None) -> tuple[list[Post], bool]:
    """PAGE posts, the newest first, before a key if one is given, and whether there are more."""
    found = Post.objects.select_related("author", "team").order_by("-pk")
    if before is not None:
        found = found.filter(pk__lt=before)
    listed = list(found[: PAGE + 1])
    return listed[:PAGE], len(listed) > PAGE


def since(day: date, *, most: int) -> list[Post]:
    """The posts since a day, the newest first."""
    return list(Post.objects.filter(day__gte=day).select_related("team").order_by("-pk")[:most])


def cards(deck: Deck | None = None) -> list[Dealt]:
    """The cards of a deck, or of all: those that come along in their order, then the team's own, the newest first."""
    along = [Dealt(question, more, of) for of, question, more in authored()]
    own = [Dealt(one.question, one.more, Deck.OURS, one.pk, one.author_id) for one in Card.objects.order_by("-pk")]
    return [one for one in (*along, *own) if deck in (None, one.deck)]
