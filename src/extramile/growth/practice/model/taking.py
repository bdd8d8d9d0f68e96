"""Whether what a model wrote is something that this customer could say now. Whatever is in doubt is left out. Pure."""

from __future__ import annotations

import re

from extramile.desk.abuse import is_abusive
from extramile.growth.practice.model.brief import Moment
from extramile.growth.practice.rehearsal.kinds import Kind
from extramile.growth.practice.rehearsal.moves.hearing import key
from extramile.growth.practice.rehearsal.moves.reading import at_the_start, moves_of
from extramile.growth.practice.rehearsal.take import Heard
from extramile.growth.practice.rehearsal.words import core

_MOST_CHARACTERS, _MOST_LINES = 700, 4
_THOUGHT = re.compile(r"^\s*<think>.*?</think>", re.S)
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_MARKUP = re.compile(
    r"""
    <\s*[/!a-z] | &[a-z#0-9]+; | ``` | ^\s*[{\[\#] | \]\( | https?: | www\. | \*\* | [\w.+-]+@[\w-]+\.\w
    """,
    re.I | re.M | re.X,
)
_OUT_OF_PART = re.compile(
    r"""
    \b(?:
      as\ an?\ (?:ai|assistant|language\ model) | language\ model | openai | chatgpt | prompt | instructions?
      | role-?play | i'm\ sorry,\ but\ i | in\ (?:this|the)\ (?:scenario|training|exercise) | the\ customer | temper
      | i\ (?:can't|cannot|can\ not|won't|am\ unable\ to)\ (?:help|assist|comply|continue|provide|do\ that|play|fulfil)
      | \d+\ (?:of|out\ of)\ 10
    )\b
    """,
    re.I | re.X,
)
_SPEAKER = re.compile(
    r"\s*(?:you|customer|company|agent|assistant|user|system|[A-Z][a-z]+(?: [A-Z][a-z]+)?)\s*:\s", re.I
)
_AS_AN_AGENT = frozenset({Kind.CANNED, Kind.VAGUE_WE, Kind.POLICY, Kind.CALM_DOWN})
_HELD = 0.6  # of the words that carry a sentence: with so many of them it has been said
_LONG, _TWO = 5, 2


def lines_of(content: str, moment: Moment) -> tuple[str, ...]:
    """The customer's lines out of what a model wrote; none where they cannot be used."""
    whole = _THOUGHT.sub("", content).replace("’", "'").replace("\r\n", "\n").strip().strip('"“”')
    lines = tuple(" ".join(line.split()) for line in whole.splitlines() if line.strip())
    if not lines or len(lines) > _MOST_LINES or len(whole) > _MOST_CHARACTERS:
        return ()
    if any(pattern.search(whole) for pattern in (_UNWRITABLE, _MARKUP, _OUT_OF_PART)):
        return ()
    if any(_SPEAKER.match(line) for line in lines) or is_abusive(whole):
        return ()
    return lines if _is_theirs(whole, moment) and _tells_what_it_may(whole, moment) else ()


def _is_theirs(whole: str, moment: Moment) -> bool:
    """Whether it is English, is new, and is a customer's, not an agent's."""
    heard, spots = moves_of(whole, at_the_start(moment.scenario))
    if heard in {Heard.EMPTY, Heard.OTHER_LANGUAGE, Heard.NONSENSE, Heard.TEMPLATE}:
        return False
    before = {key(line) for line in moment.said}
    return key(whole) not in before and not any(spot.kind in _AS_AN_AGENT for spot in spots)


def _tells_what_it_may(whole: str, moment: Moment) -> bool:
    """Whether all is told that was asked for, and nothing that was not."""
    there = frozenset(core(whole))
    if any(_share(sentence, there) < _HELD for sentence in moment.told):
        return False
    known = frozenset(core(" ".join((*moment.said, *moment.told, moment.scenario.need, *_known(moment)))))
    for sentence in moment.held_back:
        own = frozenset(core(sentence)) - known
        figures = {stem for stem in own if any(sign.isdigit() for sign in stem)}
        telling = figures or {stem for stem in own if len(own) == 1 and len(stem) >= _LONG}
        if telling & there or len(own & there) >= _TWO:
            return False
    return True


def _known(moment: Moment) -> tuple[str, ...]:
    return tuple(fact.says for fact in moment.scenario.facts if fact.told or fact.id in moment.talk.facts)


def _share(sentence: str, there: frozenset[str]) -> float:
    wanted = core(sentence)
    return sum(stem in there for stem in wanted) / max(len(wanted), 1)
