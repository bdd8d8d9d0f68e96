"""Asking for files over HTTP as a browser does, and their size on the way."""

from __future__ import annotations

import gzip
import re
import urllib.request
from dataclasses import dataclass
from html import unescape

from bench.lib.thread import Frame

_ENTRY = re.compile(r'data-seq="(\d+)"[^>]* data-name="([^"]*)"')
_TEXT = re.compile(r'<div class="text" dir="auto">(.*?)</div>', re.DOTALL)


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


def older(port: int, cookie: str, conversation: int, before: int) -> list[Frame]:
    """A page of a conversation's entries before a place, as frames. Raises OSError or HTTPException."""
    address = f"http://127.0.0.1:{port}/desk/c/{conversation}/older?before={before}"
    with urllib.request.urlopen(urllib.request.Request(address, headers={"Cookie": cookie}), timeout=10) as answer:
        page: bytes = answer.read()
    frames = []
    for entry in page.decode().split('<div class="line ')[1:]:
        if found := _ENTRY.search(entry):
            text = _TEXT.search(entry)
            said = unescape(text[1]) if text else ""
            frames.append({"conversation": conversation, "seq": int(found[1]), "id": found[2], "text": said})
    return frames
