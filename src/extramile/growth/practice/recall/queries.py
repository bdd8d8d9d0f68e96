"""Reading one's own cards, and which of them a day asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice, zip_longest
from uuid import UUID

from django.utils.translation import gettext as _

from extramile.desk.models import GamePlan
from extramile.desk.queries import plans
from extramile.growth.practice.recall.cards import Card, Kind, number_of, own_key, plan_key
from extramile.growth.practice.recall.deck import A_DAY, Answer, Deck, deck_of
from extramile.growth.practice.recall.schedule import Grade, gaps
from extramile.people.queries.sealed import Entry, entries, entry, named, rows
from extramile.people.seal import Seal, Shelf

DECK = "deck"
_PICKED = A_DAY + 2


@dataclass(frozen=True, slots=True)
class Session:
    """What a day asks: the card at hand (None: that is all), in how many days it comes back by what is said of it,
    how many of the day's two wait, what was answered last, and whether there would be another one."""

    card: Card | None
    gaps: dict[Grade, int]
    waiting: int
    turn: int
    last: Answer | None
    back_in: int
    another: bool
    opens: bool
    met: date | None = None


@dataclass(frozen=True, slots=True)
class Own:
    """A card that somebody wrote. `question` and `answer` are None when it cannot be opened."""

    row: UUID
    day: date
    question: str | None
    answer: str | None
    off: bool


def deck(seal: Seal) -> Deck:
    """What somebody has of each card."""
    found = named(seal, Shelf.RECALL, DECK).get(DECK)
    return deck_of(found.content if found else None, opens=not found or found.content is not None)


def waiting(seal: Seal, lessons: Mapping[str, Card], *, day: date) -> int:
    """How many of the two cards of a day wait."""
    kept = deck(seal)
    left = A_DAY - len(_met(kept, day))
    return len(_fresh(kept, _names(seal, kept, lessons, day), day)[:left]) if left > 0 else 0


def session(seal: Seal, lessons: Mapping[str, Card], *, day: date, more: bool = False) -> Session:
    """What somebody's day asks of them; with `more`, also beyond the two. `lessons` are the cards of lessons they have
    been through, by name."""
    kept = deck(seal)
    said, left = kept.said_on(day), max(0, A_DAY - len(_met(kept, day)))
    names = _names(seal, kept, lessons, day)
    fresh = _fresh(kept, names, day)
    asked = fresh[:left]
    beyond = [one for one in names if one not in asked]
    # One that cannot be opened leaves its place to the next.
    at_hand = fresh if asked else (beyond if more else [])
    card = next(filter(None, (find(seal, one, lessons) for one in at_hand)), None)
    memory = kept.memory(card.key) if card else None
    last = said[-1] if said else None
    after = kept.memory(last.card) if last else None
    return Session(
        card, gaps(memory, day=day) if card else {}, len(asked), len(said), last,
        (after.due - day).days if after else 0, bool(beyond), kept.opens, memory.last if memory else None,
    )  # fmt: skip


def find(seal: Seal, key: str, lessons: Mapping[str, Card]) -> Card | None:
    """A card by its name, as it is now; None when it is gone, withdrawn or cannot be opened."""
    if key in lessons:
        return lessons[key]
    if plan := _plans([key]):
        return next(map(_of_plan, plans.published(plan)), None)
    row = _row(number_of(key, Kind.OWN))
    opened = entry(seal, Shelf.RECALL, row) if row and row != seal.row(Shelf.RECALL, DECK) else None
    return _of_own(opened) if opened and opened.content is not None else None


def own(seal: Seal, kept: Deck) -> list[Own]:
    """The cards that somebody wrote, the newest first."""
    found = [one for one in entries(seal, Shelf.RECALL) if one.id != seal.row(Shelf.RECALL, DECK)]
    return [_own(one, own_key(one.id) in kept.off) for one in found]


def titles(kept: Deck) -> dict[str, str]:
    """What the game plans of a deck are called, by the names of their cards."""
    return {plan_key(one.pk): one.title for one in plans.published(_plans(kept.cards))}


def left_out(kept: Deck, lessons: Mapping[str, Card]) -> list[Card]:
    """Cards of others that somebody leaves out, as far as they are still there."""
    return [*map(_of_plan, plans.published(_plans(kept.off))), *(lessons[one] for one in lessons if one in kept.off)]


def _names(seal: Seal, kept: Deck, lessons: Mapping[str, Card], day: date) -> list[str]:
    """What could be asked, the first few: what has come back, then what is new."""
    mine = [own_key(row) for row in rows(seal, Shelf.RECALL) if row != seal.row(Shelf.RECALL, DECK)]
    back = kept.due(day)
    there = {*mine, *lessons, *(plan_key(one) for one in plans.published_of(_plans(back)))}
    return list(islice(chain((one for one in back if one in there), _new(kept, mine, lessons)), _PICKED))


def _new(kept: Deck, mine: list[str], lessons: Mapping[str, Card]) -> Iterator[str]:
    """What was never met: own cards, then lessons and game plans by turns."""
    known = kept.cards.keys()
    cards = [plan_key(one) for one in plans.published_beyond(_plans(known), most=_PICKED)]
    both = zip_longest((one for one in lessons if one not in known), cards)
    yield from (one for one in mine if one not in known)
    yield from (one for pair in both for one in pair if one)


def _fresh(kept: Deck, names: list[str], day: date) -> list[str]:
    return [one for one in names if one not in _met(kept, day)]


def _met(kept: Deck, day: date) -> set[str]:
    return {one.card for one in kept.said_on(day)}


def _of_plan(plan: GamePlan) -> Card:
    parts = (
        (_("First words"), plan.first_words), (_("Steps"), plan.steps), (_("What we may give"), plan.may_give),
        (_("When to ask for help"), plan.ask_help),
    )  # fmt: skip
    question = _("What are your first words, and what do you do?")
    if not plan.first_words or not plan.steps:
        question = _("What are your first words?") if plan.first_words else _("What do you do?")
    said = tuple((label, words) for label, words in parts if words)
    return Card(plan_key(plan.pk), str(plan.pk), plan.title, question, said, plan.changed.date())


def _of_own(opened: Entry) -> Card:
    said = opened.content or {}
    return Card(
        own_key(opened.id), str(opened.id), "", str(said.get("question") or ""), (("", str(said.get("answer") or "")),)
    )


def _own(one: Entry, off: bool) -> Own:
    if one.content is None:
        return Own(one.id, one.day, None, None, off)
    return Own(one.id, one.day, str(one.content.get("question") or ""), str(one.content.get("answer") or ""), off)


def _plans(keys: Iterable[str]) -> list[int]:
    numbers = (number_of(key, Kind.PLAN) for key in keys)
    return [int(one) for one in numbers if one.isdecimal() and len(one) < 19]


def _row(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
