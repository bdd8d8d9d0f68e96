"""A whole server at its most talkative: every line of its log is JSON, and none holds what people said or are."""

from __future__ import annotations

import asyncio
import json
import urllib.error
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from tests.web.live.conftest import Browser, House, Visit
from tests.web.live.talk import new
from tests.web.live.test_lossless import Begin
from tests.web.live.test_trouble import full_disk

# Nobody listens there: what is mailed fails, as a job.
OWN = {"log_level": "debug", "mail_url": "smtp://mark-user:mark-mailword@127.0.0.1:9"}


def logged(house: House) -> list[dict[str, Any]]:
    """The log's lines; what is printed for whoever started the server ends with how to stop it."""
    _, _, after = house.server.log.read_text().partition("Ctrl-C stops it; what was accepted is kept.\n")
    return [json.loads(line) for line in after.splitlines()]


async def _until(house: House, event: str) -> list[dict[str, Any]]:
    for _ in range(150):
        if any(line["event"] == event for line in logged(house)):
            break
        await asyncio.sleep(0.2)
    return [line for line in logged(house) if line["event"] == event]


async def _refused(knock: Visit, house: House) -> None:
    wrong = [{"key": "mark-key"}, {"key": house.key, "token": "mark-token"}]
    for hello in wrong:
        talk = await knock("visitor")
        await talk.say({"kind": "hello", "token": None, "conversation": None, "said": 0, **hello})
        await talk.bye()
    with pytest.raises(InvalidStatus):
        await knock("desk", origin=house.url, Cookie="extramile_session=mark-session")


def _pages(house: House, number: int) -> None:
    maya, ines, stranger = house.browser("Maya Reyes"), house.browser("Ines Duarte"), Browser(house.url)
    page = f"/desk/c/{number}"
    maya.post(f"{page}/contacts", page="/profile", name="mark-name", email="mark@mark-mail.example", phone="")
    maya.get("/desk/search?q=mark-search")
    stranger.post("/sign-in", login="mark@mark-mail.example", password="mark-password")
    stranger.post("/password-reset", email="maya@northfold.example")
    ines.post("/settings/people/invite", name="mark-invited", email="mark-invited@mark-mail.example", role="agent")
    for address in ("/invite/mark-invitation", "/password-reset/1-mark-reset", "/mark-nowhere?mark-query"):
        try:
            stranger.get(address)
        except urllib.error.HTTPError as error:
            assert error.headers["X-Request-Id"]


async def test_no_line_tells_of_people(house: House, knock: Visit, begin: Begin, desk: Visit) -> None:
    visitor, conversation, number = await begin("mark-first")
    maya = await desk(watch=[{"conversation": number, "seq": 0}])
    await maya.send(number, "mark-reply")
    await maya.send(number, "mark-note", note=True)
    await visitor.say({"kind": "mark-kind"}, '{"mark-broken', {"kind": "send", "conversation": "mark-id", "id": new()})
    await visitor.alive()
    await _refused(knock, house)
    await asyncio.to_thread(_pages, house, number)
    failed = await _until(house, "job_failed")
    assert failed[0]["job"].startswith("extramile.people.tasks.mail_")
    assert failed[0]["error"][0] == "ConnectionRefusedError: Connection refused"
    if not house.server.settings.get("database_url"):
        with full_disk(house):
            frame = {"kind": "send", "conversation": conversation, "id": new(), "text": "mark-unstored" * 100}
            await visitor.asks(frame, "error")
    told = logged(house)
    assert "mark" not in json.dumps(told).lower()
    assert not [name for name in ("Maya", "Ines", "northfold", house.key) if name in json.dumps(told)]
    refused = [line for line in told if line["event"] == "connection_refused"]
    assert [line["code"] for line in refused] == ["refused", "token"]
    assert all(len(line["request"]) == 12 for line in [*refused, *(one for one in told if one["event"] == "page")])
    assert number in [line.get("conversation") for line in told if line["event"] == "page"]
    assert [line for line in told if line["event"] == "desk_refused"]
