"""Writes of pulse, each in one transaction: opening, answering, closing, what we will do."""

from extramile.pulse.actions.answering import answer
from extramile.pulse.actions.closing import close_due, close_round
from extramile.pulse.actions.deeds import take_back_deed, write_deed
from extramile.pulse.actions.opening import Questions, open_round
from extramile.pulse.actions.sweeping import sweep

__all__ = [
    "Questions",
    "answer",
    "close_due",
    "close_round",
    "open_round",
    "sweep",
    "take_back_deed",
    "write_deed",
]
