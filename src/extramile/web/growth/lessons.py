"""Cards of the lessons that somebody has been through."""

from __future__ import annotations

from extramile.growth.practice.programme.queries import Progress, modules, progress
from extramile.growth.practice.recall.cards import Card, lesson_key
from extramile.people.seal import Seal


def lessons_of(seal: Seal) -> dict[str, Card]:
    """They, by name, in the order of the programme."""
    found = progress(seal)
    return lessons_in(found) if found.kept else {}


def lessons_in(found: Progress) -> dict[str, Card]:
    """The same, of what somebody has of the programme."""
    cards = [
        Card(lesson_key(one.key, question), one.key, one.title, question, (("", answer),))
        for one in modules()
        if one.key in found.kept
        for question, answer in one.cards
    ]
    return {card.key: card for card in cards}
