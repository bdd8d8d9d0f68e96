"""Access that is taken back takes the open sockets with it: the right ones, and only those."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
from websockets.exceptions import ConnectionClosed

from extramile.demo import northfold
from tests.web.live.conftest import Browser, House, Visit
from tests.web.live.talk import Talk, new
from tests.web.live.test_doors import refused
from tests.web.live.test_lossless import Begin

ADMIN = "Ines Duarte"
OWN: dict[str, str] = {}


async def post(browser: Browser, path: str, page: str | None = None, **fields: object) -> None:
    await asyncio.to_thread(browser.post, path, page, **fields)


async def another(house: House, name: str, password: str = northfold.PASSWORD) -> Browser:
    """Another browser in which somebody signs in."""
    return await asyncio.to_thread(Browser(house.url).sign_in, name, password)


async def revoked(talk: Talk, retry: float | None) -> None:
    bye = await talk.bye()
    assert (bye["code"], bye["retry"], talk.code) == ("revoked", retry, 4403)


def cookie(browser: Browser) -> str:
    return f"extramile_session={browser.session}"


@pytest.fixture
async def priya(house: House) -> AsyncIterator[Browser]:
    """A browser of Priya's, who is an agent of the Workshop again afterwards."""
    yield await another(house, "Priya Raman")
    number = house.agent("Priya Raman")
    if not house.rows("SELECT is_active FROM people_agent WHERE id = ?", number)[0][0]:
        await post(house.browser(ADMIN), f"/settings/people/{number}/reactivate")
    workshop = house.rows("SELECT id FROM people_team WHERE name = 'Workshop'")[0][0]
    await post(house.browser(ADMIN), f"/settings/people/{number}", role="agent", teams=[workshop])


async def test_signing_out_closes_that_browser_only(house: House, desk: Visit, priya: Browser) -> None:
    other = await another(house, "Priya Raman")
    one, two = await desk(browser=priya), await desk(browser=priya)
    elsewhere, maya = await desk(browser=other), await desk()
    before = priya.session
    await post(priya, "/sign-out")
    await revoked(one, None)
    await revoked(two, None)
    await elsewhere.alive()
    await maya.alive()
    await refused(house, Cookie=f"extramile_session={before}")


async def test_signing_out_between_the_upgrade_and_hello(house: House, knock: Visit, priya: Browser) -> None:
    talk = await knock("desk", origin=house.url, Cookie=cookie(priya))
    await post(priya, "/sign-out")
    await talk.say({"kind": "hello", "watch": [{"conversation": 1, "seq": 0}]})
    await revoked(talk, None)
    assert [one["kind"] for one in talk.got] == ["bye"]


async def test_deactivation(house: House, desk: Visit, knock: Visit, priya: Browser, begin: Begin) -> None:
    _, _, number = await begin()
    talk = await desk(browser=priya, watch=[{"conversation": number, "seq": 0}])
    waiting = await knock("desk", origin=house.url, Cookie=cookie(priya))
    maya = await desk()
    await post(house.browser(ADMIN), f"/settings/people/{house.agent('Priya Raman')}/deactivate")
    await revoked(talk, None)
    await waiting.say({"kind": "hello", "watch": []})
    await revoked(waiting, None)
    await refused(house, Cookie=cookie(priya))
    await maya.hears(
        "presence", agents=[{"id": house.agent("Priya Raman"), "name": "Priya Raman", "initials": "PR", "state": "off"}]
    )
    await maya.alive()


async def test_what_is_said_after_the_end_changes_nothing(
    house: House, desk: Visit, priya: Browser, begin: Begin
) -> None:
    """A client that hears nothing of the end, does not hang up, and goes on talking."""
    visitor, conversation, number = await begin()
    talk, witness = await desk(browser=priya, watch=[{"conversation": number, "seq": 0}]), await desk(browser=priya)
    said = 0

    async def shout() -> None:
        nonlocal said
        with contextlib.suppress(ConnectionClosed, OSError):
            while said < 5_000:
                await talk.say({"kind": "send", "conversation": number, "id": new(), "text": "!"})
                said += 1
                await asyncio.sleep(0.002)

    async def stored() -> int:
        # The writer keeps the order of those who came: what was taken before this message is committed with its ack.
        await visitor.send(conversation, "a mark in the log")
        return int(house.rows("SELECT count(*) FROM desk_entry WHERE conversation_id = ? AND text = '!'", number)[0][0])

    shouting = asyncio.create_task(shout())
    await talk.hears("ack")
    talk.socket.transport.pause_reading()
    await post(priya, "/sign-out")
    # Both sockets of the browser are ended together.
    await revoked(witness, None)
    before, heard = said, await stored()
    while not shouting.done() and said < before + 50:
        await visitor.alive()
    assert await stored() == heard
    shouting.cancel()


async def test_another_password_closes_every_socket_of_the_person(house: House, desk: Visit, priya: Browser) -> None:
    other = await another(house, "Priya Raman")
    before = priya.session
    own, elsewhere, maya = await desk(browser=priya), await desk(browser=other), await desk()
    changed = {"password-current": northfold.PASSWORD, "password-new": "another-long-walk-home"}
    await post(priya, "/profile/password", "/profile", **changed)
    for talk in (own, elsewhere):
        await talk.closed()
        assert talk.got[-1]["code"] == "revoked"
    await refused(house, Cookie=cookie(other))
    await refused(house, Cookie=f"extramile_session={before}")
    back = await desk(browser=priya)
    await back.alive()
    await maya.alive()
    changed = {"password-current": "another-long-walk-home", "password-new": northfold.PASSWORD}
    await post(priya, "/profile/password", "/profile", **changed)


