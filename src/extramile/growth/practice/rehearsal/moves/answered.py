"""What a question asks for: facts that are open, or those that were told."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import lru_cache

from extramile.growth.practice.rehearsal.moves.spot import pattern
from extramile.growth.practice.rehearsal.scenario import Fact
from extramile.growth.practice.rehearsal.words import SMALL, Sentence, core, place_of, stem, words

# What says nothing of what a question is about, and what asks for a figure.
_NOTHING = SMALL | frozenset(
    """
    old two three four five six seven eight nine ten get give tell know send try please need want like let say
    take see have make kind sort
    """.split()  # noqa: SIM905
)
_FIGURES = frozenset(
    """
    number reference amount much many long date day time order booking code
    """.split()  # noqa: SIM905
)
_MOSTLY = 0.6
_TWO = pattern("(?:and|or) (?:what|which|when|where|who|how|why|could|would|can|do|does|did|is|are|will|may|have|has)")
_WH = pattern("what|which|when|where|who|whose|how|why")
# “When did you wash it” is not asked by “what did you wash it with”, and is by “which day”.
_OF_ITS_OWN, _OF_ANY = frozenset(["when", "where", "who", "how"]), frozenset(["what", "which", "how"])
_NAMED = pattern(
    "(?:days?|times?|dates?|months?|years?|amounts?|numbers?|sums?|prices?|address|place|person|name|age|many|much)"
)
_YES_OR_NO = pattern("^(?:did|have|has|do|does|is|are|was|were|can|any)")
_AGAIN = pattern(
    r"""
    what(?:'s| is| seems to be) (?:the|your) (?:problem|issue|matter)
    (?:explain|describe|tell (?:me|us)) (?:\w+ ){0,3}(?:again|once more|from the (?:start|beginning)|what happened)
    (?:explain|describe|tell (?:me|us)) (?:\w+ ){0,3}the (?:problem|issue)
    (?:have you|did you) (?:already )?(?:contact|contacted|call|called|email|emailed|write|written)(?: to)? us
    what (?:can|may) (?:i|we) do for you
    """
)


def asked_for(sentence: Sentence, facts: Sequence[Fact], told: Set[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of the facts that a question asks for: either those that are open, or those that were told."""
    hit = [
        fact
        for fact in facts
        if any(place_of(one, sentence) and (fact.id not in told or _is_asked(one, sentence)) for one in fact.asked_by)
    ]
    fresh = tuple(fact.id for fact in hit if fact.id not in told)
    again = tuple(fact.id for fact in hit if fact.id in told)
    if (
        fresh
        and again
        and (_TWO.search(sentence.text) or _nearest(sentence, hit, again) <= _nearest(sentence, hit, fresh))
    ):
        return fresh, ()
    return ((), again) if again else (fresh, ())


def is_answered(sentence: Sentence, said: Set[str]) -> bool:
    """Whether all that a question is about has been said: its own words, or a number where one is asked for."""
    if _AGAIN.search(sentence.text):
        return True
    about = {word.stem for word in sentence.words if not word.stem.endswith("ly")} - _stems(_NOTHING)
    numbers = any(any(sign.isdigit() for sign in stem) for stem in said)
    figures = about & _stems(_FIGURES) if numbers else frozenset()
    rest = about - figures
    return rest <= said and (len(rest) > 1 or bool(figures and not rest))


def _is_asked(phrase: str, sentence: Sentence) -> bool:
    """Whether most of a phrase stands in a question: “how much was it” is not asked by every “how much”."""
    there = {word.stem for word in sentence.words}
    asked = words(phrase.lower())
    wants, has = (found[0] if (found := _WH.search(text)) else "" for text in (sentence.text, phrase.lower()))
    if (wants and _YES_OR_NO.search(phrase.lower())) or (wants == "why") != (has == "why"):
        return False
    if has in _OF_ITS_OWN and wants in _OF_ANY and wants != has and not _NAMED.search(sentence.text):
        return False
    return len(core(phrase)) > 1 or sum(one.stem in there for one in asked) >= _MOSTLY * len(asked)


def _nearest(sentence: Sentence, facts: Sequence[Fact], ids: tuple[str, ...]) -> int:
    """How much of a phrase by which one of some facts is asked for stands in a question; its own words count twice."""
    there = {word.stem for word in sentence.words}
    phrases = (words(phrase.lower()) for fact in facts if fact.id in ids for phrase in fact.asked_by)
    return max(sum(1 + (one.stem not in _stems(_NOTHING)) for one in phrase if one.stem in there) for phrase in phrases)


@lru_cache(maxsize=8)
def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(stem, words))
