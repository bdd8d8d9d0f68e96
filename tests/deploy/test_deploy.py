"""The examples to run an install with: they are taken by the programs they are for, and people get through them."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from extramile.base.config import SETTINGS
from tests.browser.server import PATIENCE, ROOT, Server
from tests.prepared import demo
from tests.web.live.conftest import Browser, House
from tests.web.live.talk import dial, new

DEPLOY = ROOT / "deploy"
pytestmark = pytest.mark.sqlite


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    server = demo(tmp_path_factory.mktemp("deploy") / "data", trust_proxy="yes")
    server.start()
    yield House(server)
    server.kill()


def _nginx(folder: Path, port: int, backend: int) -> list[str]:
    """nginx with the example: without the certificate, and at other ports."""
    site = (DEPLOY / "nginx.conf").read_text().replace("127.0.0.1:8000", f"127.0.0.1:{backend}")
    site = re.sub(r"server \{\n    listen 80;.*?\n\}\n", "", site, flags=re.S)
    site = re.sub(r"    ssl_certificate.*\n", "", site.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};"))
    places = "".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root; " if os.geteuid() == 0 else ""
    main = (
        f"{user}daemon off; pid {folder}/pid; error_log stderr; events {{}} http {{ access_log off; {places}\n{site}}}"
    )
    (folder / "nginx.conf").write_text(main)
    return [_program("nginx"), "-p", str(folder), "-c", str(folder / "nginx.conf")]


def _caddy(folder: Path, port: int, backend: int) -> list[str]:
    """Caddy with the example, without the certificate."""
    site = (DEPLOY / "Caddyfile").read_text().replace("127.0.0.1:8000", f"127.0.0.1:{backend}")
    (folder / "Caddyfile").write_text(
        "{\n\tadmin off\n\tgrace_period 1s\n}\n" + site.replace("desk.example.com", f"http://127.0.0.1:{port}")
    )
    return [_program("caddy"), "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


def _program(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if not found:
        pytest.skip(f"{name} is not on this machine: what it would serve is not tested")
    return found


@pytest.fixture(params=[_nginx, _caddy], ids=["nginx", "caddy"])
def proxied(request: pytest.FixtureRequest, house: House, tmp_path: Path) -> Iterator[House]:
    """The same install, through a proxy."""
    port = _free_port()
    command = request.param(tmp_path, port, house.server.port)
    homes = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    with (tmp_path / "said").open("wb") as said:
        running = subprocess.Popen(command, stdout=said, stderr=said, env={"PATH": "/usr/sbin:/usr/bin:/bin", **homes})
    try:
        _wait(port, running, tmp_path / "said")
        made = House(house.server)
        made.server = _At(house.server, port)  # type: ignore[assignment]
        yield made
    finally:
        running.terminate()
        running.wait(10)


class _At:
    """A server at another door."""

    def __init__(self, server: Server, port: int) -> None:
        self.data, self.settings, self.port = server.data, server.settings, port
        self.url = f"http://127.0.0.1:{port}"


def _wait(port: int, running: subprocess.Popen[bytes], said: Path) -> None:
    for _ in range(200):
        assert running.poll() is None, said.read_text()
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise AssertionError(said.read_text())


async def test_people_get_through_a_proxy(proxied: House) -> None:
    maya = await asyncio.to_thread(Browser(proxied.url).sign_in, "Maya Reyes")
    desk = await dial(
        proxied.url, "/live/desk", "desk", origin=proxied.url, headers={"Cookie": f"extramile_session={maya.session}"}
    )
    visitor = await dial(proxied.url, "/live/visitor", "visitor", origin=proxied.url)
    await visitor.say({"kind": "hello", "key": proxied.key, "token": None, "conversation": None, "said": 0})
    await visitor.hears("welcome")
    conversation = new()
    await visitor.send(conversation, "Through a proxy")
    number = proxied.number(conversation)
    await desk.say({"kind": "hello", "watch": [{"conversation": number, "seq": 0}]})
    await desk.hears("entry", text="Through a proxy")
    await desk.send(number, "And back")
    await visitor.hears("entry", text="And back")
    for talk in (desk, visitor):
        await talk.close()
    await asyncio.to_thread(_streams, proxied)


def _streams(proxied: House) -> None:
    """An event stream gives what there is at once, and does not wait for its end."""
    place = urlsplit(proxied.url)
    connection = http.client.HTTPConnection(str(place.hostname), place.port, timeout=PATIENCE)
    hello = {"kind": "hello", "key": proxied.key, "token": None, "conversation": None, "said": 0}
    headers = {"Content-Type": "application/json", "Origin": proxied.url}
    connection.request("POST", "/live/visitor/stream", json.dumps(hello), headers)
    answer = connection.getresponse()
    assert answer.status == 200
    lines = iter(answer.readline, b"")
    assert any(b'"welcome"' in line for line in lines)
    connection.close()
    for path, body, status in (("/metrics", None, 404), ("/sign-in", b"x" * 2_200_000, 413), ("/healthz", None, 200)):
        connection = http.client.HTTPConnection(str(place.hostname), place.port, timeout=PATIENCE)
        connection.request("POST" if body else "GET", path, body)
        assert connection.getresponse().status == status, path
        connection.close()


def test_nginx_takes_the_whole_example(tmp_path: Path) -> None:
    nginx = _program("nginx")
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("openssl is not on this machine: the example with its certificate is not tested")
    asked = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=desk.example.com", "-days", "2"]
    files = ["-keyout", str(tmp_path / "privkey.pem"), "-out", str(tmp_path / "fullchain.pem")]
    subprocess.run([openssl, *asked, *files], check=True, capture_output=True)
    site = (DEPLOY / "nginx.conf").read_text().replace("/etc/letsencrypt/live/desk.example.com", str(tmp_path))
    (tmp_path / "nginx.conf").write_text(f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ {site} }}")
    done = subprocess.run(
        [nginx, "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")], capture_output=True, text=True
    )
    assert done.returncode == 0 and "[warn]" not in done.stderr, done.stderr


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    verify = _program("systemd-analyze")
    for unit in (DEPLOY / "systemd").glob("extramile*.*"):
        if unit.suffix != ".env":
            name = unit.name.replace("@", "@8001")
            (tmp_path / name).write_text(unit.read_text().replace("/opt/extramile", str(ROOT)))
    units = [str(path) for path in sorted(tmp_path.iterdir())]
    done = subprocess.run([verify, "verify", "--man=no", *units], capture_output=True, text=True)
    assert len(units) == 5 and (done.returncode, done.stderr) == (0, "")


def test_the_container_is_made_of_what_is_there(tmp_path: Path) -> None:
    """No container engine runs here: what the file copies and starts is there, and starts."""
    steps = (DEPLOY / "Dockerfile").read_text()
    copied = [line.split()[1:] for line in steps.splitlines() if line.startswith("COPY")]
    assert copied and all((ROOT / source).exists() for source, _ in copied)
    assert f"requirements/run.txt\n{'COPY src src'}" in re.sub(r"RUN pip.*\n", "", steps)
    assert '["python", "-m", "extramile"]' in steps


@pytest.mark.parametrize("name", ["compose.yaml", "Dockerfile", "systemd/extramile.env", "systemd/extramile.service"])
def test_every_setting_in_an_example_is_one(name: str) -> None:
    there = {f"EXTRAMILE_{setting.name}" for setting in SETTINGS} | {"EXTRAMILE_DATA"}
    assert set(re.findall(r"EXTRAMILE_[A-Z_]+[A-Z]", (DEPLOY / name).read_text())) <= there
