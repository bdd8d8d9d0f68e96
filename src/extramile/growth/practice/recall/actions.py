"""What somebody does with their own cards. All of it is sealed; nothing follows from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from extramile.growth.practice.recall import queries
from extramile.growth.practice.recall.cards import own_key
from extramile.growth.practice.recall.deck import TODAY, Answer, Deck, deck_of
from extramile.growth.practice.recall.schedule import Grade, Memory, graded, stored
from extramile.people.actions import sealed
from extramile.people.seal import Seal, Shelf

Changed = dict[str, Any]


class NoWords(ValueError):
    """A card asks something, and answers it."""


class NotThere(LookupError):
    """No such card of one's own."""


def grade(seal: Seal, card: str, said: Grade, *, turn: int, day: date) -> None:
    """Keep how it went with a card. `turn` is how many answers of the day stood before it on the page: a second click,
    or a page that was left open, says nothing. Raises TooMuch."""

    def answered(deck: Deck) -> Changed:
        if len(deck.said_on(day)) != turn or card in deck.off:
            return {}
        before = deck.memory(card)
        answers = (*deck.said_on(day), Answer(card, before, said))
        return {card: _kept(graded(before, said, day=day)), TODAY: _today(day, answers)}

    _change(seal, answered, day=day)


def undo(seal: Seal, *, turn: int, day: date) -> None:
    """Take the last answer of a day back, when `turn` answers stood on the page."""

    def taken_back(deck: Deck) -> Changed:
        said = deck.said_on(day)
        if not said or len(said) != turn:
            return {}
        last = said[-1]
        return {last.card: _kept(last.before, off=last.card in deck.off), TODAY: _today(day, said[:-1])}

    _change(seal, taken_back, day=day)


def leave_out(seal: Seal, card: str, *, off: bool, day: date) -> None:
    """Ask a card no more, or again. What is known of it stays. Raises TooMuch."""
    _change(seal, lambda deck: {card: _kept(deck.memory(card), off=off)}, day=day)


def write(seal: Seal, question: str, answer: str, *, day: date, new: UUID | None = None) -> UUID:
    """Write a card of one's own. Sent twice as the row `new`, it is one. Raises NoWords or TooMuch."""
    return sealed.put(seal, Shelf.RECALL, _words(question, answer), day=day, row=new)


def change(seal: Seal, row: UUID, question: str, answer: str) -> None:
    """Write one of one's own cards anew; what is known of it stays. Raises NoWords, NotThere or TooMuch."""
    said = _words(question, answer)
    if row == _deck(seal) or not sealed.change(seal, Shelf.RECALL, row, said):
        raise NotThere


def delete(seal: Seal, row: UUID, *, day: date) -> None:
    """Destroy one of one's own cards, and what was known of it."""
    if row == _deck(seal):
        return

    def without(deck: Deck) -> Changed:
        said = tuple(one for one in deck.answers if one.card != own_key(row))
        return {own_key(row): None} | ({TODAY: _today(deck.day, said)} if deck.day else {})

    sealed.remove(seal, Shelf.RECALL, row)
    _change(seal, without, day=day)


def _words(question: str, answer: str) -> dict[str, str]:
    if not question.strip() or not answer.strip():
        raise NoWords
    return {"question": question, "answer": answer}


def _change(seal: Seal, how: Callable[[Deck], Changed], *, day: date) -> None:
    def changed(content: dict[str, Any]) -> dict[str, Any]:
        merged = content | how(deck_of(content))
        return {key: one for key, one in merged.items() if one is not None}

    sealed.rewrite(seal, Shelf.RECALL, queries.DECK, changed, day=day)


def _kept(memory: Memory | None, *, off: bool = False) -> dict[str, Any] | None:
    if memory is None and not off:
        return None
    return {"memory": stored(memory) if memory else None, "off": off}


def _today(day: date, answers: tuple[Answer, ...]) -> dict[str, Any]:
    return {"day": day, "answers": [asdict(one) for one in answers]}


def _deck(seal: Seal) -> UUID:
    return seal.row(Shelf.RECALL, queries.DECK)
