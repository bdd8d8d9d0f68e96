"""What happens at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from extramile.base.crossing import AsItIs, Ids
from extramile.desk.models import Type
from extramile.desk.shapes import EntryShape, Row

RATED = Type.RATED.value


@dataclass(slots=True)
class Written:
    """An entry was committed; `row` is where the conversation is since. Told again when its sender repeats it.

    Nobody changes it. It is not frozen for the reason that its parts are not.
    """

    entry: EntryShape
    row: Row

    def ids(self) -> Ids:
        """The entry's conversation and places, and who might hear of it: an inbox and a visitor.

        A rating has 0 for `said`: the visitor hears of it, without a place.
        """
        entry = self.entry
        said = 0 if entry.type == RATED else entry.said
        return entry.conversation, entry.seq, said, self.row.inbox, self.row.visitor


@dataclass(frozen=True, slots=True)
class Tallied:
    """Counts of one inbox are now these: (scope, status, n)."""

    inbox: int
    counts: tuple[tuple[str, str, int], ...]

    def ids(self) -> Ids:
        """The inbox and its scopes. The counts are read anew, since two processes may have changed them at once."""
        return self.inbox, sorted({scope for scope, _, _ in self.counts})


@dataclass(frozen=True, slots=True)
class Marked:
    """What was said has been received or read further, by the desk or else by the visitor: the row holds the marks."""

    row: Row
    desk: bool

    def ids(self) -> Ids:
        """The conversation, the side that moved, and the visitor."""
        return self.row.conversation, self.desk, self.row.visitor


@dataclass(frozen=True, slots=True)
class AccessChanged(AsItIs):
    """Which inboxes are whose has changed; what agents may see is to be asked anew."""


@dataclass(frozen=True, slots=True)
class WebsiteChanged:
    """A website may be shown on these origins now; on none when they are None, as it is gone."""

    website: int
    origins: tuple[str, ...] | None

    def ids(self) -> Ids:
        """The website. Its origins are read anew."""
        return (self.website,)


# What is kept, for workers to follow. `seq` is the entry that made it a fact, and `at` the moment of that.


@dataclass(frozen=True, slots=True)
class Solved:
    """A conversation was resolved at the customer's first contact; `seq` and `at` are those of the resolve."""

    conversation: int
    seq: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Reopened:
    """That conversation was not solved after all: an agent reopened it, or the customer came back within a week."""

    conversation: int
    seq: int
    at: datetime
    customer_came: bool


@dataclass(frozen=True, slots=True)
class WroteAgain:
    """The customer came back within a week to a conversation that was resolved at `seq`, with more than thanks."""

    conversation: int
    seq: int
    at: datetime


@dataclass(frozen=True, slots=True)
class WaitedLong:
    """An answer came later than it should; the customer had waited `since`."""

    conversation: int
    seq: int
    at: datetime
    since: datetime


@dataclass(frozen=True, slots=True)
class ToldTwice:
    """The customer was handed on without a note, and had to write again before the answer at `seq`."""

    conversation: int
    seq: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Resolved:
    """A conversation was resolved, so that what its customer wrote can be read again for how they like to be served."""

    conversation: int


@dataclass(frozen=True, slots=True)
class Rated:
    """A customer rated a conversation that was resolved at `resolved`, a `said`, or said something else of it.

    What they said is asked anew, since it may be another thing by now.
    """

    conversation: int
    resolved: int


@dataclass(frozen=True, slots=True)
class Gave:
    """Something was given in a conversation, or taken back again: the gesture says which."""

    gesture: int
