"""Webhooks: signed so that others' libraries can check it, and sent to nobody who must not be reached."""

from __future__ import annotations

import base64
import hashlib
import hmac
import socket
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from extramile.base import webhook
from extramile.base.webhook import Letter, NoAnswer, WrongAddress, checked, send
from tests.listening import listening, rude

OWN = (ip_network("127.0.0.0/8"),)
LETTER = Letter("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
SECRET = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")


def test_the_signature_is_that_of_the_specification() -> None:
    """The example of Standard Webhooks, as its own libraries test themselves."""
    assert LETTER.signed(SECRET)["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_what_the_other_system_hears_and_answers() -> None:
    with listening() as other:
        other.says = b'{"done": true}'
        answer = send(other.url, LETTER, secret=SECRET, own=OWN)
        assert (answer.status, answer.done, answer.received) == (200, True, True)
        [(headers, body)] = other.heard
        said = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        expected = base64.b64encode(hmac.digest(SECRET, said, hashlib.sha256)).decode()
        assert headers["webhook-signature"] == f"v1,{expected}" and body == LETTER.body
        for said_, done in ((b"done", False), (b'["done"]', False), (b'{"done": "true"}', False), (b"[" * 9000, False)):
            other.says = said_
            assert send(other.url, LETTER, secret=SECRET, own=OWN).done is done
        other.says, other.status = b"x" * 1_000_000, 503
        assert not send(other.url, LETTER, secret=SECRET, own=OWN).received


def test_a_redirect_is_an_answer_and_not_followed() -> None:
    with listening() as other, listening() as elsewhere:
        other.status, other.headers = 307, {"Location": elsewhere.url}
        assert send(other.url, LETTER, secret=SECRET, own=OWN).status == 307
        assert elsewhere.heard == []


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "https://127.0.0.1/", "https://10.1.2.3/", "https://192.168.1.1/", "https://169.254.169.254/",
        "https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://[fe80::1%25eth0]/", "https://[fd00::1]/",
        "https://[64:ff9b::7f00:1]/", "https://[2002:7f00:1::]/", "https://0.0.0.0/", "https://224.0.0.1/",
        "https://100.64.0.1/", "https://localhost/", "https://desk.localhost/", "https://localhost./",
        "https://[::127.0.0.1]/", "https://[fec0::1]/", "https://[64:ff9b:1::7f00:1]/", "https://[::ffff:0:7f00:1]/",
    ],
)  # fmt: skip
def test_what_only_this_machine_can_reach_is_refused(url: str) -> None:
    with pytest.raises(WrongAddress, match="private"):
        checked(url, own=())
    with pytest.raises((WrongAddress, NoAnswer)):
        send(url, LETTER, secret=SECRET, own=())


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", "form"), ("shop.example/hook", "form"), ("ftp://shop.example/", "form"), ("https://", "form"),
        ("https://user:pass@shop.example/", "form"), ("https://shop.example:99999/", "form"),
        ("https://shop.example/\r\nX: y", "form"), ("https://shop example/", "form"), ("https://[::1/", "form"),
        ("https://shop.example/" + "x" * 500, "form"), ("http://shop.example/", "plain"), ("file:///etc/hosts", "form"),
        ("https://shop..example/", "form"), ("https://./", "form"), (f"https://{'a' * 64}.example/", "form"),
    ],
)  # fmt: skip
def test_what_is_no_address_for_it(url: str, why: str) -> None:
    with pytest.raises(WrongAddress, match=why):
        checked(url, own=())
    with pytest.raises((WrongAddress, NoAnswer)):
        send(url, LETTER, secret=SECRET, own=())


def test_own_networks_are_reached_and_no_others() -> None:
    assert checked("http://10.1.2.3:8080/x", own=(ip_network("10.0.0.0/8"),)) == "http://10.1.2.3:8080/x"
    for own in ((ip_network("10.0.0.0/8"),), (ip_network("fd00::/8"),)):
        with pytest.raises(WrongAddress):
            checked("https://192.168.1.1/", own=own)
    with listening() as other, pytest.raises(WrongAddress):
        send(other.url, LETTER, secret=SECRET, own=(ip_network("10.0.0.0/8"),))


