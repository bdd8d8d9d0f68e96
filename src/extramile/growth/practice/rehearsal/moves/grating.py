"""Moves that grate on whoever reads them: hiding behind a rule, putting it on them, telling them how to feel."""

from __future__ import annotations

from collections.abc import Iterator

from extramile.growth.practice.rehearsal.kinds import Kind
from extramile.growth.practice.rehearsal.moves.blaming import BLAME, NO_BLAME
from extramile.growth.practice.rehearsal.moves.hushing import CALM, NO_CALM
from extramile.growth.practice.rehearsal.moves.ruling import NO_POLICY, POLICY
from extramile.growth.practice.rehearsal.moves.spot import Spot, spots
from extramile.growth.practice.rehearsal.words import Sentence

_ALL = ((Kind.POLICY, POLICY, NO_POLICY), (Kind.BLAME, BLAME, NO_BLAME), (Kind.CALM_DOWN, CALM, NO_CALM))


def grating(sentence: Sentence) -> Iterator[Spot]:
    """What in a sentence grates, whatever it is about."""
    for kind, found, unless in _ALL:
        yield from spots(kind, found, sentence, unless=unless)
