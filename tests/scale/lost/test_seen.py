"""What those who run several processes see of them: figures, the health page, the log, a backup."""

from __future__ import annotations

import asyncio
import json
import socket
from pathlib import Path

from tests.scale.conftest import Fleet
from tests.scale.test_talk import Begin
from tests.scale.valkey import Valkey
from tests.test_backup import extramile
from tests.web.live.conftest import House
from tests.web.live.test_figures import figures_of
from tests.web.live.test_logged import logged

ADMIN = "Ines Duarte"


async def _until(house: House, name: str, value: float) -> None:
    for _ in range(150):
        if (await asyncio.to_thread(figures_of, house)).get(name) == value:
            return
        await asyncio.sleep(0.2)
    raise AssertionError(f"{name} never was {value}")


async def test_they_are_told_apart_and_together(
    fleet: Fleet, houses: list[House], valkey: Valkey, begin: Begin, tmp_path: Path
) -> None:
    here, there = houses
    for house in houses:
        await _until(house, "extramile_broker,connected", 1)
        await _until(house, "extramile_processes_elsewhere", 1)
    await begin(here, "mark-text")
    await _until(here, "extramile_connections,visitor", 1)
    await _until(there, "extramile_connections,visitor", 0)
    page = await asyncio.to_thread(there.browser(ADMIN).get, "/settings/health")
    assert "This one and 1 other" in page
    assert f"None that this computer, {socket.gethostname()}, knows of" in page

    kept = {name: fleet.settings[name] for name in ("database_url", "redis_url", "secret_key")}
    words = ("--data", str(there.server.data))
    made = await asyncio.to_thread(extramile, "backup", str(tmp_path / "one.tar.gz"), *words, **kept)
    assert made.returncode == 0, made.stderr
    page = await asyncio.to_thread(there.browser(ADMIN).get, "/settings/health")
    assert f"one.tar.gz on {socket.gethostname()}" in page
    refused = await asyncio.to_thread(
        extramile, "restore", str(tmp_path / "one.tar.gz"), "--data", str(tmp_path / "new"), **kept
    )
    assert refused.returncode == 1 and "serves this database" in refused.stderr

    valkey.kill()
    try:
        await _until(there, "extramile_broker,away", 1)
        page = await asyncio.to_thread(there.browser(ADMIN).get, "/settings/health")
        assert "Redis does not answer" in page
    finally:
        await asyncio.to_thread(valkey.start)
    told = json.dumps([*logged(here), *logged(there)])
    assert "redis_away" in told and "mark" not in told
