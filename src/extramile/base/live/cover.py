"""Hides what holds words on its way through Redis, which carries ids alone in the open.

All processes of an install have the same secret key. With keys made from it, what is hidden is covered with a stream of
SHAKE-256 that is used once, and marked with HMAC-SHA256: whoever reads or writes there can neither read nor make it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from typing import Any

import orjson

_ONCE, _MARK = 24, 32


class Forged(ValueError):
    """It was not hidden with this key."""


class Cover:
    """Hides and uncovers what JSON can hold, with keys made from `secret`."""

    def __init__(self, secret: str) -> None:
        self._covers, self._marks = (hmac.digest(secret.encode(), use, "sha256") for use in (b"cover", b"mark"))

    def hide(self, value: Any) -> str:
        """A value as nobody else can read it."""
        once = secrets.token_bytes(_ONCE)
        hidden = once + self._covered(once, orjson.dumps(value))
        return base64.b64encode(self._marked(hidden) + hidden).decode()

    def uncover(self, text: str) -> Any:
        """The value that was hidden. Raises Forged."""
        try:
            whole = base64.b64decode(text, validate=True)
        except ValueError:
            raise Forged from None
        mark, hidden = whole[:_MARK], whole[_MARK:]
        if not hmac.compare_digest(mark, self._marked(hidden)):
            raise Forged
        return orjson.loads(self._covered(hidden[:_ONCE], hidden[_ONCE:]))

    def _marked(self, hidden: bytes) -> bytes:
        return hmac.digest(self._marks, hidden, "sha256")

    def _covered(self, once: bytes, data: bytes) -> bytes:
        stream = hashlib.shake_256(self._covers + once).digest(len(data))
        return (int.from_bytes(data) ^ int.from_bytes(stream)).to_bytes(len(data))
