"""What somebody has of Recall and of the programme, for the file of everything that is theirs."""

from __future__ import annotations

from dataclasses import dataclass

from extramile.growth.practice.programme.queries import Progress, modules, progress
from extramile.growth.practice.recall import queries
from extramile.growth.practice.recall.cards import own_key
from extramile.growth.practice.recall.deck import Deck
from extramile.people.seal import Seal
from extramile.web.growth.lessons import lessons_in


@dataclass(frozen=True, slots=True)
class Practised:
    """All of it. `cards` says what the deck asks, as far as it is there, `titles` what modules are called."""

    deck: Deck
    own: list[queries.Own]
    cards: dict[str, str]
    progress: Progress
    titles: dict[str, str]


def practised(seal: Seal) -> Practised:
    """All that somebody has of the two."""
    deck, found = queries.deck(seal), progress(seal)
    own = queries.own(seal, deck)
    cards = queries.titles(deck) | {key: card.question for key, card in lessons_in(found).items()}
    cards |= {own_key(one.row): one.question for one in own if one.question}
    return Practised(deck, own, cards, found, {one.key: one.title for one in modules(withdrawn=True)})
