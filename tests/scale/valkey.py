"""A Redis, or Valkey, of the test run's own, on a free port of this machine. Keeps nothing."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

PATIENCE = 20.0


class NoRedis(RuntimeError):
    """Neither redis-server nor valkey-server is on this machine."""


class Valkey:
    """A server that can be killed and started again at the same address."""

    def __init__(self, *, password: str = "") -> None:
        program = shutil.which("redis-server") or shutil.which("valkey-server")
        if program is None:
            raise NoRedis("These tests need redis-server, for example: apt-get install redis-server")
        self._program = program
        self._password = password
        self.folder = Path(tempfile.mkdtemp(prefix="extramile-redis-"))
        with socket.socket() as door:
            door.bind(("127.0.0.1", 0))
            self.port = int(door.getsockname()[1])
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    @property
    def address(self) -> str:
        before = f":{self._password}@" if self._password else ""
        return f"redis://{before}127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """The process while it runs."""
        assert self._process is not None, "Redis does not run"
        return self._process.pid

    def start(self) -> None:
        """Start, and wait until it answers."""
        words = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder)]
        words += ["--requirepass", self._password] if self._password else []
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen([self._program, *words], stdout=log, stderr=log)
        end = time.monotonic() + PATIENCE
        with Redis.from_url(self.address) as client:
            while time.monotonic() < end:
                try:
                    client.ping()
                    return
                except RedisError:
                    time.sleep(0.02)
        raise AssertionError((self.folder / "log").read_text())

    def kill(self) -> None:
        """Pull the plug."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    def remove(self) -> None:
        """Stop, and leave nothing behind."""
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
