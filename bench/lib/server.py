"""Starting a server for a measurement, and stopping it whatever happens."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
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


class Server:
    """A server that can be started, ended or killed, and started again at the same port."""

    def __init__(self, command: Sequence[str], port: int, environ: Mapping[str, str]) -> None:
        self.port = port
        self._command, self._environ = list(command), dict(environ)
        self._process: subprocess.Popen[bytes] | None = None
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as this

    @property
    def pid(self) -> int:
        """The process while it runs."""
        assert self._process is not None, "the server does not run"
        return innermost(self._process.pid)

    def spawn(self) -> None:
        """Begin to start; `ready` says when it answers."""
        # Its own session: Ctrl-C reaches this process alone, which then stops the server in order.
        self._process = subprocess.Popen(
            self._command, env=self._environ, stdout=self._log, stderr=self._log, start_new_session=True
        )

    def start(self) -> Running:
        """Start, and return when /healthz answers. Raises DidNotStart."""
        began = time.perf_counter()
        self.spawn()
        self.ready()
        return Running(self.port, self.pid, time.perf_counter() - began)

    def ready(self, patience: float = 60) -> None:
        """Wait until /healthz answers. Raises DidNotStart."""
        until = time.monotonic() + patience
        while time.monotonic() < until and self._process is not None and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.01)
        raise DidNotStart(self.log()[-2000:])

    def end(self, how: signal.Signals = signal.SIGINT) -> None:
        """Send a signal to all of its processes and wait until they are gone; killed when it takes 20 s."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, how)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def log(self) -> str:
        """Everything that it wrote so far."""
        # The server writes where its own offset is, which it shares with this file: it must not move.
        file = self._log.fileno()
        return os.pread(file, os.fstat(file).st_size, 0).decode(errors="replace")


def extramile(data: Path, settings: Mapping[str, str]) -> Server:
    """Extramile for a free port over a data folder, with the given settings; not started yet.

    BENCH_EMPTY in the environment is a folder where it was started once: a new folder on SQLite begins as its copy.
    """
    port = free_port()
    new = "EXTRAMILE_DATABASE_URL" not in settings and not (data / "extramile.sqlite3").exists()
    if new and (begun := os.environ.get("BENCH_EMPTY")):
        shutil.copytree(begun, data, dirs_exist_ok=True)
    command = [str(ROOT / "bin" / "extramile"), "serve", "--no-open", "--port", str(port), "--data", str(data)]
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("EXTRAMILE_", "PYTHONPATH"))}
    return Server(command, port, environ | dict(settings))


@contextmanager
def product(data: Path, limits: Mapping[str, str]) -> Iterator[Running]:
    """Extramile on a free port over a data folder, with the given settings."""
    with running(extramile(data, limits)) as ours:
        yield ours


@contextmanager
def serving(command: Sequence[str], port: int, environ: Mapping[str, str]) -> Iterator[Running]:
    """Any server that answers /healthz. Raises DidNotStart."""
    with running(Server(command, port, environ)) as other:
        yield other


@contextmanager
def running(server: Server) -> Iterator[Running]:
    """A server, started, and ended afterwards. Raises DidNotStart."""
    try:
        yield server.start()
    finally:
        server.end()
