"""Asking for files over HTTP as a browser does, and their size on the way."""

from __future__ import annotations

import gzip
import urllib.request
from dataclasses import dataclass


@dataclass(frozen=True)
class Fetched:
    """A file: its text, its bytes when compressed with gzip, and whether the server sent it so."""

    text: str
    size: int
    compressed: bool


def fetch(port: int, address: str) -> Fetched:
    """Get a file with `Accept-Encoding: gzip`. Raises urllib.error.URLError."""
    asking = urllib.request.Request(f"http://127.0.0.1:{port}{address}", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(asking, timeout=10) as answer:
        body: bytes = answer.read()
        compressed = answer.headers.get("Content-Encoding") == "gzip"
    if compressed:
        return Fetched(gzip.decompress(body).decode(), len(body), True)
    return Fetched(body.decode(), len(gzip.compress(body, 9)), False)
