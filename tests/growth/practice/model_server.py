"""A server that speaks the protocol of language models: well, slowly, brokenly and with bad intent, as a test asks."""

from __future__ import annotations

import gzip
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_HELD = 20.0  # seconds at most for which a slow server keeps somebody


@dataclass
class Model:
    """What it answers next, what it was sent, and where it is."""

    url: str = ""
    answer: Callable[[BaseHTTPRequestHandler], None] | None = None
    sent: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def says(self, content: Any, *, ended: str = "stop", **more: Any) -> None:
        """Answers like this from now on."""
        message = {"role": "assistant", "content": content, **more}
        body = json.dumps({"choices": [{"index": 0, "message": message, "finish_reason": ended}]}).encode()
        self.answer = lambda door: write(door, body)

    def slow(self, *, drips: bool) -> None:
        """Takes the request and says nothing, or a byte of a header now and then."""

        def answer(door: BaseHTTPRequestHandler) -> None:
            if drips:
                door.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            for _ in range(int(_HELD * 20)):
                if self.closing.wait(0.05):
                    return
                if drips:
                    door.wfile.write(b"a")
                    door.wfile.flush()

        self.answer = answer


def write(
    door: BaseHTTPRequestHandler, body: bytes, *, status: int = 200, length: int | None = None, **heads: str
) -> None:
    """Sends an answer whole, or with a length that it has not."""
    door.send_response(status)
    for name, value in heads.items():
        door.send_header(name.replace("_", "-"), value)
    door.send_header("Content-Length", str(len(body) if length is None else length))
    door.end_headers()
    door.wfile.write(body)


def packed(door: BaseHTTPRequestHandler) -> None:
    """A small answer that unfolds into 200 MB."""
    write(door, gzip.compress(b" " * 200_000_000, compresslevel=1), Content_Encoding="gzip")


def reset(door: BaseHTTPRequestHandler) -> None:
    """Closes the connection in the middle of a word."""
    write(door, b'{"choices": [{"mess', length=400)
    door.connection.shutdown(socket.SHUT_RDWR)


@contextmanager
def serving() -> Iterator[Model]:
    """A model on a free port of this computer."""
    model = Model()

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            held = self.rfile.read(int(self.headers["Content-Length"]))
            model.sent.append({"path": self.path, **json.loads(held)})
            model.keys.append(self.headers.get("Authorization", ""))
            assert model.answer is not None
            try:
                model.answer(self)
            except OSError:
                self.close_connection = True

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    model.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield model
    finally:
        model.closing.set()
        server.shutdown()
        server.server_close()