async def test_another_role_is_admitted_anew(house: House, desk: Visit, priya: Browser) -> None:
    number = house.agent("Priya Raman")
    talk, maya = await desk(browser=priya), await desk()
    assert talk.all("welcome")[0]["agent"]["role"] == "agent"
    await post(house.browser(ADMIN), f"/settings/people/{number}", role="lead", teams=[])
    await revoked(talk, 1)
    talk = await desk(browser=priya)
    assert talk.all("welcome")[0]["agent"]["role"] == "lead"
    await maya.alive()


async def test_out_of_a_team_and_into_it(house: House, desk: Visit, priya: Browser) -> None:
    number = house.agent("Priya Raman")
    inbox = house.rows("SELECT id FROM desk_inbox WHERE name = 'Repairs'")[0][0]
    (hidden,) = house.rows("SELECT id FROM desk_conversation WHERE inbox_id = ?", inbox)[0]
    (workshop,) = house.rows("SELECT id FROM people_team WHERE name = 'Workshop'")[0]
    talk = await desk(browser=priya, watch=[{"conversation": hidden, "seq": 0}])
    await talk.hears("resumed")
    sam = await desk("Sam Okafor")
    await post(house.browser(ADMIN), f"/settings/people/{number}", role="agent", teams=[])
    await revoked(talk, 1)
    talk = await desk(browser=priya, watch=[{"conversation": hidden, "seq": 0}])
    await talk.hears("error", code="not_yours")
    assert str(inbox) not in talk.all("welcome")[0]["tallies"]
    await post(house.browser(ADMIN), f"/settings/people/{number}", role="agent", teams=[workshop])
    await talk.until(lambda: any(str(inbox) in one["tallies"] for one in talk.all("tallies")))
    await talk.asks({"kind": "watch", "conversation": hidden, "seq": 0}, "resumed", conversation=hidden)
    await sam.alive()


async def test_an_inbox_given_to_a_team(house: House, desk: Visit, begin: Begin) -> None:
    _, _, number = await begin()
    (inbox,) = house.rows("SELECT id FROM desk_inbox WHERE name = 'Shop'")[0]
    (workshop,) = house.rows("SELECT id FROM people_team WHERE name = 'Workshop'")[0]
    watch = [{"conversation": number, "seq": 0}]
    maya, sam, jo = await desk(watch=watch), await desk("Sam Okafor", watch=watch), await desk("Jo Lind", watch=watch)
    await post(house.browser(ADMIN), f"/settings/inboxes/{inbox}", name="Shop", teams=[workshop])
    await revoked(maya, 1)
    await sam.alive()
    await jo.alive()
    maya = await desk(watch=watch)
    await maya.hears("error", code="not_yours")
    await sam.send(number, "secret of the workshop")
    await maya.alive()
    assert "secret" not in str(maya.got)
    await post(house.browser(ADMIN), f"/settings/inboxes/{inbox}", name="Shop", teams=[])
    await maya.until(lambda: any(str(inbox) in one["tallies"] for one in maya.all("tallies")))
    await maya.asks({"kind": "watch", "conversation": number, "seq": 0}, "resumed", conversation=number)


async def test_a_blocked_customer(house: House, begin: Begin, visit: Visit, knock: Visit, desk: Visit) -> None:
    visitor, conversation, number = await begin("rude")
    token = visitor.all("welcome")[0]["token"]
    tab, bystander = await visit(token=token), await visit()
    maya = await desk(watch=[{"conversation": number, "seq": 0}])
    await post(house.browser(ADMIN), f"/desk/c/{number}/block", f"/desk/c/{number}")
    for talk in (visitor, tab):
        bye = await talk.bye()
        assert (bye["code"], bye["retry"], talk.code) == ("refused", None, 4403)
    await maya.hears("customer", conversation=number)
    back = await knock()
    await back.say({"kind": "hello", "key": house.key, "token": token, "conversation": conversation, "said": 0})
    assert (await back.bye())["code"] == "refused"
    assert [one["kind"] for one in back.got] == ["bye"]
    await bystander.alive()
    await post(house.browser(ADMIN), f"/desk/c/{number}/unblock", f"/desk/c/{number}")
    back = await visit(token=token, conversation=conversation, said=0)
    await back.send(conversation, "sorry")


async def test_a_website_that_is_removed(house: House, visit: Visit, begin: Begin) -> None:
    await post(
        house.browser(ADMIN), "/settings/websites/new", name="Second", inbox=1, origins="https://second.example",
        colour="#0f6f67", greeting="", language="auto", position="right",
    )  # fmt: skip
    website, key = house.rows("SELECT id, key FROM desk_website WHERE name = 'Second'")[0]
    talk = await visit(key=key, origin="https://second.example")
    other, conversation, _ = await begin()
    await post(house.browser(ADMIN), f"/settings/websites/{website}/remove")
    bye = await talk.bye()
    assert (bye["code"], bye["retry"], talk.code) == ("refused", None, 4403)
    await other.send(conversation, "nobody else pays for it")
