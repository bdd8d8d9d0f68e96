"""A mail server on this machine that speaks enough SMTP for a real client, and keeps what it takes."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage


class PostOffice(socketserver.ThreadingTCPServer):
    """Takes mail while it is `open`; closed, it answers that it cannot now."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Counter)
        self.open = True
        self.taken: list[EmailMessage] = []
        self.came = threading.Semaphore(0)

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Counter(socketserver.StreamRequestHandler):
    timeout = 20
    server: PostOffice

    def handle(self) -> None:
        self._say("220 post office")
        while line := self.rfile.readline().decode("ascii", "replace").strip():
            word = line.upper().partition(" ")[0]
            if word == "QUIT":
                return self._say("221 bye")
            if word == "DATA":
                self._say("354 go on")
                self._take()
            elif word == "MAIL" and not self.server.open:
                self._say("451 not now")
            else:
                self._say("250 ok")
        return None

    def _take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        self.server.taken.append(message_from_bytes(b"".join(lines), policy=policy.default))  # type: ignore[arg-type]
        self.server.came.release()
        self._say("250 taken")

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """One that is served until the block ends."""
    with PostOffice() as office:
        serving = threading.Thread(target=office.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        serving.start()
        yield office
        office.shutdown()
        serving.join(timeout=10)
