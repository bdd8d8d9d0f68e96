"""Hides what holds words on its way through Redis, which carries ids alone in the open.

All processes of an install have the same secret key. With a key made from it, what is hidden is encrypted by AES-GCM:
whoever reads or writes there can neither read nor make it.
"""

from __future__ import annotations

import base64
import hmac
import secrets
from typing import Any

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_ONCE = 12  # bytes of the nonce, drawn anew for each: a process hides far fewer than the 2**32 that one key may


class Forged(ValueError):
    """It was not hidden with this key."""


class Cover:
    """Hides and uncovers what JSON can hold, with a key made from `secret`."""

    def __init__(self, secret: str) -> None:
        self._cipher = AESGCM(hmac.digest(secret.encode(), b"extramile.cover", "sha256"))

    def hide(self, value: Any) -> str:
        """A value as nobody else can read it."""
        once = secrets.token_bytes(_ONCE)
        return base64.b64encode(once + self._cipher.encrypt(once, orjson.dumps(value), None)).decode()

    def uncover(self, text: str) -> Any:
        """The value that was hidden. Raises Forged."""
        try:
            whole = base64.b64decode(text, validate=True)
            return orjson.loads(self._cipher.decrypt(whole[:_ONCE], whole[_ONCE:], None))
        except (ValueError, InvalidTag):
            raise Forged from None
