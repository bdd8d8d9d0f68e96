"""Waiting no longer than one wants for what has no timeout of its own, such as looking up the name of a host."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

Found = TypeVar("Found")


def within(seconds: float, do: Callable[[], Found]) -> Found:
    """What `do` returns, or raises. Raises TimeoutError when it takes longer; it ends alone then, on its own thread."""
    answer: Future[Found] = Future()

    def run() -> None:
        try:
            answer.set_result(do())
        except BaseException as error:
            answer.set_exception(error)

    threading.Thread(target=run, name="patience", daemon=True).start()
    return answer.result(seconds)
