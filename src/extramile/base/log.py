"""The log: one JSON object a line on standard error, our own lines and those of libraries alike.

What people write, are called, can be reached at or sign in with is in no line. Our lines name what they say. A line of
a library is cut down to its template, and an exception to its kind and its places in the code, since the values in
either may be anybody's words.
"""

from __future__ import annotations

import contextlib
import io
import logging
import secrets
import sys
import threading
import traceback
import warnings
from pathlib import Path
from types import TracebackType
from typing import TextIO, cast

import structlog
from django.db import InterfaceError, OperationalError
from structlog.typing import EventDict, WrappedLogger

_FRAMES = 12
_PACKAGES = ("site-packages", "src")
# Below these levels a library's lines tell of every connection or page, and hold addresses that are secrets.
_QUIET = {
    "uvicorn": logging.WARNING,
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "django": logging.ERROR,
    "django_tasks": logging.CRITICAL,
    "django_tasks_db": logging.WARNING,
}
_log = structlog.get_logger()


def request_id() -> str:
    """A name for one request, to find it in the log: 12 hexadecimal digits."""
    return secrets.token_hex(6)


def prepare(level: str) -> None:
    """Send everything to standard error from `level` (debug, info, warning, error) on, as lines of JSON."""
    number = getattr(logging, level.upper())
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_words,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(cast(TextIO, _Lines())),
    )
    logging.basicConfig(level=number, handlers=[_Foreign()], force=True)
    for name, least in _QUIET.items():
        logging.getLogger(name).setLevel(max(number, least))
    warnings.showwarning = _warned
    sys.excepthook = _crashed
    threading.excepthook = lambda end: _crashed(end.exc_type, end.exc_value, end.exc_traceback)
    sys.unraisablehook = lambda end: _crashed(end.exc_type, end.exc_value, end.exc_traceback)


def reason_of(error: BaseException) -> str:
    """What an exception says of the machine: a full disk, a database that is away. Of others only their kind."""
    kind = type(error).__qualname__
    if isinstance(error, OSError):
        return f"{kind}: {error.strerror or error.errno or ''}".rstrip(": ")
    if isinstance(error, (OperationalError, InterfaceError)):
        # What follows the first line are details, with values of the row in them.
        return f"{kind}: {str(error).partition(chr(10))[0]}"
    return kind


class _Lines(io.TextIOBase):
    """Standard error. On a full disk a line is lost, and never the thread that wrote it."""

    def write(self, text: str) -> int:
        with contextlib.suppress(OSError):
            sys.stderr.write(text)
            sys.stderr.flush()
        return len(text)


class _Foreign(logging.Handler):
    """Lines of libraries, told as ours."""

    def emit(self, record: logging.LogRecord) -> None:
        said = record.msg if isinstance(record.msg, str) else type(record.msg).__qualname__
        line = said.strip().partition("\n")[0]
        _log.log(record.levelno, line, logger=record.name, exc_info=record.exc_info or None)


def _without_words(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    found = event.pop("exc_info", None)
    error = sys.exc_info()[1] if found is True else found[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        event["error"] = [reason_of(one) for one in _chain(error)]
        event["where"] = _places(error.__traceback__)
    return event


def _chain(error: BaseException | None) -> list[BaseException]:
    chain: list[BaseException] = []
    while error is not None and error not in chain:
        chain.append(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return chain


def _places(trace: TracebackType | None) -> list[str]:
    frames = list(traceback.walk_tb(trace))[-_FRAMES:]
    return [f"{_short(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}" for frame, line in frames]


def _short(filename: str) -> str:
    parts = Path(filename).parts
    for folder in _PACKAGES:
        if folder in parts:
            return "/".join(parts[parts.index(folder) + 1 :])
    return "/".join(parts[-2:])


def _warned(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    _log.warning("warned", error=[category.__qualname__], where=[f"{_short(filename)}:{lineno}"])


def _crashed(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if not issubclass(kind, (KeyboardInterrupt, SystemExit)):
        _log.error("crashed", exc_info=(kind, error or kind(), trace))
