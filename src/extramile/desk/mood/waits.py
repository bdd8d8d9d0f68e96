"""What a customer's waiting does to the level: a fact about us, and a guess about them, so it is small and named.

| Before a message the customer had waited | website chat | email | lowers by |
|---|---|---|---|
| long | 15 minutes | a day | 0.1 |
| very long | an hour | three days | 0.2 |

It counts where the customer writes again while waiting, and in what they write after the answer. One wait lowers the
level by 0.2 at most, however often they write in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

Step = tuple[timedelta, float]
CHAT: tuple[Step, ...] = ((timedelta(minutes=15), 0.1), (timedelta(hours=1), 0.2))
EMAIL: tuple[Step, ...] = ((timedelta(days=1), 0.1), (timedelta(days=3), 0.2))


@dataclass(frozen=True, slots=True)
class Wait:
    """How long a customer had waited when they wrote, by how much it lowers the level, and whether they wrote again."""

    lasted: timedelta
    lowers: float
    again: bool


class Waiting:
    """Follows one conversation's lines in order, and tells the wait that counts in each message of the customer."""

    def __init__(self, steps: tuple[Step, ...]) -> None:
        self._steps = steps
        self._since: datetime | None = None
        self._lasted = timedelta()
        self._counted = 0.0

    def answered(self, at: datetime) -> None:
        """Somebody answered, or resolved the conversation."""
        if self._since is not None:
            self._lasted, self._since = at - self._since, None

    def wrote(self, at: datetime) -> Wait | None:
        """The customer wrote; the wait that lowers the level here, if any."""
        again = self._since is not None
        lasted = at - self._since if self._since is not None else self._lasted
        due = max((lowers for least, lowers in self._steps if lasted >= least), default=0.0) - self._counted
        if again:
            self._counted += max(due, 0.0)
        else:
            self._since, self._lasted, self._counted = at, timedelta(), 0.0
        return Wait(lasted, round(due, 2), again) if due > 0 else None
