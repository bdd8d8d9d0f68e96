"""Conversation cards: the three secrets, the seven things, the five traits, and a team's own. Pure."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml


class Deck(StrEnum):
    """Where a card comes from."""

    SECRETS = "secrets"
    SEVEN = "seven"
    TRAITS = "traits"
    OURS = "ours"


@cache
def authored() -> tuple[tuple[Deck, str, str], ...]:
    """The cards that come along: deck, question, and a line more."""
    read = yaml.safe_load((Path(__file__).parent / "monday" / "cards.yaml").read_text(encoding="utf-8"))
    return tuple((Deck(deck), question, more) for deck, cards in read.items() for question, more in cards.items())
