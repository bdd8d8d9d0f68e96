"""How the text of a setting is read. Each raises ValueError for what it cannot use."""

from __future__ import annotations

import re
from email.utils import parseaddr
from ipaddress import IPv4Network, IPv6Network, ip_network
from urllib.parse import urlsplit

_USUAL_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\]")


def whole(text: str) -> int:
    """A whole number of 1 or more."""
    number = int(text)
    if number < 1:
        raise ValueError("a whole number of 1 or more")
    return number


def threads(text: str) -> int:
    """A whole number from 1 to 64: each thread holds a connection to the database, and beyond that none is faster."""
    number = whole(text)
    if number > 64:
        raise ValueError("a whole number from 1 to 64")
    return number


def networks(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """Networks with commas between them, or none."""
    return tuple(ip_network(part.strip()) for part in text.split(",") if part.strip())


def switch(text: str) -> bool:
    """Yes or no."""
    if text.lower() in {"1", "true", "yes", "on"}:
        return True
    if text.lower() in {"0", "false", "no", "off"}:
        return False
    raise ValueError("yes or no")


def address(text: str) -> str:
    """An origin as browsers write it, or nothing."""
    if not text:
        return text
    parts = urlsplit(text)
    beyond = parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc
    if parts.scheme not in _USUAL_PORTS or not parts.hostname or beyond:
        raise ValueError("an address like https://desk.example.com, without a path")
    # As browsers write it in Origin: lower case, in ASCII, and without the port that goes without saying.
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname.encode("idna").decode()
    if not _HOST.fullmatch(host):
        raise ValueError("an address like https://desk.example.com")
    port = "" if parts.port in (None, _USUAL_PORTS[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"


def mail(text: str) -> str:
    """The address of a server that sends mail, or nothing."""
    parts = urlsplit(text)
    if text and (parts.scheme not in {"smtp", "smtps"} or not parts.hostname or parts.port == 0):
        raise ValueError("an address like smtp://user:password@mail.example.com:587")
    return text


def sender(text: str) -> str:
    """Who a mail is from: an address, perhaps with a name before it."""
    name, _, host = parseaddr(text)[1].rpartition("@")
    if not name or not host or not text.isprintable():
        raise ValueError("an address like Example <desk@example.com>")
    return text


def database(text: str) -> str:
    """The address of a PostgreSQL database, or nothing."""
    parts = urlsplit(text)
    wrong = parts.scheme not in {"postgres", "postgresql"} or not parts.hostname or not parts.path.strip("/")
    if text and (wrong or parts.port == 0):
        raise ValueError("an address like postgres://user:password@localhost:5432/extramile")
    return text


def token(text: str) -> str:
    """A secret for programs, or nothing."""
    if text and (len(text) < 16 or not text.isascii() or not text.isprintable() or " " in text):
        raise ValueError("at least 16 letters and digits")
    return text


def redis(text: str) -> str:
    """The address of a Redis, or nothing."""
    parts = urlsplit(text)
    place = parts.path if parts.scheme == "unix" else parts.hostname
    if text and (parts.scheme not in {"redis", "rediss", "unix"} or not place or parts.port == 0):
        raise ValueError("an address like redis://:password@localhost:6379")
    return text


def model(text: str) -> str:
    """Where a language model answers, or nothing."""
    parts = urlsplit(text)
    beyond = parts.query or parts.fragment or "@" in parts.netloc or not text.isprintable()
    if text and (parts.scheme not in _USUAL_PORTS or not parts.hostname or parts.port == 0 or beyond):
        raise ValueError("an address like http://localhost:11434/v1")
    return text


def key(text: str) -> str:
    """A key as it is sent in a header, or nothing."""
    if not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError("letters and digits")
    return text


def level(text: str) -> str:
    """How much is logged."""
    if text.lower() not in {"debug", "info", "warning", "error"}:
        raise ValueError("debug, info, warning or error")
    return text.lower()
