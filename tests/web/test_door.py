"""Whose page it is that opens a socket."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.conf import settings

from extramile.web.door import address_of, origin_is_own

URL = "https://desk.example.com"


@pytest.mark.parametrize(
    ("url", "origin", "host", "scheme", "own"),
    [
        (URL, URL, "desk.example.com", "ws", True),
        (URL, "http://desk.example.com", "desk.example.com", "ws", False),
        (URL, "https://desk.example.com:8443", "desk.example.com:8443", "wss", False),
        (URL, "http://localhost:8000", "localhost:8000", "ws", True),
        (URL, "https://localhost:8000", "localhost:8000", "ws", False),
        (URL, "https://192.168.1.5", "192.168.1.5", "wss", True),
        (URL, "http://192.168.1.5", "192.168.1.6", "ws", False),
        ("", "http://localhost:8000", "localhost:8000", "ws", True),
        ("", "https://localhost", "localhost", "ws", True),
        (URL, "", "", "ws", False),
        ("", "null", "", "ws", False),
    ],
)
def test_own_origins(url: str, origin: str, host: str, scheme: str, own: bool) -> None:
    headers = [(b"origin", origin.encode()), (b"host", host.encode())]
    scope = {"type": "websocket", "scheme": scheme, "headers": headers}
    assert origin_is_own(scope, replace(settings.CONFIG, url=url)) is own


def test_the_scheme_that_a_trusted_proxy_tells() -> None:
    headers = [(b"origin", b"https://10.0.0.5"), (b"host", b"10.0.0.5"), (b"x-forwarded-proto", b"https")]
    scope = {"type": "websocket", "scheme": "ws", "headers": headers}
    assert origin_is_own(scope, replace(settings.CONFIG, url=URL, trust_proxy=True))
    assert not origin_is_own(scope, replace(settings.CONFIG, url=URL, trust_proxy=False))


@pytest.mark.parametrize(
    ("lines", "peer", "address"),
    [
        ([], "192.0.2.7", "192.0.2.7"),
        ([], "::ffff:192.0.2.7", "192.0.2.7"),
        ([], "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (["192.0.2.9"], "127.0.0.1", "192.0.2.9"),
        (["10.1.1.1, 192.0.2.9"], "127.0.0.1", "192.0.2.9"),
        (["10.1.1.1", "192.0.2.9"], "127.0.0.1", "192.0.2.9"),
        (["192.0.2.9:4711"], "127.0.0.1", "192.0.2.9"),
        (["[2001:db8:1:2::9]:4711"], "127.0.0.1", "2001:db8:1:2::/64"),
        (["unknown"], "127.0.0.1", "unknown"),
        ([""], "127.0.0.1", "127.0.0.1"),
        (["[:"], "127.0.0.1", "[:"),
    ],
)
def test_the_address_that_limits_count(lines: list[str], peer: str, address: str) -> None:
    headers = [(b"x-forwarded-for", line.encode()) for line in lines]
    scope = {"type": "websocket", "client": (peer, 1), "headers": headers}
    assert address_of(scope, replace(settings.CONFIG, trust_proxy=True)) == address
    assert address_of({**scope, "client": None}, replace(settings.CONFIG, trust_proxy=False)) == ""
