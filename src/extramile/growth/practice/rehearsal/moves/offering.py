"""Steps of a scenario in a line: what will be done, what can be had, and what is so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extramile.growth.practice.rehearsal.kinds import Kind
from extramile.growth.practice.rehearsal.moves.calming import commits
from extramile.growth.practice.rehearsal.moves.deeds import DONE, TO_DO
from extramile.growth.practice.rehearsal.moves.spot import Spot, pattern
from extramile.growth.practice.rehearsal.moves.times import names_a_time
from extramile.growth.practice.rehearsal.scenario import Step
from extramile.growth.practice.rehearsal.words import Sentence, clause_at, core, place_of, stem

_PERHAPS = pattern(
    r"""
    if|unless|might|maybe|perhaps|hope|hopefully|would|could|should|usually|normally|probably|allegedly|wish
    (?:it|that|there|we|they|somebody|someone) may
    (?:try|trying) (?:to|and)
    """
)
# A word alone may stand in any sentence: it counts where somebody does or gives something.
_SAYS_ENOUGH = 2
_PARTED = re.compile(r"\b(?:and|or|then|but|so)\b|[,;:]")
_SAYS = pattern(
    r"""
    \w+ (?:is|are|was|has|have|can|may|takes?|gets?|goes|comes?|pays?|leaves?|reach(?:es)?|fills?|collects?|will) \w+
    (?:it|that|there|he|she)'s \w+
    (?:i|we|you|it|he|she|they)'ll \w+
    i'm (?:\w+ )?\w+ing|i'd \w+
    \w+ (?:needn't|fits?|works|means|costs|stands?|stops?|shows?|brings?)
    ^(?:and |then |so |first )*(?:keep|turn|hold|press|put|send|try|wash|rinse|warm|type|open|use|buy|hang|take) \w+
    ^please \w+|let
    """
)
_GIVES = pattern(
    r"""
    you (?:can|may|get|keep|pay|have (?:until|time))
    (?:we|i) can
    can be \w+
    (?:i|we)(?:'ve| have) (?:\w+ )?<done>
    (?:^|[,;:] |and )please \w+
    no need|still (?:has|have)|is (?:possible|free)
    """,
    done=DONE,
)
_AS_YOU_LIKE = pattern(
    r"""
    if (?:you|she|he|they) (?:like|likes|prefer|want)
    if you'd (?:like|rather)
    """
)
_WILL = pattern(
    r"""
    i(?:'ll| will) (?:<manner> )*+(?!(?:<do>|<plain>)(?![a-z]))(?P<next>[\w']+)
    """,
    manner="just|now|also|personally|gladly|then|still|only|first|\\w+ly",
    do=TO_DO,
    plain="be|have|keep|let|make|do|get|give|take|tell|go|come|see|ask|put|not|never|leave|stay|work|pass|need|meet",
)
_NO_VERBS = frozenset(
    """
    a an the this that these those my your our his her its their no some any one two three four five all both in on at
    by for from of to with without as is are was were am been new old right free today tomorrow
    """.split()  # noqa: SIM905
)
_TAKEN_UP = re.compile(r"(?:^|\b(?:and|or|then)\b|[,;:])\s*(\w+)")
_DENIED = pattern(
    r"""
    can't|cannot|won't|will not|not able|unable|not possible|never|nobody
    """
)


_HAPPENED = pattern(
    r"""
    (?:you|we|it|he|she|they|somebody|nobody|that's how) (?:\w+ )?(?:\w+ed|sent|told|had|went|came|got|became|gave|\
      took|wrote|was|were)
    """
)


def offered(sentence: Sentence, steps: tuple[Step, ...]) -> Iterator[Spot]:
    """Steps that a sentence names as done, as certain to be done, as to be had or as so.

    An answer in plain words is as good as a promise, so no “I will” is asked for. A step is timed by its clause, or by
    a sentence in which it is the only one.
    """
    if sentence.asks or not any(found.search(sentence.text) for found in (_SAYS, _GIVES)):
        return
    found = _apart(sentence, {step.id: place for step in steps if (place := _place_of(step, sentence))})
    for name, place in found.items():
        start, end = clause_at(sentence, *place)
        alone = len(found) == 1 and names_a_time(sentence.text)
        timed = alone or names_a_time(sentence.text[start - sentence.start : end - sentence.start])
        yield Spot(Kind.NEXT_STEP, start, end, about=(name,), timed=timed)


def told_and_given(sentence: Sentence, said: Iterable[Spot], steps: Iterable[Spot]) -> list[Spot]:
    """Both, but words by which somebody does or gives something say nothing back."""
    told, given = list(said), list(steps)
    if commits(sentence) or _GIVES.search(sentence.text):
        told = [one for one in told if not any(one.start < step.end and step.start < one.end for step in given)]
    elif _HAPPENED.search(sentence.text):
        given = [step for step in given if not any(one.start < step.end and step.start < one.end for one in told)]
    return told + given


def with_times(spots: Sequence[Spot], found: Sequence[Sentence]) -> list[Spot]:
    """The same, where steps have the time too at which they are named again, or that stands in a sentence behind them
    in which no other step is.
    """
    steps = [spot for spot in spots if spot.kind is Kind.NEXT_STEP and spot.about]
    timed = {about for spot in steps if spot.timed for about in spot.about}
    free = [one for one in found if not any(one.start <= step.start < one.end for step in steps)]
    behind = [one for one, after in pairwise(found) if after in free and names_a_time(after.text)]
    for step in steps:
        if any(one.start <= step.start < one.end for one in behind):
            timed.update(step.about)
    return [replace(spot, timed=spot.timed or bool(timed.intersection(spot.about))) for spot in spots]


def _apart(sentence: Sentence, found: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """One step to a clause: who says two in one breath has an “and” between them, and words in a heap have none."""
    kept: dict[str, tuple[int, int]] = {}
    for name, (start, end) in sorted(found.items(), key=lambda one: one[1]):
        last = max((place[1] for place in kept.values()), default=sentence.start)
        between = sentence.text[max(0, last - sentence.start) : max(0, end - sentence.start)]
        if not kept or _PARTED.search(between):
            kept[name] = (start, end)
    return kept


def _place_of(step: Step, sentence: Sentence) -> tuple[int, int] | None:
    return next(
        (
            place
            for phrase in step.words
            if (place := place_of(phrase, sentence)) and _stands(sentence, phrase, place, step)
        ),
        None,
    )


def _stands(sentence: Sentence, phrase: str, place: tuple[int, int], step: Step) -> bool:
    """Whether the clauses that hold a phrase take it on, and neither leave it open nor deny it, where it is no denial
    itself.
    """
    start, end = clause_at(sentence, *place)
    said = _AS_YOU_LIKE.sub("", sentence.text[start - sentence.start : end - sentence.start])
    if _is_idle(said, phrase, step):
        return False
    if len(core(phrase)) < _SAYS_ENOUGH and not (commits(sentence) or _GIVES.search(said)):
        return False
    denied = _DENIED.search(said) and not _DENIED.search(phrase.lower())
    return not denied and not _PERHAPS.search(said)


def _is_idle(said: str, phrase: str, step: Step) -> bool:
    """Whether “I will” has no verb behind it: then it takes on nothing, whatever is named after it."""
    verbs = {stem(word) for word in _TAKEN_UP.findall(step.does.lower())}
    named = set(core(phrase)) - verbs
    return any(
        one["next"] in _NO_VERBS or stem(one["next"]) in named or one["next"].isdigit() for one in _WILL.finditer(said)
    )
