"""Who is let in at all."""

from __future__ import annotations

import asyncio
import socket
from urllib.parse import urlsplit

import pytest
from django.core import signing
from websockets.exceptions import InvalidStatus

from extramile.base.ids import uuid7
from tests.web.live.conftest import SHOP, Browser, House, Visit
from tests.web.live.talk import dial

HELLO = {"kind": "hello", "token": None, "conversation": None, "said": 0}
_SALT = "extramile.visitor"


def forged(house: House, visitor: str, website: object, *, key: str | None = None, days_ago: int = 0) -> str:
    """A token as the server would make it, or would not."""
    secret = key or (house.server.data / "secret-key").read_text().strip()
    signer = signing.TimestampSigner(key=secret, salt=_SALT)
    if days_ago:
        signer.timestamp = lambda: signing.b62_encode(int(__import__("time").time()) - days_ago * 86400)  # type: ignore[method-assign]
    return signer.sign_object([visitor, website])


@pytest.mark.parametrize("origin", [SHOP, "https://other.example", "HTTPS://SHOP.northfold.EXAMPLE"])
async def test_allowed_origins(knock: Visit, house: House, origin: str) -> None:
    talk = await knock("visitor", origin=origin)
    await talk.say({**HELLO, "key": house.key})
    welcome = await talk.hears("welcome")
    assert (welcome["conversation"], welcome["company"]) == (None, "Northfold")


async def test_the_own_address(knock: Visit, house: House) -> None:
    talk = await knock("visitor", origin=house.url)
    await talk.say({**HELLO, "key": house.key})
    await talk.hears("welcome")


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "http://shop.northfold.example", "https://shop.northfold.example:8443", "null", None,
     "https://shop.northfold.example.evil.example", "https://evil.example#https://shop.northfold.example", "http://[",
     "file://", "shop.northfold.example"],
)  # fmt: skip
async def test_other_origins(knock: Visit, house: House, origin: str | None) -> None:
    talk = await knock("visitor", origin=origin)
    await talk.say({**HELLO, "key": house.key})
    bye = await talk.bye()
    assert (bye["code"], bye["retry"], talk.code) == ("refused", None, 4403)
    assert [one["kind"] for one in talk.got] == ["bye"]


@pytest.mark.parametrize("host", ["evil.example", "", "[", "127.0.0.1.evil.example"])
@pytest.mark.parametrize("door", ["visitor", "desk"])
async def test_a_name_that_somebody_else_points_at_us(house: House, host: str, door: str) -> None:
    """DNS rebinding: the browser's own origin is then the attacker's name."""
    session = house.browser("Maya Reyes").session
    answer = await asyncio.to_thread(_upgrade, house, f"/live/{door}", host, f"http://{host}", session)
    assert answer.split(b" ")[1] in (b"403", b"400"), answer


def _upgrade(house: House, path: str, host: str, origin: str, session: str) -> bytes:
    to = urlsplit(house.url)
    lines = [
        f"GET {path} HTTP/1.1", f"Host: {host}", "Upgrade: websocket", "Connection: Upgrade", f"Origin: {origin}",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13",
        f"Cookie: extramile_session={session}", "", "",
    ]  # fmt: skip
    with socket.create_connection((to.hostname, to.port), timeout=5) as door:
        door.sendall("\r\n".join(lines).encode())
        return door.recv(100)


async def test_a_wrong_key(knock: Visit) -> None:
    for key in ("site_nowhere", "", "\x00", "a" * 50_000):
        talk = await knock()
        await talk.say({**HELLO, "key": key})
        assert (await talk.bye())["code"] == "refused"
    talk = await knock()
    await talk.say('{"kind":"hello","key":"\\ud800"}')
    assert (await talk.bye())["code"] == "refused"


@pytest.mark.parametrize(
    "page", ["http://[", "https://shop.example/\x00\ud800?secret=1#x", "javascript:alert(1)", "x" * 9000]
)
async def test_strange_pages_and_languages(visit: Visit, house: House, page: str) -> None:
    talk = await visit(page=page.encode("utf-8", "replace").decode(), language="x\x00" * 90)
    conversation = str(uuid7())
    await talk.send(conversation, "Hi")
    kept = house.rows("SELECT page FROM desk_conversation WHERE id = ?", house.number(conversation))[0][0]
    assert "secret" not in kept
    assert "\x00" not in kept
    assert kept == "" or kept.startswith("http")


@pytest.mark.parametrize(
    "first",
    ['{"kind":"ping"}', "nonsense", '{"kind":"hello"}', '{"kind":"hello","key":1}', '{"kind":"watch"}', "", "\n",
     '{"kind":"hello","key":"site_northfold","said":-1}', "x" * 70_000],
)  # fmt: skip
async def test_hello_comes_first(knock: Visit, house: House, first: str) -> None:
    talk = await knock()
    await talk.say(first)
    bye = await talk.bye()
    assert (bye["code"], talk.code) == ("hello_first", 4400)
    desk = await knock("desk", origin=house.url, Cookie=f"extramile_session={house.browser('Maya Reyes').session}")
    await desk.socket.send(b"binary")
    assert (await desk.bye())["code"] == "hello_first"


