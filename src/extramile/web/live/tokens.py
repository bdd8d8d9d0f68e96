"""Visitors' tokens: signed, bound to one website, and never stored by the server."""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing

from extramile.base.ids import uuid7

_SALT = "extramile.visitor"
_AGE = 60 * 60 * 24 * 365


class BadToken(ValueError):
    """A token that is expired or forged."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who holds a token: a UUID as text, made by the server, and the website it was made for; 0 while that is open."""

    id: str
    website: int


def new() -> Visitor:
    """Somebody who comes for the first time."""
    return Visitor(str(uuid7()), 0)


def sign(visitor: str, website: int) -> str:
    """A token for a visitor of a website, good for a year from now."""
    return signing.dumps([visitor, website], salt=_SALT)


def read(token: str) -> Visitor:
    """The visitor of a token. Raises BadToken when it is expired or forged."""
    try:
        return Visitor(*signing.loads(token, salt=_SALT, max_age=_AGE))
    except (signing.BadSignature, ValueError, TypeError):
        raise BadToken from None
