"""The customer in the room: hears a line, is moved by it, and answers."""

from __future__ import annotations

from collections.abc import Sequence

from extramile.growth.practice.rehearsal.dealing import deal, is_due
from extramile.growth.practice.rehearsal.kinds import FIXING, GRATING, Kind
from extramile.growth.practice.rehearsal.moves.hearing import key
from extramile.growth.practice.rehearsal.moves.reading import So, moves_of, vocabulary
from extramile.growth.practice.rehearsal.moves.spot import Spot
from extramile.growth.practice.rehearsal.replies import Moved, Voice
from extramile.growth.practice.rehearsal.scenario import Card, Fact, Scenario, Step
from extramile.growth.practice.rehearsal.take import Ended, Heard, Line, Move, Turn
from extramile.growth.practice.rehearsal.temper import CALM, MOST, Mood
from extramile.growth.practice.rehearsal.words import trimmed

_LONG_WAIT = 180  # seconds
_QUOTED = 160
_LOST = 1.0  # minutes of patience that a line without use takes
_SENSELESS = frozenset(Heard) - {Heard.PLAIN, Heard.LONG}


class Room:
    """One customer of a scenario, from their first line on."""

    def __init__(self, scenario: Scenario, *, seed: str, improv: bool) -> None:
        dealt = deal(scenario, seed=seed, improv=improv)
        self.scenario, self._cards = dealt.scenario, list(dealt.cards)
        customer = self.scenario.customer
        self.start, self.patience = customer.temper, float(customer.patience)
        self.ended: Ended | None = None
        self._mood = Mood(customer.temper, customer.trust)
        self._voice = Voice(customer, self.scenario.says, seed)
        self.opening = tuple(self._voice.worded(line, customer.temper) for line in self.scenario.opening)
        self._facts = list(self.scenario.facts)
        self._needed: list[Step] = list(self.scenario.steps)
        self._offered: dict[str, bool] = {}
        self._told = {fact.id for fact in self._facts if fact.told}
        self._customer, self._before = list(self.opening), set[str]()
        self._own = vocabulary(self.scenario)
        self._place = self._insults = self._cornered = 0

    @property
    def missing(self) -> list[Step]:
        """Steps that the need still asks for: not offered, or without the time that they need."""
        return [step for step in self._needed if not self._is_offered(step, self._offered)]

    def answer(self, line: Line) -> Turn:
        """What follows from a line."""
        heard, spots = moves_of(line.text, self._so())
        waited = self._wait(line)
        offered = {about: spot.timed for spot in spots if spot.kind is Kind.NEXT_STEP for about in spot.about}
        moves = waited + self._move(line.text, heard, spots, offered)
        told = [fact for fact in self._facts if any(s.kind is Kind.QUESTION and fact.id in s.about for s in spots)]
        self._told |= {fact.id for fact in told}
        card = self._turn_card()
        self._end(spots)
        replies = line.answered or self._replies(heard, moves, told, card)
        self._customer += replies
        if heard is not Heard.EMPTY:
            self._before.add(key(line.text))
        self._place += 1
        return Turn(
            line, heard, tuple(moves), tuple(replies), self._mood.temper, self._mood.trust, self.patience,
            tuple(fact.id for fact in told), tuple(offered), card, self.ended,
        )  # fmt: skip

    def _so(self) -> So:
        return So(
            self.scenario, tuple(self._facts), tuple(self._needed), frozenset(self._told), tuple(self._customer),
            frozenset(self._before), self._own,
        )  # fmt: skip

    def _wait(self, line: Line) -> list[Move]:
        self.patience = max(0.0, self.patience - max(0.0, line.after) / 60)
        if line.after < _LONG_WAIT:
            return []
        return [Move(Kind.WAITED, "", 0, 0, self._mood.worn(1))]

    def _move(self, text: str, heard: Heard, spots: Sequence[Spot], offered: dict[str, bool]) -> list[Move]:
        needed = frozenset(step.id for step in self.missing)
        for name, timed in offered.items():
            self._offered[name] = timed or self._offered.get(name, False)
        of_use = frozenset(one for one in needed if one not in {step.id for step in self.missing})
        changes = self._mood.moved(spots, needed=of_use, met=not self.missing)
        moves = [_move(text, spot, change) for spot, change in zip(spots, changes, strict=True)]
        if heard in _SENSELESS or not any(spot.kind in FIXING for spot in spots):
            self.patience = max(0.0, self.patience - _LOST)
            if heard in _SENSELESS - {Heard.EMPTY} or (not any(changes) and self._is_hollow(spots)):
                start, end = trimmed(text, 0, min(len(text), _QUOTED))
                moves.append(Move(Kind.NOTHING, text[start:end], start, end, self._mood.worn(1)))
        return moves

    def _is_hollow(self, spots: Sequence[Spot]) -> bool:
        """Whether a line leaves an angry customer where they were; the matter of one that is calm can wait a line."""
        return self._mood.temper > CALM and bool(self.missing) and not any(spot.kind in GRATING for spot in spots)

    def _turn_card(self) -> Card | None:
        if not self._cards or not is_due(self._cards[0], self._place, temper=self._mood.temper, start=self.start):
            return None
        card = self._cards.pop(0)
        if card.fact:
            self._facts.append(card.fact)
            self._told.add(card.fact.id)
        self._needed = [step for step in self._needed if step.id != card.without]
        self._needed += [card.step] if card.step else []
        return card

    def _end(self, spots: Sequence[Spot]) -> None:
        self._insults += any(spot.kind is Kind.ABUSE for spot in spots)
        self._cornered = self._cornered + 1 if self._mood.temper == MOST else 0
        if self._insults > 1 or self._cornered > 2 or not self.patience:
            self.ended = Ended.LEFT
        elif not self.missing and self._mood.temper <= CALM and not self._insults:
            self.ended = Ended.CALM

    def _replies(self, heard: Heard, moves: Sequence[Move], told: list[Fact], card: Card | None) -> tuple[str, ...]:
        abused = any(move.kind is Kind.ABUSE for move in moves)
        change = sum(move.temper for move in moves)
        asks = [step.asks for step in self.missing if step.asks]
        so = Moved(heard, change, self._mood.temper, told, self.ended, abused, asks)
        lines = self._voice.answer(self._place, so)
        return (*lines, self._voice.worded(card.says, self._mood.temper)) if card else lines

    @staticmethod
    def _is_offered(step: Step, offered: dict[str, bool]) -> bool:
        return step.id in offered and (offered[step.id] or not step.time)


def _move(text: str, spot: Spot, change: int) -> Move:
    start, end = trimmed(text, spot.start, spot.end)
    end = min(end, start + _QUOTED)
    return Move(spot.kind, text[start:end], start, end, change, spot.about)
