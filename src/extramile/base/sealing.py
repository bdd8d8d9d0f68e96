"""Sealing: bytes that only a key opens, keys made from keys and from what people remember.

AES-GCM and X25519 by `cryptography`, Argon2id by `argon2-cffi`, HKDF (RFC 5869). Nothing here knows whom it is for.
"""

from __future__ import annotations

import secrets

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SIZE = 32
MEMORY = 65_536  # KiB that a guess takes
_ONCE = 12  # bytes of the nonce, drawn anew for each box: a key seals far fewer than the 2**32 that it may
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no letter that could be a digit
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_GROUPS, _GROUP = 5, 5


class CannotOpen(ValueError):
    """The box was not sealed with this key, or not for this place, or has been changed since."""


class Key:
    """32 bytes that seal and open. They show in no error and no log."""

    __slots__ = ("_cipher", "secret")

    def __init__(self, secret: bytes) -> None:
        self.secret = secret
        self._cipher = AESGCM(secret)

    def __repr__(self) -> str:
        return "Key(…)"

    @classmethod
    def fresh(cls) -> Key:
        """One that nobody has."""
        return cls(secrets.token_bytes(SIZE))

    @classmethod
    def remembered(cls, words: str, *, salt: bytes) -> Key:
        """The key behind a password or a code: Argon2id with 64 MiB, so that guessing costs memory and time."""
        made = hash_secret_raw(
            words.encode(), salt, time_cost=3, memory_cost=MEMORY, parallelism=4, hash_len=SIZE, type=Type.ID
        )
        return cls(made)

    def part(self, name: str) -> Key:
        """A key of its own for one purpose, from which this one cannot be told."""
        return Key(HKDF(hashes.SHA256(), SIZE, salt=None, info=name.encode()).derive(self.secret))

    @property
    def public(self) -> bytes:
        """What others seal to this key with; 32 bytes that open nothing."""
        return X25519PrivateKey.from_private_bytes(self.secret).public_key().public_bytes_raw()

    def seal(self, clear: bytes, *, bound: bytes = b"") -> bytes:
        """A box with `clear` in it, which opens only together with the same `bound`."""
        once = secrets.token_bytes(_ONCE)
        return once + self._cipher.encrypt(once, clear, bound)

    def open(self, box: bytes | memoryview, *, bound: bytes = b"") -> bytes:
        """What was sealed. Raises CannotOpen."""
        whole = bytes(box)
        try:
            return self._cipher.decrypt(whole[:_ONCE], whole[_ONCE:], bound)
        except (InvalidTag, ValueError):
            raise CannotOpen from None

    def open_sent(self, box: bytes | memoryview, *, bound: bytes) -> bytes:
        """What `sealed_to` made for this key's public half. Raises CannotOpen."""
        whole, own = bytes(box), X25519PrivateKey.from_private_bytes(self.secret)
        once = whole[:SIZE]
        try:
            agreed = own.exchange(X25519PublicKey.from_public_bytes(once))
        except ValueError:
            raise CannotOpen from None
        return _agreed(agreed, once, self.public).open(whole[SIZE:], bound=bound)


def sealed_to(public: bytes, clear: bytes, *, bound: bytes) -> bytes:
    """A box for whoever holds the key of this public half: not even who made it opens it again."""
    own = X25519PrivateKey.generate()
    once = own.public_key().public_bytes_raw()
    agreed = own.exchange(X25519PublicKey.from_public_bytes(public))
    return once + _agreed(agreed, once, public).seal(clear, bound=bound)


def _agreed(secret: bytes, once: bytes, public: bytes) -> Key:
    return Key(HKDF(hashes.SHA256(), SIZE, salt=None, info=b"sealed to" + once + public).derive(secret))


def recovery_code() -> str:
    """A new code of 125 bits, to be written down: five groups of five letters and digits."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def as_written(code: str) -> str:
    """A recovery code as it was shown, from how somebody typed it; empty when it cannot be one."""
    plain = "".join(code.upper().split()).replace("-", "").translate(_READ_AS)
    if len(plain) != _GROUPS * _GROUP or set(plain) - set(_ALPHABET):
        return ""
    return "-".join(plain[at : at + _GROUP] for at in range(0, len(plain), _GROUP))
