"""/metrics: sums of the process for whoever may read them, and not there for anybody else."""

from __future__ import annotations

import asyncio
import http.client
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from extramile.base import config
from extramile.web.live import figures
from tests.web.live.conftest import House, Visit
from tests.web.live.talk import new
from tests.web.live.test_lossless import Begin

PATIENCE = 10


def read(house: House, **headers: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", house.server.port, timeout=PATIENCE)
    try:
        connection.request(
            "GET", "/metrics", headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def figures_of(house: House) -> dict[str, float]:
    """Every sample by its name and labels."""
    status, text = read(house)
    assert status == 200
    return {
        one.name + "".join(f",{value}" for _, value in sorted(one.labels.items())): one.value
        for family in text_string_to_metric_families(text)
        for one in family.samples
    }


async def _moved(house: House, before: dict[str, float], name: str, by: float) -> None:
    """A figure moves by so much: the last commit may be counted a moment after its ack."""
    for _ in range(50):
        now = await asyncio.to_thread(figures_of, house)
        if now.get(name, 0) - before.get(name, 0) == by:
            return
        await asyncio.sleep(0.1)
    raise AssertionError(f"{name}: {before.get(name, 0)} to {now.get(name, 0)}, not {by} more")


async def test_what_is_counted(house: House, begin: Begin, desk: Visit, knock: Visit) -> None:
    before = await asyncio.to_thread(figures_of, house)
    visitor, conversation, number = await begin("one")
    name = new()
    await visitor.send(conversation, "two", id=name)
    again = {"kind": "send", "conversation": conversation, "id": name, "text": "two"}
    await visitor.asks(again, "ack")
    maya = await desk(watch=[{"conversation": number, "seq": 0}])
    await maya.asks({"kind": "watch", "conversation": 999_999_999, "seq": 0}, "error")
    stranger = await knock("visitor")
    await stranger.say({"kind": "hello", "key": "wrong", "token": None, "conversation": None, "said": 0})
    await stranger.bye()
    await asyncio.to_thread(house.browser("Maya Reyes").get, "/desk/")
    await _moved(house, before, "extramile_entries_stored_total,message", 2)
    await _moved(house, before, "extramile_writes_total,acked", 3)
    await _moved(house, before, "extramile_connections,visitor", 1)
    await _moved(house, before, "extramile_connections,desk", 1)
    await _moved(house, before, "extramile_frame_errors_total,not_yours,desk", 1)
    await _moved(house, before, "extramile_connections_refused_total,refused,visitor", 1)
    now = await asyncio.to_thread(figures_of, house)
    assert now["extramile_page_seconds_count,2xx"] > before.get("extramile_page_seconds_count,2xx", 0)
    assert now["extramile_commit_seconds_count"] == now["extramile_batch_size_count"] > 0
    assert now["extramile_disk_free_bytes"] > 0 and now["extramile_database_bytes"] > 100_000
    assert now["extramile_database_up"] == 1 and now["extramile_jobs,failed"] == 0
    assert now["extramile_writer_waiting"] >= 0 and now["process_resident_memory_bytes"] > 0


def test_no_label_is_a_person(house: House) -> None:
    _, text = read(house)
    labels = {label for labels in re.findall(r"{([^}]*)}", text) for label in re.findall(r'(\w+)="', labels)}
    assert labels <= {"type", "outcome", "status", "door", "code", "how", "state", "le", "version"}


def test_strangers_find_nothing(house: House) -> None:
    for told in (
        {"X_Forwarded_For": "10.1.1.1"}, {"X_Real_IP": "10.1.1.1"}, {"Forwarded": "for=10.1.1.1"}, {"Via": "1.1 x"},
        {"Host": "desk.example.com"}, {"Host": "192.0.2.7"}, {"Host": "127.0.0.1.example.com"},
    ):  # fmt: skip
        assert read(house, **told) == (404, "There is no such page."), told
    assert read(house, Host="localhost:1")[0] == read(house, Host="[::1]:1")[0] == 200


def _scope(client: str, **headers: str) -> dict[str, Any]:
    pairs = [(name.lower().encode(), value.encode()) for name, value in {"host": "127.0.0.1", **headers}.items()]
    return {"client": (client, 1), "headers": pairs}


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[dict[str, config.Config]]:
    token = {"EXTRAMILE_METRICS_TOKEN": "a-token-of-the-figures"}
    yield {"none": config.load({}, tmp_path), "token": config.load(token, tmp_path)}


def test_who_may_read(settings: dict[str, config.Config]) -> None:
    assert figures.may_read(_scope("127.0.0.1"), settings["none"])
    assert figures.may_read(_scope("::1"), settings["none"])
    assert not figures.may_read(_scope("192.0.2.7"), settings["none"])
    for shown in ("Bearer a-token-of-the-figures", "Bearer wrong", "bearer a-token-of-the-figures", ""):
        right = shown == "Bearer a-token-of-the-figures"
        assert figures.may_read(_scope("192.0.2.7", authorization=shown), settings["token"]) is right
    assert not figures.may_read(_scope("127.0.0.1"), settings["token"])


def test_a_short_token_is_refused_and_not_shown(tmp_path: Path) -> None:
    with pytest.raises(config.WrongSetting) as refused:
        config.load({"EXTRAMILE_METRICS_TOKEN": "secret"}, tmp_path)
    assert "EXTRAMILE_METRICS_TOKEN" in str(refused.value) and "secret" not in str(refused.value)


@pytest.mark.parametrize("way", ["stream", "poll"])
async def test_who_comes_without_a_websocket_is_counted_apart(house: House, visit: Visit, way: str) -> None:
    before = await asyncio.to_thread(figures_of, house)
    visitor = await visit()
    await _moved(house, before, "extramile_streams", 1)
    await _moved(house, before, "extramile_connections,visitor", 1)
    await visitor.close()
    if way == "stream":
        await _moved(house, before, "extramile_streams", 0)
