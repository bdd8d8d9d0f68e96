"""A model at work in a take: asked where one is set, and passed over for a while where it is of no use."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from django.conf import settings

from extramile.growth.practice.model import door
from extramile.growth.practice.model.brief import Moment, messages
from extramile.growth.practice.model.taking import lines_of
from extramile.growth.practice.rehearsal.kinds import Kind
from extramile.growth.practice.rehearsal.play import MOST_LINES, play
from extramile.growth.practice.rehearsal.scenario import Scenario
from extramile.growth.practice.rehearsal.take import Heard, Line

_REST = 60.0  # seconds for which a model that did not answer is left alone
_AT_ONCE = 2
# Whoever waits for a model holds one of the few threads that make everybody's pages.
_asking = threading.BoundedSemaphore(_AT_ONCE)
_rests_until = 0.0


def plays() -> str:
    """The host of the model that words the customer's lines, to be shown beside every take; empty where none does."""
    return urlsplit(settings.CONFIG.llm_url).hostname or ""


def worded(scenario: Scenario, lines: Sequence[Line], *, seed: str, improv: bool = False) -> tuple[Line, ...]:
    """The lines of a take, the newest with the customer's answer as the model words it. Without a model, or without a
    use of what it said, the lines as they were: the room answers.
    """
    global _rests_until
    kept = tuple(lines)
    if not plays() or not kept or len(kept) > MOST_LINES or time.monotonic() < _rests_until:
        return kept
    moment = Moment(scenario, play(scenario, kept, seed=seed, improv=improv))
    if len(moment.talk.turns) < len(kept) or not _is_answerable(moment) or not _asking.acquire(blocking=False):
        return kept
    try:
        said = lines_of(asked(messages(moment)), moment)
    except door.Unusable:
        _rests_until = time.monotonic() + _REST
        return kept
    finally:
        _asking.release()
    return (*kept[:-1], replace(kept[-1], answered=said))


def asked(sent: list[dict[str, str]]) -> str:
    """What the model that is set answers. Raises Unusable."""
    config = settings.CONFIG
    return door.ask(config.llm_url, model=config.llm_model, key=config.llm_key, messages=sent, patience=door.PATIENCE)


def _is_answerable(moment: Moment) -> bool:
    """Whether there is something to word: an insult goes nowhere, and what cannot be read is answered in the house."""
    insulted = any(move.kind is Kind.ABUSE for move in moment.turn.moves)
    return moment.turn.heard in {Heard.PLAIN, Heard.LONG, Heard.KEYWORDS} and not insulted
