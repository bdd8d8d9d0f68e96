"""Visitors' tokens: signed, bound to one website, and never stored by the server."""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing

from extramile.base.ids import uuid7

_SALT = "extramile.visitor"
_AGE = 60 * 60 * 24 * 365


class BadToken(ValueError):
    """A token that is expired, forged, or of another website."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who holds a token: a UUID as text, made by the server."""

    id: str


def new() -> Visitor:
    """Somebody who comes for the first time."""
    return Visitor(str(uuid7()))


def sign(visitor: Visitor, website: int) -> str:
    """A token for a visitor of a website, good for a year from now."""
    return signing.dumps([visitor.id, website], salt=_SALT)


def read(token: str, website: int) -> Visitor:
    """The visitor of a token. Raises BadToken."""
    try:
        visitor, of = signing.loads(token, salt=_SALT, max_age=_AGE)
    except (signing.BadSignature, ValueError, TypeError):
        raise BadToken from None
    if of != website:
        raise BadToken
    return Visitor(visitor)
