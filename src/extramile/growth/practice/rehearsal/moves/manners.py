"""Moves that make a line good to read and move no temper: plain words, please and thanks, this person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extramile.growth.practice.rehearsal.kinds import Kind
from extramile.growth.practice.rehearsal.moves.spot import Spot, pattern, spots
from extramile.growth.practice.rehearsal.words import Sentence, plain

_THANKS = pattern(
    r"""
    please|thank you|thanks
    """
)
_HOLLOW = pattern(
    r"""
    for (?:contacting|reaching out)
    for your (?:patience|understanding|cooperation|enquiry|inquiry|call)
    please (?:calm|relax|stop|be|do not|don't|note|refer|understand)
    """
)
_PLAIN = pattern(
    r"""
    you can (?!'t|not)\w+
    here(?:'s| is) what
    what i can do
    i can (?!'t|not|only|see|imagine|hear|understand)\w+
    the (?:quickest|easiest|simplest|fastest) way
    """
)
_NO = pattern(
    r"""
    not|\w+n't|cannot|unable|unfortunately|only
    """
)
_DETAIL = pattern(
    r"""
    your (?:\w+ )?<theirs>
    """,
    theirs="daughter|son|wife|husband|mother|father|mum|dad|dog|child|children|kids|family|birthday|wedding|anniversary|"
    "trip|holiday|walk|hike|weekend|journey|tour|party",
)


def manners(sentence: Sentence, *, name: str = "") -> Iterator[Spot]:
    """What in a sentence is good to read. `name`: what the customer is called."""
    yield from spots(Kind.THANKS, _THANKS, sentence, unless=_HOLLOW)
    if not sentence.asks:
        yield from spots(Kind.PLAIN, _PLAIN, sentence, unless=_NO)
    yield from spots(Kind.PERSONAL, _DETAIL, sentence)
    if name:
        yield from spots(Kind.PERSONAL, _called(name), sentence)


@lru_cache(maxsize=1_000)
def _called(name: str) -> re.Pattern[str]:
    return pattern(re.escape(plain(name)))