def test_a_name_is_looked_up_once_and_its_private_addresses_are_left_out() -> None:
    """A name server that answers with this machine, or with something else the second time, reaches nothing."""
    asked: list[str] = []

    def answers(*addresses: str) -> Callable[..., list[Any]]:
        def look(host: str, port: int, **_: Any) -> list[Any]:
            asked.append(host)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in addresses]

        return look

    tried: list[Any] = []

    def connect(address: Any, *_: Any, **__: Any) -> Any:
        tried.append(address)
        raise ConnectionRefusedError

    with patch.object(socket, "create_connection", connect):
        with patch.object(socket, "getaddrinfo", answers("127.0.0.1", "10.0.0.1")), pytest.raises(WrongAddress):
            send("https://rebind.example/", LETTER, secret=SECRET, own=())
        with patch.object(socket, "getaddrinfo", answers("127.0.0.1", "93.184.216.34")), pytest.raises(NoAnswer):
            send("https://rebind.example/", LETTER, secret=SECRET, own=())
    assert tried == [("93.184.216.34", 443)] and asked == ["rebind.example"] * 2


def drip(caller: socket.socket, over: threading.Event) -> None:
    """A byte of a header now and then, for ever."""
    caller.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    while not over.wait(0.05):
        caller.sendall(b"x")


def endless(caller: socket.socket, over: threading.Event) -> None:
    """An answer that says it is done, and goes on."""
    caller.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n{"done": true')
    over.wait(20)


@pytest.mark.parametrize(
    "speak",
    [
        drip,
        endless,
        lambda caller, over: over.wait(20),
        lambda caller, over: caller.sendall(b"\x00\xff\xfe garbage" * 999),
        lambda caller, over: caller.sendall(b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 5000),
        lambda caller, over: caller.sendall(b"HTTP/1.1 99999999999999999999 OK\r\n\r\n"),
        lambda caller, over: None,
    ],
)
def test_whoever_does_not_answer_in_time_or_sense_has_not_answered(speak: Any) -> None:
    with rude(speak) as url:
        began = time.monotonic()
        with pytest.raises(NoAnswer):
            send(url, LETTER, secret=SECRET, own=OWN, seconds=0.7)
        assert time.monotonic() - began < 15


def test_a_name_server_that_does_not_answer_is_waited_for_no_longer_than_is_said() -> None:
    over = threading.Event()
    with patch.object(socket, "getaddrinfo", lambda *given, **named: over.wait(20)):
        with pytest.raises(NoAnswer, match="name server"):
            send("https://shop.example/", LETTER, secret=SECRET, own=(), seconds=0.1)
        over.set()


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as line:
        port = line.getsockname()[1]
    with pytest.raises(NoAnswer, match="ConnectionRefusedError"):
        send(f"http://127.0.0.1:{port}/", LETTER, secret=SECRET, own=OWN)


def certified(name: str, folder: Path) -> Path:
    """A key and a certificate of that name's own making, in one file."""
    key, named = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(named, named, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    form = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    found = folder / "certificate"
    found.write_bytes(key.private_bytes(*form) + made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM))
    return found


@pytest.mark.parametrize(
    ("known", "name", "heard"), [(True, "localhost", 1), (False, "localhost", 0), (True, "shop.example", 0)]
)
def test_only_a_certificate_that_is_theirs_is_told_anything(
    known: bool, name: str, heard: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = certified(name, tmp_path)
    if known:
        monkeypatch.setenv("SSL_CERT_FILE", str(own))
    with listening(certificate=own) as other:
        url = other.url.replace("127.0.0.1", "localhost")
        if heard:
            assert send(url, LETTER, secret=SECRET, own=OWN).received
        else:
            with pytest.raises(NoAnswer, match="SSLCertVerificationError"):
                send(url, LETTER, secret=SECRET, own=OWN)
        assert len(other.heard) == heard
    assert webhook.SECONDS < 10
