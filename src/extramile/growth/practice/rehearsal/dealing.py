"""An improvised take: what is dealt of the story before the first line, by the seed alone."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from extramile.growth.practice.rehearsal.scenario import Card, Scenario, When

_MOST_CARDS = 2
_MOST_TEMPER = 10


@dataclass(frozen=True, slots=True)
class Dealt:
    """The customer as they come this time, and the cards that will be turned, in order."""

    scenario: Scenario
    cards: tuple[Card, ...]


def deal(scenario: Scenario, *, seed: str, improv: bool) -> Dealt:
    """What a take is played with. Without `improv` it is the scenario as it is written."""
    if not improv:
        return Dealt(scenario, ())
    drawn = random.Random(f"deal {seed}")  # noqa: S311  a customer, not a secret
    customer = scenario.customer
    temper = max(0, min(_MOST_TEMPER, customer.temper + drawn.choice((-1, 0, 1))))
    trust = max(0, min(_MOST_TEMPER, customer.trust + drawn.choice((-1, 0, 1))))
    cards = drawn.sample(scenario.turns, k=min(_MOST_CARDS, len(scenario.turns)))
    order = {When.EARLY: 0, When.LATER: 1, When.CALMER: 2}
    dealt = replace(scenario, customer=replace(customer, temper=temper, trust=trust))
    return Dealt(dealt, tuple(sorted(cards, key=lambda card: order[card.when])))


def is_due(card: Card, place: int, *, temper: int, start: int) -> bool:
    """Whether a card is turned after the line at a `place`, counted from 0."""
    if card.when is When.CALMER:
        return temper <= start - 2
    return place >= (0 if card.when is When.EARLY else 2)
