"""Why something cannot be done with a round; each is a sentence for people."""

from __future__ import annotations

from extramile.people.access import Refused


class RoundGoing(Refused):
    """A round is open already."""


class TooSoon(Refused):
    """The last round, or the last one that asked about burnout, is too short a time ago."""


class NotOpen(Refused):
    """The round is not open, or has closed meanwhile."""


class NotAsked(Refused):
    """This person was not here when the round opened."""


class AnsweredAlready(Refused):
    """This person has answered the round."""


class NothingAnswered(Refused):
    """All questions were left out: there is nothing to send."""


class NoDeed(Refused):
    """There is nothing to write down, too much of it, or no round that it could belong to."""
