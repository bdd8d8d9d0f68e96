"""Hides what holds words on its way through Redis, which carries ids alone in the open.

All processes of an install have the same secret key. With a key made from it, what is hidden is sealed: whoever reads
or writes there can neither read nor make it.
"""

from __future__ import annotations

import base64
import hmac
from typing import Any

import orjson

from extramile.base.sealing import CannotOpen, Key


class Forged(ValueError):
    """It was not hidden with this key."""


class Cover:
    """Hides and uncovers what JSON can hold, with a key made from `secret`."""

    def __init__(self, secret: str) -> None:
        self._key = Key(hmac.digest(secret.encode(), b"extramile.cover", "sha256"))

    def hide(self, value: Any) -> str:
        """A value as nobody else can read it."""
        return base64.b64encode(self._key.seal(orjson.dumps(value))).decode()

    def uncover(self, text: str) -> Any:
        """The value that was hidden. Raises Forged."""
        try:
            return orjson.loads(self._key.open(base64.b64decode(text, validate=True)))
        except (ValueError, CannotOpen):
            raise Forged from None
