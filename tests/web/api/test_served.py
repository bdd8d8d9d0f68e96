"""A real server, asked as a shop's developer would: with what docs/api.md says, and with what it does not say."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import urllib.error
import urllib.request
from typing import Any

import pytest

from tests.test_house import ROOT
from tests.web.live.conftest import House

PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```sh\n(.*?)```\n\n```json\n(.*?)```", PAGE, re.S)


@pytest.fixture(scope="module")
def key(house: House) -> str:
    """A key, as an admin makes it."""
    rights = ["orders", "customers", "acts"]
    page = house.browser("Ines Duarte").post("/settings/api/new", name="Web shop", rights=rights)
    found = re.search(r'value="(extramile_[^"]+)"', page)
    assert found
    return found[1]


def ask(house: House, body: bytes, **headers: str) -> tuple[int, dict[str, Any], dict[str, str]]:
    """The status, the JSON and the headers of an answer of the orders' address."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(house.url + "/api/v1/orders", body, {"Content-Type": "application/json"} | named)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, json.loads(answer.read()), dict(answer.headers)
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read()), dict(error.headers)


@pytest.mark.skipif(shutil.which("curl") is None, reason="the examples use curl")
def test_the_examples_of_the_page_are_answered_as_it_says(house: House, key: str) -> None:
    assert len(EXAMPLES) == PAGE.count("curl -sS") == 5
    told = {"DESK": house.url, "KEY": key, "PATH": os.environ["PATH"]}
    for command, answer in EXAMPLES:
        done = subprocess.run(["sh", "-c", command], env=told, capture_output=True, text=True, timeout=60, check=True)
        assert json.loads(done.stdout) == json.loads(answer), command


def test_every_refusal_has_its_row(house: House) -> None:
    """What the code can answer, and what the page lists, are the same."""
    sources = [
        *(ROOT / "src/extramile/web/api").glob("*.py"),
        *(ROOT / f"src/extramile/web/{name}.py" for name in ("bearer", "refusal")),
    ]
    said = "".join(path.read_text(encoding="utf-8") for path in sources)
    known = set(re.findall(r'Refusal\(\s*\d{3}, "(\w+)"', said))
    table = PAGE.split("| Status | `error` |")[1].split("\n\n")[0]
    assert known == set(re.findall(r"`([a-z]+_[a-z_]+|broken|encoded)`", table))


def test_a_body_without_end_is_cut_off_and_told_in_json(house: House, key: str) -> None:
    body = b"[" + b" " * (2 * 1024 * 1024) + b"]"
    status, answer, headers = ask(house, body, Authorization=f"Bearer {key}")
    assert (status, answer["error"]) == (413, "too_large")
    assert re.fullmatch(r"[0-9a-f]{12}", {name.lower(): value for name, value in headers.items()}["x-request-id"])


def test_nearly_two_mebibytes_are_taken(house: House, key: str) -> None:
    body = json.dumps([{"order": "B-1", "customer": "c-9", "date": "2026-05-03", "name": "x" * 80}] * 2).encode()
    body += b" " * (2 * 1024 * 1024 - len(body))
    assert ask(house, body, Authorization=f"Bearer {key}")[:2] == (
        200, {"read": 2, "added": 1, "present": 1, "rejected": []},
    )  # fmt: skip


def test_neither_cookies_nor_origins_nor_spelling_let_anybody_in(house: House, key: str) -> None:
    cookie = f"extramile_session={house.browser('Ines Duarte').session}"
    for headers in ({"Cookie": cookie}, {"X_Authorization": f"Bearer {key}"}, {"Proxy_Authorization": f"Bearer {key}"}):
        assert ask(house, b"[]", **headers)[0] == 401
    status, _, answered = ask(house, b"[]", Authorization=f"bearer {key}", Origin="https://shop.example", Cookie=cookie)
    names = {name.lower() for name in answered}
    assert status == 200
    assert not {name for name in names if name.startswith("access-control")} | (names & {"set-cookie"})


def test_no_line_of_the_log_and_no_row_holds_the_key(house: House, key: str) -> None:
    ask(house, b"{", Authorization=f"Bearer {key}")
    assert key[-43:].encode() not in house.server.log.read_bytes()
    assert key[-43:] not in str(house.rows("SELECT * FROM people_apikey"))