async def test_hello_within_10_seconds(knock: Visit, house: House) -> None:
    talk = await knock()
    desk = await knock("desk", origin=house.url, Cookie=f"extramile_session={house.browser('Maya Reyes').session}")
    for one in (talk, desk):
        await one.closed(within=12)
        assert (one.got[-1]["code"], one.code) == ("hello_first", 4400)


async def test_frames_may_follow_hello_in_one_message(knock: Visit, house: House) -> None:
    talk, conversation = await knock(), str(uuid7())
    send = {"kind": "send", "conversation": conversation, "id": str(uuid7()), "text": "x"}
    await talk.say({**HELLO, "key": house.key}, send, {"kind": "ping"})
    await talk.hears("ack")
    assert talk.got[0]["kind"] == "welcome"


async def test_tokens(knock: Visit, visit: Visit, house: House) -> None:
    first = await visit()
    welcome = first.all("welcome")[0]
    visitor, token = welcome["visitor"], welcome["token"]
    website = house.rows("SELECT id FROM desk_website WHERE key = ?", house.key)[0][0]
    again = (await visit(token=token)).all("welcome")[0]
    assert again["visitor"] == visitor
    good = forged(house, visitor, website)
    assert (await visit(token=good)).all("welcome")[0]["visitor"] == visitor, "the forger knows the form"
    bad = [
        forged(house, visitor, website, key="k" * 50), forged(house, visitor, website, days_ago=366),
        forged(house, visitor, website + 1), forged(house, visitor, [website]), token[:-1] + "A" * (token[-1] != "A"),
        token.split(":")[0], "::", ":", "a", "x" * 60_000, "é:é:é", "." + token, token + " ", token.upper(),
    ]  # fmt: skip
    for one in bad[:15]:
        talk = await knock()
        await talk.say({**HELLO, "key": house.key, "token": one})
        bye = await talk.bye()
        assert (bye["code"], bye["retry"], talk.code) == ("token", 0, 4401), one
    assert (await visit(token="")).all("welcome")[0]["visitor"] != visitor


async def test_a_token_stolen_to_another_origin(visit: Visit, knock: Visit, house: House) -> None:
    victim = await visit()
    conversation = str(uuid7())
    await victim.send(conversation, "secret")
    thief = await knock("visitor", origin="https://evil.example")
    await thief.say(
        {**HELLO, "key": house.key, "token": victim.all("welcome")[0]["token"], "conversation": conversation}
    )
    assert (await thief.bye())["code"] == "refused"
    assert "secret" not in str(thief.got)


async def test_no_cookie_is_read_at_the_visitors_door(knock: Visit, house: House) -> None:
    cookie = f"extramile_session={house.browser('Maya Reyes').session}"
    talk = await knock("visitor", origin=house.url, Cookie=cookie)
    await talk.say({"kind": "hello", "watch": []})
    assert (await talk.bye())["code"] == "hello_first"
    talk = await knock("visitor", origin=SHOP, Cookie=cookie)
    await talk.say({**HELLO, "key": house.key})
    await talk.hears("welcome")
    assert (await talk.asks({"kind": "watch", "conversation": 1, "seq": 0}, "error"))["code"] == "unknown_kind"


async def refused(house: House, **given: str | None) -> None:
    """The upgrade at the desk's door gets 403."""
    origin = given.pop("origin", house.url)
    headers = {name: value for name, value in given.items() if value is not None}
    with pytest.raises(InvalidStatus) as error:
        await dial(house.url, "/live/desk", "desk", origin=origin, headers=headers)
    assert error.value.response.status_code == 403


async def test_the_desk_is_for_agents(house: House) -> None:
    cookie = f"extramile_session={house.browser('Maya Reyes').session}"
    await refused(house)
    for session in ("", "nobody", "a" * 32, "é", "'; --", "x" * 5000):
        await refused(house, Cookie=f"extramile_session={session}")
    await refused(house, Cookie=f"extramile_csrf={house.browser('Maya Reyes').session}")
    for origin in (None, "null", SHOP, "https://evil.example", house.url.replace("127.0.0.1", "localhost"), "http://["):
        await refused(house, Cookie=cookie, origin=origin)


async def test_an_unknown_door(house: House) -> None:
    for path in ("/live/nowhere", "/live/", "/desk/", "/live/visitor/"):
        with pytest.raises(InvalidStatus):
            await dial(house.url, path, "visitor", origin=SHOP)


async def test_a_session_that_is_over(house: House) -> None:
    browser = await asyncio.to_thread(Browser(house.url).sign_in, "Priya Raman")
    session = browser.session
    talk = await dial(
        house.url, "/live/desk", "desk", origin=house.url, headers={"Cookie": f"extramile_session={session}"}
    )
    await talk.say({"kind": "hello", "watch": []})
    await talk.hears("welcome")
    await asyncio.to_thread(browser.post, "/sign-out")
    bye = await talk.bye()
    assert (bye["code"], bye["retry"], talk.code) == ("revoked", None, 4403)
    await refused(house, Cookie=f"extramile_session={session}")
