"""A lock that serves its waiters in the order they came."""

from __future__ import annotations

import threading
from collections import deque
from types import TracebackType

from django.db import OperationalError

_ENDS = "the desk ends, and this would have to wait"


class Turns:
    """First come, first served; `threading.Lock` promises no order, and a busy writer would win every time."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._sent_away: set[threading.Lock] = set()
        self._taken = False
        self.ending = False

    def acquire(self) -> None:
        """Wait for the turn and take it. Raises OperationalError after `end_waits`, where it would have to wait."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return
            if self.ending:
                raise OperationalError(_ENDS)
            gate = threading.Lock()
            gate.acquire()
            self._waiting.append(gate)
        gate.acquire()
        if gate in self._sent_away:
            raise OperationalError(_ENDS)

    def release(self) -> None:
        """Give the turn to whoever has waited longest."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False

    def end_waits(self) -> None:
        """The process ends: the turn is for those alone who need not wait for it. Who waits already is told so."""
        with self._guard:
            self.ending = True
            self._sent_away.update(self._waiting)
            while self._waiting:
                self._waiting.popleft().release()

    def __enter__(self) -> None:
        self.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
