"""Everything that has to hold. Usage: everything.py, by way of bin/test. Standard library only.

Three lines of steps go side by side, since much of what is tested waits: for a disk, a browser, another process. Each
step is shown whole when it has ended, and at the end once more by name, with its tests, where it did not hold.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Step:
    """Modules of Python, one after the other until one fails."""

    name: str
    commands: list[list[str]]
    settings: dict[str, str] = field(default_factory=dict)
    said: str = ""
    held: bool = False


TESTS = ["pytest", "--ignore=tests/browser", "--ignore=tests/scale"]
FLOORS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
# The longest first: what is last runs alone.
LINES = [
    [Step("Browser tests", [["-m", "pytest", "-n", "3", "tests/browser"]])],
    [Step("Tests", [["-m", *TESTS, "-n", "2"]])],
    [
        Step("Style", [["-m", "ruff", "check", "."], ["-m", "ruff", "format", "--check", "."]]),
        Step("Floors", [["-c", FLOORS]]),
        Step("Types", [["-m", "mypy"]]),
        # Its tests build on each other within a file.
        Step("Tests of several processes", [["-m", "pytest", "-n", "2", "--dist", "loadfile", "tests/scale"]]),
        Step("Tests on PostgreSQL", [["-m", *TESTS, "-n", "2", "-m", "postgres"]], {"EXTRAMILE_TEST_POSTGRES": "1"}),
    ],
]
_showing = threading.Lock()
_over = threading.Event()
_running: set[subprocess.Popen[str]] = set()


def main() -> int:
    """Run all lines. Returns an exit code."""
    # From a keyboard everybody in front of it hears the first; who is sent the second has to pass it on.
    signal.signal(signal.SIGINT, lambda number, frame: _over.set())
    signal.signal(signal.SIGTERM, lambda number, frame: _end())
    with ThreadPoolExecutor(len(LINES)) as side_by_side:
        list(side_by_side.map(follow, LINES))
    failed = [step for line in LINES for step in line if not step.held]
    for step in failed:
        say(f"Did not hold: {step.name}")
        print(*(line for line in step.said.splitlines() if line.startswith(("FAILED ", "ERROR "))), sep="\n")
    if not failed:
        say("Everything holds")
    return 1 if failed else 0


def _end() -> None:
    _over.set()
    for one in _running:
        one.send_signal(signal.SIGINT)


def follow(line: list[Step]) -> None:
    """One step after the other; each is tried, whatever became of the one before."""
    for step in line:
        if _over.is_set():
            return
        begun = time.monotonic()
        step.held = all(run(step, command) for command in step.commands)
        with _showing:
            say(f"{step.name} ({time.monotonic() - begun:.0f} s)")
            print(step.said, end="", flush=True)


def run(step: Step, command: list[str]) -> bool:
    """Whether a command held; what it said is kept."""
    output: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "errors": "replace"}
    process = subprocess.Popen([sys.executable, *command], text=True, env=os.environ | step.settings, **output)
    _running.add(process)
    step.said += process.communicate()[0]
    _running.discard(process)
    return process.returncode == 0


def say(what: str) -> None:
    """A heading."""
    print(f"\n== {what}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
