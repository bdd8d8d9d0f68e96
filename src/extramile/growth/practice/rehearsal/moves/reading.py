"""All moves of a line."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field

from extramile.growth.practice.rehearsal.kinds import Kind
from extramile.growth.practice.rehearsal.moves.asking import asking
from extramile.growth.practice.rehearsal.moves.calming import calming, commits
from extramile.growth.practice.rehearsal.moves.canned import canned
from extramile.growth.practice.rehearsal.moves.feeling import feeling
from extramile.growth.practice.rehearsal.moves.grating import grating
from extramile.growth.practice.rehearsal.moves.hearing import READ, heard, insults
from extramile.growth.practice.rehearsal.moves.manners import manners
from extramile.growth.practice.rehearsal.moves.offering import offered, told_and_given, with_times
from extramile.growth.practice.rehearsal.moves.person import is_by_name, is_small_talk, personal
from extramile.growth.practice.rehearsal.moves.spot import Spot, first_of_each, pattern
from extramile.growth.practice.rehearsal.moves.story import overpromised, runs, said_back
from extramile.growth.practice.rehearsal.moves.vague import vague
from extramile.growth.practice.rehearsal.scenario import Fact, Scenario, Step
from extramile.growth.practice.rehearsal.take import Heard
from extramile.growth.practice.rehearsal.words import Sentence, sentences


@dataclass(frozen=True, slots=True)
class So:
    """How things are when a line is read: the facts and steps there are, what was `told`, what both have written."""

    scenario: Scenario | None = None
    facts: tuple[Fact, ...] = ()
    steps: tuple[Step, ...] = ()
    told: Set[str] = frozenset()
    customer: tuple[str, ...] = ()
    before: frozenset[str] = frozenset()
    own: frozenset[str] = field(default=frozenset())


def at_the_start(scenario: Scenario | None) -> So:
    """How things are before the first line."""
    if scenario is None:
        return So()
    told = frozenset(fact.id for fact in scenario.facts if fact.told)
    return So(scenario, scenario.facts, scenario.steps, told, scenario.opening, frozenset(), vocabulary(scenario))


def vocabulary(scenario: Scenario) -> frozenset[str]:
    """The words that a scenario uses, whatever a dictionary knows."""
    said = (scenario.customer.name, scenario.story, scenario.need, *scenario.opening, *scenario.good)
    said += tuple(words for fact in scenario.facts for words in (fact.says, *fact.back, *fact.asked_by))
    said += tuple(words for step in scenario.steps for words in (step.does, *step.words))
    return frozenset("".join(c if c.isalnum() or c == "'" else " " for c in " ".join(said).lower()).split())


_SENTENCES = 80
_ENDLESS = re.compile(r"\w{60}")


def moves_of(text: str, so: So) -> tuple[Heard, list[Spot]]:
    """How a line is taken, and the moves in it, in the order of its words."""
    read = text[:READ]
    # Who types a thousand full stops, or a word of a thousand letters, must not keep others waiting.
    found = tuple(one for one in sentences(read)[:_SENTENCES] if not _ENDLESS.search(one.text))
    how = heard(text, found, so.before, so.own)
    if insults(read, found):
        return how, [Spot(Kind.ABUSE, 0, len(read))]
    theirs = sentences("\n".join(so.customer))
    copied = runs(theirs)
    told = [words for fact in so.facts if fact.id in so.told for words in (fact.says, *fact.back)]
    said = frozenset(word.stem for one in (*theirs, *sentences("\n".join(told))) for word in one.words)
    spots = [spot for sentence in found for spot in _in(sentence, read, so, copied, said)]
    spots = with_times(spots, found)
    if how in {Heard.PLAIN, Heard.LONG}:
        return how, first_of_each(_untwinned(spots))
    return how, [spot for spot in first_of_each(spots) if spot.kind in _ALWAYS]


_ALWAYS = frozenset({Kind.POLICY, Kind.BLAME, Kind.CALM_DOWN, Kind.CANNED, Kind.VAGUE_WE})


def _in(sentence: Sentence, text: str, so: So, copied: frozenset[tuple[str, ...]], said: frozenset[str]) -> list[Spot]:
    spots = [*calming(sentence), *feeling(sentence), *grating(sentence), *vague(sentence), *canned(sentence)]
    spots += asking(sentence, so.facts, so.told, said)
    spots += manners(sentence)
    name = so.scenario.customer.name if so.scenario else ""
    spots += personal(sentence, text, name=name)
    if so.scenario:
        known = tuple(fact for fact in so.facts if fact.id in so.told)
        spots += told_and_given(sentence, said_back(sentence, known, copied), offered(sentence, so.steps))
        spots += overpromised(sentence, so.scenario)
    kinds = {spot.kind for spot in spots}
    if kinds & {Kind.QUESTION, Kind.REPEATED} and not is_small_talk(sentence):
        spots = [
            spot
            for spot in spots
            if spot.kind is not Kind.PERSONAL or not so.scenario or is_by_name(spot, text, name=name)
        ]
    if Kind.WHY in kinds and not _SECOND.search(sentence.text):
        spots = [spot for spot in spots if spot.kind is not Kind.SAID_BACK]
    elif Kind.SAID_BACK in kinds:
        spots = [spot for spot in spots if spot.kind is not Kind.PERSONAL or is_by_name(spot, text, name=name)]
    if Kind.SAID_BACK in kinds and not commits(sentence):
        # “The rent goes out on Friday” is their matter, and no step; nor is what they told more than what they told.
        spots = [spot for spot in spots if spot.kind is not Kind.NEXT_STEP or spot.about]
    out = {kind for one, others in _OUTDOES.items() if one in kinds for kind in others}
    return [spot for spot in spots if spot.kind not in out]


_SECOND = pattern(
    r"""
    you\w*
    """
)
# What a sentence cannot be beside: nobody is thanked by a template, nor helped by what will not be.
_OUTDOES = {
    Kind.OVERPROMISE: {Kind.NEXT_STEP, Kind.PLAIN, Kind.VAGUE_WE, Kind.SAID_BACK, Kind.WHY},
    Kind.BLAME: {Kind.SAID_BACK, Kind.OWNED, Kind.QUESTION, Kind.THANKS, Kind.WHY},
    Kind.CANNED: {Kind.THANKS, Kind.APOLOGY, Kind.NAMED_FEELING, Kind.QUESTION, Kind.WHY, Kind.PERSONAL},
    Kind.REPEATED: {Kind.QUESTION, Kind.APOLOGY},
    Kind.CALM_DOWN: {Kind.THANKS, Kind.QUESTION, Kind.NAMED_FEELING, Kind.OWNED, Kind.SAID_BACK},
    Kind.POLICY: {Kind.WHY, Kind.NEXT_STEP, Kind.QUESTION, Kind.PLAIN, Kind.THANKS},
    Kind.VAGUE_WE: {Kind.NEXT_STEP},
}


def _untwinned(spots: list[Spot]) -> list[Spot]:
    """Without a step that nothing is known of beside one of the scenario in the same sentence."""
    named = [spot for spot in spots if spot.kind is Kind.NEXT_STEP and spot.about]
    return [
        spot
        for spot in spots
        if spot.kind is not Kind.NEXT_STEP
        or spot.about
        or not any(spot.start <= one.start and one.end <= spot.end for one in named)
    ]
