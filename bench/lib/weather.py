"""What goes wrong, and when, all drawn from one seed: a run that failed plays again.

Moments are told in messages that were acknowledged rather than in seconds, which differ from run to run.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from bench.lib.proxy import WHOLE, Fate

# For each hundred kills: so many of the others.
_EVERYWHERE = {"restart": 20, "cut": 50, "hush": 15, "freeze": 10}
EMBEDDED = _EVERYWHERE | {"disk": 10}
SCALE = _EVERYWHERE | {"database": 8, "redis": 20}


@dataclass(frozen=True, slots=True)
class Blow:
    """Something that goes wrong once `after` more messages are acknowledged: `lasts` seconds, to the process `which`.

    `again` is true for a kill that is followed by another one while the server starts.
    """

    what: str
    after: int
    lasts: float
    which: int
    again: bool


def blows(seed: int, kills: int, *, processes: int) -> list[Blow]:
    """Everything that goes wrong in a run, in order."""
    dice = random.Random(seed)
    share = EMBEDDED if processes == 1 else SCALE
    names = ["kill"] * kills
    for name, number in share.items():
        names += [name] * max(1, round(number * kills / 100))
    dice.shuffle(names)
    return [
        Blow(name, dice.randrange(1, 60), dice.uniform(0.05, 1.0), dice.randrange(processes), dice.random() < 0.15)
        for name in names
    ]


def fate(seed: int, client: str, connection: int) -> Fate:
    """What becomes of a client's connection. Its first is spared from a twin.

    A newcomer has no token yet, so that its twin would be somebody else who names the same conversation.
    """
    dice = random.Random(f"{seed}/{client}/{connection}")
    match dice.randrange(12):
        case 0 | 1:
            return Fate(delay=dice.uniform(0.001, 0.05))
        case 2:
            return Fate(cut_up=dice.randrange(300, 4_000))
        case 3:
            return Fate(cut_down=dice.randrange(300, 20_000))
        case 4 if connection:
            return Fate(twin=True)
        case _:
            return WHOLE
