"""Everything that has to hold. Usage: everything.py, by way of bin/test. Standard library only.

Three lines of steps go side by side, since much of what is tested waits: for a disk, a browser, another process. Each
step is shown whole when it has ended, and at the end once more by name, with its tests, where it did not hold. A test
that failed beside the others is tried once more, alone, and named: one that holds only then has to be mended too.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Step:
    """Modules of Python, one after the other until one fails."""

    name: str
    commands: list[list[str]]
    settings: dict[str, str] = field(default_factory=dict)
    said: str = ""
    held: bool = False
    flaky: bool = False
    code: int = 0


def about_postgres() -> list[str]:
    """The files with tests to run there: each worker reads all that it is given, and most are about something else."""
    root = Path(__file__).resolve().parents[1]
    whole = {root / "tests" / name for name in ("postgres", "scale")}
    found = [
        path for path in sorted((root / "tests").rglob("test_*.py"))
        if whole & set(path.parents) or b"mark.postgres" in path.read_bytes()
    ]  # fmt: skip
    return [path.relative_to(root).as_posix() for path in found if "browser" not in path.parts]


# A file whole in one worker: its server, and what it prepared, is started once.
TESTS = ["-m", "pytest", "--ignore=tests/browser", "--dist", "loadfile"]
FLOORS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
# The longest first: what is last runs alone.
LINES = [
    [Step("Browser tests", [["-m", "pytest", "-n", "3", "tests/browser"]])],
    [Step("Tests", [[*TESTS, "-n", "3", "--ignore=tests/scale", "-m", "not long"]])],
    [
        Step("Style", [["-m", "ruff", "check", "."], ["-m", "ruff", "format", "--check", "."]]),
        Step("Floors", [["-c", FLOORS]]),
        Step("Types", [["-m", "mypy"]]),
        Step(
            "Tests on PostgreSQL, and of several processes",
            [[*TESTS, "-n", "2", "-m", "postgres and not long", *about_postgres()]],
            {"EXTRAMILE_TEST_POSTGRES": "1"},
        ),
    ],
]
_showing = threading.Lock()
_over = threading.Event()
LIMIT = 1500.0  # seconds for one command; what takes longer hangs
# Failed tests to try once more. More of them is no chance; and as many workers of two may crash before the tests that
# are left are given up, of which nothing is said.
MOST = 8
_FAILED = 1  # what pytest ends with where all ran and some failed; with anything else some never ran
_running: set[subprocess.Popen[bytes]] = set()


def main() -> int:
    """Run all lines. Returns an exit code."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, frame: _end())
    steps = [step for line in LINES for step in line]
    with tempfile.TemporaryDirectory(prefix="extramile-prepared-") as place:
        for step in steps:
            # Where tests/prepared.py makes what all of them copy.
            step.settings["TESTS_PREPARED"] = place
        with ThreadPoolExecutor(len(LINES)) as side_by_side:
            list(side_by_side.map(follow, LINES))
        for step in steps:
            if not step.held and not _over.is_set():
                once_more(step)
    failed = [step for step in steps if not step.held]
    for step in failed:
        say(f"Did not hold: {step.name}")
        print(*unheld(step), sep="\n")
    if not failed:
        flaky = ", ".join(step.name for step in steps if step.flaky)
        say(f"Everything holds, but in “{flaky}” only alone: FLAKY, to be mended" if flaky else "Everything holds")
    return 1 if failed else 0


def _end() -> None:
    how = signal.SIGKILL if _over.is_set() else signal.SIGINT
    _over.set()
    for one in list(_running):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(one.pid, how)


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


def unheld(step: Step) -> list[str]:
    """The lines that name tests which failed."""
    return [line for line in step.said.splitlines() if line.startswith(("FAILED ", "ERROR "))]


def once_more(step: Step) -> None:
    """Try the tests of a step that failed once more, with nothing beside them."""
    names = list(dict.fromkeys(line.split(" ", 1)[1].split(" - ")[0] for line in unheld(step)))
    if step.code != _FAILED or not names or len(names) > MOST:
        return
    first, step.said = step.said, ""
    # Within a worker, since one that ends its process would end the run as if all had held.
    step.held = step.flaky = run(step, ["-m", "pytest", "-n", "1", *names])
    say(f"{step.name}, tried once more" + (": FLAKY, they hold alone" if step.flaky else ""))
    print(*names, sep="\n")
    print(step.said, end="", flush=True)
    step.said = step.said if not step.held else first


def run(step: Step, command: list[str]) -> bool:
    """Whether a command held; what it said is kept. When it has ended, or hangs, all that it started is ended too."""
    # A file and not a pipe: a browser that outlives its test would hold a pipe open for ever.
    with tempfile.TemporaryFile("w+", errors="replace") as said:
        process = subprocess.Popen(
            [sys.executable, *command],
            env=os.environ | step.settings, stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True,
        )  # fmt: skip
        _running.add(process)
        try:
            process.wait(LIMIT)
        except subprocess.TimeoutExpired:
            step.said += f"(hangs: ended after {LIMIT:.0f} s)\n"
        _running.discard(process)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        step.code = process.wait()
        said.seek(0)
        step.said += said.read()
    return step.code == 0


def say(what: str) -> None:
    """A heading."""
    print(f"\n== {what}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
