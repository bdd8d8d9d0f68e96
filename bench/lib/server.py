"""Starting a server for a measurement, and stopping it whatever happens."""

from __future__ import annotations

import os
import resource
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import IO

from bench.lib.process import innermost

ROOT = Path(__file__).resolve().parents[2]
LIMITS = ("SENDS", "FRAMES", "CONVERSATIONS", "CONNECTIONS", "AGENT_SENDS")


class DidNotStart(Exception):
    """The server ended, or did not answer in time; the message holds what it wrote."""


@dataclass(frozen=True)
class Running:
    """A server that answers: its port, its process, and the seconds from start to the first answer."""

    port: int
    pid: int
    seconds: float


def raised(most: int = 1_000_000) -> dict[str, str]:
    """The product's rate limits, raised so that a measurement is not about them."""
    return {f"EXTRAMILE_LIMIT_{name}": str(most) for name in LIMITS}


def free_port() -> int:
    """A port of this machine that nobody holds."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def prepare() -> None:
    """Let this process and those it starts open many files, and treat a request to end like Ctrl-C."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 65_536)) if hard > 0 else 65_536, hard))
    signal.signal(signal.SIGTERM, _end)


def _end(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@contextmanager
def folder() -> Iterator[Path]:
    """A data folder that goes away afterwards. TMPDIR says on which disk."""
    with tempfile.TemporaryDirectory(prefix="extramile-bench-") as path:
        yield Path(path)


@contextmanager
def product(data: Path, limits: Mapping[str, str]) -> Iterator[Running]:
    """Extramile on a free port over a data folder, with the given settings."""
    port = free_port()
    command = [str(ROOT / "bin" / "extramile"), "serve", "--no-open", "--port", str(port), "--data", str(data)]
    settings = {name: value for name, value in os.environ.items() if not name.startswith(("EXTRAMILE_", "PYTHONPATH"))}
    with serving(command, port, settings | dict(limits)) as running:
        yield running


@contextmanager
def serving(command: Sequence[str], port: int, environ: Mapping[str, str]) -> Iterator[Running]:
    """Any server that answers /healthz. Raises DidNotStart."""
    with tempfile.TemporaryFile() as log:
        began = time.perf_counter()
        # Its own session: Ctrl-C reaches this process alone, which then stops the server in order.
        process = subprocess.Popen(command, env=dict(environ), stdout=log, stderr=log, start_new_session=True)
        try:
            _wait(process, port, log)
            yield Running(port, innermost(process.pid), time.perf_counter() - began)
        finally:
            _stop(process)


def _wait(process: subprocess.Popen[bytes], port: int, log: IO[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.01)
    log.seek(0)
    raise DidNotStart(log.read().decode(errors="replace")[-2000:])


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
