"""What the facts of a customer say about the next step: near the next rung, or on the way out."""

from __future__ import annotations

from enum import IntEnum

from extramile.customers.ladder.rungs import FREQUENT, PUBLIC_ACTS, STILL_HERE, Advocacy, Rung

GONE = 0.1


class Sign(IntEnum):
    """One at most: one order or one act from the next rung, or quiet for longer than is usual for them."""

    NONE = 0
    ORDER = 1
    ACT = 2
    DRIFTING = 3


def sign(rung: Rung, *, repeats: int, alive: float | None, advocacy: Advocacy) -> Sign:
    """What the facts say. `alive` is the probability that the customer still buys, None where that says nothing.

    Drifting is who came back FREQUENT times or more and may have stopped: the probability lies under STILL_HERE, and
    not yet under GONE. Near the next rung is only who is still here.
    """
    if alive is not None and alive < STILL_HERE:
        return Sign.DRIFTING if repeats >= FREQUENT and alive >= GONE else Sign.NONE
    if rung is Rung.OCCASIONAL and repeats == FREQUENT - 1:
        return Sign.ORDER
    if rung is Rung.LOYAL or (rung is Rung.ADVOCATE and advocacy.public == PUBLIC_ACTS - 1):
        return Sign.ACT
    return Sign.NONE
