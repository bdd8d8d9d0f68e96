"""Telling another system something over HTTP, signed as https://www.standardwebhooks.com says.

Whoever sets an address must not reach what only this machine can: the name is looked up here, each of its addresses is
asked whether it is public, and the connection goes to that very one, so that a second answer of the name server is
never asked for. No redirect is followed, no proxy is used, and all of it ends in time.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import ipaddress
import json
import socket
import ssl
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import Any
from urllib.parse import SplitResult, urlsplit

from extramile.base.patience import within

Networks = Sequence[IPv4Network | IPv6Network]
SECONDS = 8.0
_ANSWER = 16_384  # bytes of an answer that are read
_NAT64 = IPv6Network("64:ff9b::/96")
# All that is given out of IPv6; the rest is of no use, or leads back into one's own network under an old form.
_GIVEN_OUT = IPv6Network("2000::/3")


class WrongAddress(ValueError):
    """Not an address that may be told anything: `args[0]` is `form`, `plain` (HTTP beyond one's own) or `private`."""


class NoAnswer(OSError):
    """Nothing came back in time, or nothing that is HTTP. The text is a short word for a log: no name, no address."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other system said: its status, and whether it is done with what it was told."""

    status: int
    done: bool

    @property
    def received(self) -> bool:
        """Whether it has taken it."""
        return 200 <= self.status < 300


@dataclass(frozen=True, slots=True)
class Letter:
    """What is told: its name, by which a repetition is known, its moment in seconds since 1970, and its body."""

    name: str
    moment: int
    body: bytes

    def signed(self, secret: bytes) -> dict[str, str]:
        """The headers that go with it."""
        said = f"{self.name}.{self.moment}.".encode() + self.body
        signature = base64.b64encode(hmac.digest(secret, said, hashlib.sha256)).decode()
        return {
            "Content-Type": "application/json", "User-Agent": "Extramile", "Connection": "close",
            "webhook-id": self.name, "webhook-timestamp": str(self.moment), "webhook-signature": f"v1,{signature}",
        }  # fmt: skip


def checked(url: str, *, own: Networks) -> str:
    """An address as it is kept. Raises WrongAddress; what its name stands for is looked up each time it is used."""
    parts = _parts(url)
    host = parts.hostname or ""
    literal = _literal(host)
    if literal is not None and not _may_reach(literal, own):
        raise WrongAddress("private")
    if literal is None and f".{host}".rstrip(".").endswith(".localhost") and not own:
        raise WrongAddress("private")
    if parts.scheme == "http" and not own:
        raise WrongAddress("plain")
    return parts.geturl()


def send(url: str, letter: Letter, *, secret: bytes, own: Networks, seconds: float = SECONDS) -> Answer:
    """Tell it; `own` are networks that may be reached though they are private. Raises WrongAddress or NoAnswer."""
    parts = _parts(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = _address(parts.hostname or "", port, own, seconds)
    if parts.scheme == "http" and not _within(address, own):
        raise WrongAddress("plain")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        return _ask(_Connection(parts, address, port, seconds), path, letter, secret, seconds)
    except (TimeoutError, ssl.SSLError, OSError, http.client.HTTPException, ValueError) as error:
        raise NoAnswer(type(error).__name__) from error


class _Connection(http.client.HTTPConnection):
    """To an address that was looked up and allowed before, under the name that its certificate has to have."""

    def __init__(self, parts: SplitResult, address: str, port: int, seconds: float) -> None:
        super().__init__(parts.hostname or "", port, timeout=seconds)
        self._to, self._name = (address, port), parts.hostname
        self._context = ssl.create_default_context() if parts.scheme == "https" else None

    def connect(self) -> None:
        self.sock = socket.create_connection(self._to, self.timeout)
        if self._context is not None:
            secure = self._context.wrap_socket(self.sock, server_hostname=self._name, do_handshake_on_connect=False)
            self.sock = secure
            secure.do_handshake()


def _ask(connection: _Connection, path: str, letter: Letter, secret: bytes, seconds: float) -> Answer:
    # A byte now and then would keep each read alive for ever: at the end of the time the line is cut, whatever comes.
    late = threading.Event()
    clock = threading.Timer(seconds, _cut, [connection, late])
    clock.daemon = True
    clock.start()
    try:
        connection.connect()
        if late.is_set():
            raise TimeoutError
        connection.request("POST", path, letter.body, letter.signed(secret))
        answer = connection.getresponse()
        said = answer.read(_ANSWER)
        # An answer that was cut off may have said that it is done: it is asked once more, under the same name.
        if late.is_set() or (answer.length and len(said) < _ANSWER):
            raise TimeoutError
        return Answer(answer.status, _is_done(said))
    finally:
        clock.cancel()
        connection.close()


def _cut(connection: _Connection, late: threading.Event) -> None:
    late.set()
    line = connection.sock
    if line is not None:
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)


def _is_done(said: bytes) -> bool:
    try:
        found: Any = json.loads(said)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and found.get("done") is True


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
        # Whoever looks it up would fail at a part of the name that is empty or too long.
        (parts.hostname or "").encode("idna")
    except ValueError:
        raise WrongAddress("form") from None
    plain = url.isascii() and url.isprintable() and " " not in url and len(url) <= 500
    if not plain or parts.scheme not in ("https", "http") or not parts.hostname or "@" in parts.netloc or port == 0:
        raise WrongAddress("form")
    return parts


def _address(host: str, port: int, own: Networks, seconds: float) -> str:
    try:
        # A name server that does not answer holds whoever asks for as long as the machine's resolver likes.
        found = within(seconds, lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    except TimeoutError:
        raise NoAnswer("no name server") from None
    except OSError as error:
        raise NoAnswer("not found") from error
    for one in found:
        address = str(one[4][0]).partition("%")[0]
        if _may_reach(ipaddress.ip_address(address), own):
            return address
    raise WrongAddress("private")


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None


def _within(address: str, own: Networks) -> bool:
    found = _plain(ipaddress.ip_address(address))
    return any(found in network for network in own if network.version == found.version)


def _may_reach(address: IPv4Address | IPv6Address, own: Networks) -> bool:
    found = _plain(address)
    given_out = found.version == 4 or found in _GIVEN_OUT
    return _within(str(found), own) or (given_out and found.is_global and not found.is_multicast)


def _plain(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The address that is meant: an IPv6 one may carry one of the old kind in it, such as 127.0.0.1."""
    if isinstance(address, IPv4Address):
        return address
    teredo = address.teredo[1] if address.teredo else None
    nat64 = IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None
    return address.ipv4_mapped or address.sixtofour or teredo or nat64 or address
