"""The outermost door: which host was asked for, from where, and on whose behalf. Pages and sockets both pass here."""

from __future__ import annotations

import ipaddress
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any, Protocol
from urllib.parse import SplitResult, urlsplit

from extramile.base.config import Config

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Hears = Callable[[str], bool]
# Where a scope has its Line.
LINE = "extramile.line"


class Line(Protocol):
    """A websocket that can be heard and spoken to without waiting."""

    def hear(self, hears: Hears) -> None:
        """Ask `hears` about each text message first. It says whether it has acted on it; else it is to be received."""

    def say(self, text: str) -> bool:
        """Send a text message now; False when it has to be sent in turn."""


def line_of(scope: Scope) -> Line | None:
    """The websocket of this scope as a line, where it is one."""
    found: Line | None = (scope.get("extensions") or {}).get(LINE)
    return found


def header(scope: Scope, name: bytes) -> str:
    """The first header of that lower-case name, or an empty text."""
    for key, value in scope["headers"]:
        if key == name:
            return str(value, "latin-1")
    return ""


def host_is_ours(scope: Scope, config: Config) -> bool:
    """Whether the Host header names this install.

    That is EXTRAMILE_URL's host, localhost, or an address in numbers. A name that somebody else points at us (DNS
    rebinding) is none of these.
    """
    host = _split("//" + header(scope, b"host")).hostname or ""
    return is_local(host) or bool(config.url and host == urlsplit(config.url).hostname)


def origin_is_own(scope: Scope, config: Config) -> bool:
    """Whether the Origin header is EXTRAMILE_URL, or the address that this very request was sent to.

    With EXTRAMILE_URL the latter counts only for localhost and addresses in numbers, over the scheme in use: a page
    that somebody in between puts at http://desk.example.com is not the desk at https.
    """
    origin = header(scope, b"origin")
    if not origin or origin == config.url:
        return bool(origin)
    parts = _split(origin)
    if not parts.netloc or parts.netloc.lower() != header(scope, b"host").lower():
        return False
    return not config.url or (is_local(parts.hostname or "") and parts.scheme == _scheme(scope, config))


def is_local(host: str) -> bool:
    """Whether a host is localhost or an address in numbers, which no stranger can point at us."""
    if host == "localhost":
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _scheme(scope: Scope, config: Config) -> str:
    forwarded = header(scope, b"x-forwarded-proto").strip() if config.trust_proxy else ""
    return forwarded or {"ws": "http", "wss": "https"}.get(scope["scheme"], str(scope["scheme"]))


def origin_of(scope: Scope) -> str:
    """The Origin header as `https://shop.example` in lower case; `null` when it names no place, or is missing."""
    parts = _split(header(scope, b"origin"))
    return f"{parts.scheme}://{parts.netloc}".lower() if parts.netloc else "null"


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", "", "", "")


def address_of(scope: Scope, config: Config) -> str:
    """The network address of whoever asks, as `counted`; behind a trusted proxy the last one that it added."""
    # Some proxies add to the line that came, others add a line: what the other side wrote itself stands before.
    told = [value for name, value in scope["headers"] if name == b"x-forwarded-for"] if config.trust_proxy else []
    forwarded = str(told[-1], "latin-1").rpartition(",")[2].strip() if told else ""
    client = scope.get("client")
    return counted(forwarded or (str(client[0]) if client else ""))


def asked_from(meta: Mapping[str, Any], config: Config) -> str:
    """The same of a page's request, from its WSGI environment."""
    told = str(meta.get("HTTP_X_FORWARDED_FOR", "")) if config.trust_proxy else ""
    return counted(told.rpartition(",")[2].strip() or str(meta.get("REMOTE_ADDR", "")))


def counted(address: str) -> str:
    """An address as limits count it. Of IPv6 one household has 2^64 addresses, so their network stands for them all."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        # Some proxies add the port, a new one for each connection.
        host = _split("//" + address).hostname
        return counted(host) if host and host != address else address
    if isinstance(known, ipaddress.IPv4Address):
        return address
    return str(known.ipv4_mapped or ipaddress.ip_network((int(known), 64), strict=False))


def cookies(scope: Scope) -> Mapping[str, str]:
    """The request's cookies by name; what cannot be read is left out."""
    pairs = (part.strip().partition("=") for part in header(scope, b"cookie").split(";"))
    return {name: value for name, sign, value in pairs if sign}
