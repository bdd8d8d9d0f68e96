"""A real install in its own process, which tests may kill and start again."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

from tests import cluster

ROOT = Path(__file__).resolve().parents[2]
_ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)")
PATIENCE = 300.0


class Server:
    """`extramile demo` (or `serve`) on a free port over its own data folder, and on PostgreSQL its own database."""

    def __init__(self, data: Path, *, command: str = "demo", module: str = "tests.cheaply", **settings: str) -> None:
        self.data = data
        self.command = command
        self.module = module
        self.settings = settings
        if "database_url" not in settings and (address := cluster.wanted()):
            settings["database_url"] = cluster.database(address, uuid.uuid4().hex)
        self.port = 0
        self.log = data.with_suffix(".log")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address without a slash at its end."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start, and return when `/healthz` answers. The first start picks the port; later ones keep it."""
        before = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", self.module, self.command, *self._options()],
                cwd=ROOT, env=self._environment(), stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip
        self._wait(before)

    def kill(self) -> None:
        """Pull the plug: SIGKILL, and no goodbye."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to drain and end."""
        self._end(signal.SIGTERM)

    def restart(self, *, kill: bool = False) -> None:
        """End and start again at the same address."""
        self._end(signal.SIGKILL if kill else signal.SIGTERM)
        self.start()

    def _options(self) -> list[str]:
        return ["--host", "127.0.0.1", "--port", str(self.port), "--data", str(self.data), "--no-open"]

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("EXTRAMILE_")}
        ours = {f"EXTRAMILE_{name.upper()}": value for name, value in self.settings.items()}
        return kept | ours | {"PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"}

    def _end(self, how: signal.Signals) -> None:
        if self._process and self._process.poll() is None:
            self._process.send_signal(how)
            try:
                self._process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._process = None

    def _wait(self, before: int) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            said = self.log.read_bytes()[before:].decode(errors="replace")
            if self._process is None or self._process.poll() is not None:
                raise RuntimeError(f"the server ended:\n{said}")
            if found := _ADDRESS.search(said):
                self.port = int(found[1])
                if self._healthy():
                    return
            time.sleep(0.05)
        self.kill()
        raise RuntimeError(f"the server did not get ready in {PATIENCE:.0f} s:\n{said}")

    def _healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=2) as answer:
                json.load(answer)
                return True
        except (urllib.error.URLError, OSError, ValueError):
            return False
