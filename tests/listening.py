"""Another system that hears webhooks, on this machine: a polite one, and some that are not."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


@dataclass
class Listener:
    """What it heard, and what it says to the next one."""

    port: int = 0
    scheme: str = "http"
    status: int = 200
    says: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    heard: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    before: Callable[[], object] = lambda: None

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"{self.scheme}://127.0.0.1:{self.port}/hooks/extramile?from=desk"

    @property
    def told(self) -> list[Any]:
        """The bodies that it heard."""
        return [json.loads(body) for _, body in self.heard]


@contextmanager
def listening(*, certificate: Path | None = None) -> Iterator[Listener]:
    """A system that answers as its fields say, over TLS where it has a certificate."""
    found = Listener()

    class Hears(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            found.heard.append(({name.lower(): value for name, value in self.headers.items()}, body))
            found.before()
            self.send_response(found.status)
            for name, value in found.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(found.says)))
            self.end_headers()
            self.wfile.write(found.says)

        def log_message(self, *given: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hears)
    found.port = server.server_address[1]
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        found.scheme, server.socket = "https", context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def rude(speak: Callable[[socket.socket, threading.Event], None]) -> Iterator[str]:
    """Something that takes a connection and then does what `speak` does with it, until the event is set."""
    over = threading.Event()
    line = socket.create_server(("127.0.0.1", 0))
    # Closing it would not wake whoever waits for a caller.
    line.settimeout(0.05)

    def serve() -> None:
        while not over.is_set():
            try:
                caller, _ = line.accept()
            except TimeoutError:
                continue
            with caller:
                try:
                    caller.recv(65_536)
                    speak(caller, over)
                except OSError:
                    continue

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{line.getsockname()[1]}/"
    finally:
        over.set()
        thread.join(5)
        line.close()
