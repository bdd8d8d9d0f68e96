"""Moves that are held against the scenario: saying back, asking what is open or was answered, promising."""

from __future__ import annotations

from collections.abc import Iterator, Set

from extramile.growth.practice.rehearsal.kinds import Kind
from extramile.growth.practice.rehearsal.moves.asking import is_question
from extramile.growth.practice.rehearsal.moves.deeds import DONE
from extramile.growth.practice.rehearsal.moves.spot import Spot, pattern
from extramile.growth.practice.rehearsal.scenario import Fact, Scenario
from extramile.growth.practice.rehearsal.words import Sentence, clause_at, first_of, place_of

_FEWEST = 5
_RUN = 8
_CONFIRMS = pattern(
    r"""
    is that right|right\?|correct\?|do i have that right
    did i (?:get|understand)
    have i (?:got|understood)
    """
)
_DENIES = pattern(
    r"""
    you never (?!asked for|got|wanted|had|heard)\w+|you didn't|did you|i don't believe|no record|can't see that|\
      are you sure|if
    """
)
# Somebody's own story has somebody in it, or a figure, or is over; what always holds has none of them.
_THEIRS = pattern(
    r"""
    you|your|yours|ur|u've|you're|you've|you'd|yourself|we|us|our|he|his|him|she|her|nobody|no one|\w*\d\w*|\w+ed|\
      somebody|neither|should've
    twice|both|was|were|had|came|went|told|sent|gave|took|got|lost
    """
)
_THANKED = pattern(
    r"""
    (?:thank you|thanks) for
    """
)
_DOES = pattern(
    r"""
    i(?:'ll| will|'m going to)
    i(?:'m| am) \w+ing
    i(?:'ve| have) (?:\w+ )?<done>
    let me
    (?:it|they|we|\w+)(?:'ll| will) (?:\w+ )?(?:be|come|go|reach|arrive)
    (?:it|we|that|this|they) (?:can't|cannot|won't)
    is possible|(?:don't|doesn't|never) \w+ (?:by themselves|by itself|for us)
    \w+ (?:can't|cannot|can) (?:\w+ )?be
    """,
    done=DONE,
)
_NO_PROMISE = pattern(
    r"""
    (?:can't|cannot|won't|not|never|couldn't) (?:promise|guarantee|say|swear|know|tell)
    (?:wish|whether|if) (?:i|we) (?:could|can)
    """
)
_WILL_NOT = pattern(
    r"""
    can't|cannot|won't|will not|not able|unable|don't|not|never|no
    """
)


def said_back(sentence: Sentence, facts: tuple[Fact, ...], customer: Set[tuple[str, ...]]) -> Iterator[Spot]:
    """What the customer has told, in the agent's own words. `customer`: runs of the customer's own words."""
    if len(sentence.words) < _FEWEST or _DENIES.search(sentence.text):
        return
    if (sentence.asks or is_question(sentence)) and not _CONFIRMS.search(sentence.text):
        return
    if parroted(sentence, customer):
        return
    if not _THEIRS.search(sentence.text):
        return
    for fact in facts:
        place = first_of(fact.back, sentence)
        if place:
            start, end = clause_at(sentence, *place)
            # What somebody will do about it is a step, and no sign that they have read.
            within = (start - sentence.start, end - sentence.start)
            if not _DOES.search(sentence.text, *within) and not _THANKED.search(sentence.text, *within):
                yield Spot(Kind.SAID_BACK, start, end, about=(fact.id,))


def overpromised(sentence: Sentence, scenario: Scenario) -> Iterator[Spot]:
    """What the rules forbid to promise."""
    if sentence.asks or _NO_PROMISE.search(sentence.text):
        return
    for number, rule in enumerate(scenario.rules):
        for phrase in rule.words:
            place = place_of(phrase, sentence)
            if place and not _denied(sentence, phrase, place):
                yield Spot(Kind.OVERPROMISE, *clause_at(sentence, *place), about=(str(number),))
                return


def _denied(sentence: Sentence, phrase: str, place: tuple[int, int]) -> bool:
    """Whether the clause says that it will not be so, where the phrase itself has no such word."""
    start, end = clause_at(sentence, *place)
    said = sentence.text[start - sentence.start : end - sentence.start]
    return bool(_WILL_NOT.search(said)) and not _WILL_NOT.search(phrase.lower())


def runs(found: tuple[Sentence, ...]) -> frozenset[tuple[str, ...]]:
    """All runs of so many words in sentences of the customer: what an agent would have to copy."""
    return frozenset(
        tuple(word.stem for word in one.words[at : at + _RUN])
        for one in found
        for at in range(max(1, len(one.words) - _RUN + 1))
        if len(one.words) >= _FEWEST
    )


def parroted(sentence: Sentence, customer: Set[tuple[str, ...]]) -> bool:
    """Whether a sentence holds a run of the customer's words as they wrote them."""
    stems = [word.stem for word in sentence.words]
    return any(
        tuple(stems[at : at + length]) in customer
        for length in range(_FEWEST, _RUN + 1)
        for at in range(max(1, len(stems) - length + 1))
    )
