"""Every line is one JSON object, and none holds the values that went through the code."""

from __future__ import annotations

import json
import logging
import threading
import warnings

import structlog
from django.db import IntegrityError, OperationalError

from extramile.base import log
from tests.conftest import Lines

SECRET = "tomas@ortega.example"


def _fail() -> None:
    try:
        raise IntegrityError(f"duplicate key\nDETAIL: Key (email)=({SECRET})")
    except IntegrityError as error:
        raise ValueError(f"no such person: {SECRET}") from error


def test_an_exception_is_its_kind_and_its_place(lines: Lines) -> None:
    try:
        _fail()
    except ValueError:
        structlog.get_logger().exception("broken", conversation=7)
    line = lines()[0]
    assert (line["event"], line["level"], line["conversation"]) == ("broken", "error", 7)
    assert line["error"] == ["ValueError", "IntegrityError"]
    assert line["where"][-1].endswith("_fail")
    assert SECRET not in json.dumps(line)


def test_a_library_says_its_template_only(lines: Lines) -> None:
    logging.getLogger("some.library").warning("Could not find %s", SECRET)
    logging.getLogger("asyncio").error("Task exception was never retrieved\nfuture: " + SECRET)
    try:
        _fail()
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application\n")
    told = lines()
    assert [line["event"] for line in told] == [
        "Could not find %s", "Task exception was never retrieved", "Exception in ASGI application"
    ]  # fmt: skip
    assert told[0]["logger"] == "some.library" and told[2]["error"][0] == "ValueError"
    assert SECRET not in json.dumps(told)


def test_what_nobody_caught_is_a_line_too(lines: Lines) -> None:
    thread = threading.Thread(target=_fail)
    thread.start()
    thread.join()
    warnings.warn(SECRET, RuntimeWarning, stacklevel=1)
    told = lines()
    assert [line["event"] for line in told] == ["crashed", "warned"]
    assert SECRET not in json.dumps(told)


def test_what_is_said_of_the_machine() -> None:
    assert log.reason_of(OSError(28, "No space left on device", f"/{SECRET}")) == "OSError: No space left on device"
    assert log.reason_of(OperationalError(f"disk I/O error\nDETAIL: {SECRET}")) == "OperationalError: disk I/O error"
    assert log.reason_of(ValueError(SECRET)) == "ValueError"
