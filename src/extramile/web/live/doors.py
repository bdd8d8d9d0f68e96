"""Opening and closing of live connections: who comes in, and how each connection ends."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import structlog

from extramile.base import metrics
from extramile.base.limits import Allowances
from extramile.base.log import request_id
from extramile.web import door
from extramile.web.door import Message, Receive, Scope, Send
from extramile.web.live import admit, frames
from extramile.web.live.admit import Admitted
from extramile.web.live.connection import Closed, Connection, first
from extramile.web.live.desk import DeskConnection
from extramile.web.live.frames import BadFrame
from extramile.web.live.house import House
from extramile.web.live.visitor import VisitorConnection

HELLO_WITHIN = 10.0
DESKS = 30
_REFUSALS = 20
Hello = Callable[[dict[str, Any]], Awaitable[None]]
_log = structlog.get_logger()


class Doors:
    """The two live doors of this process."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._refused = Allowances(_REFUSALS, 60)
        self._lines = Allowances(_REFUSALS, 60)

    async def visitor(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One widget's connection, from upgrade to end."""
        if not door.host_is_ours(scope, self.house.config):
            metrics.refused("visitor", "forbidden")
            self._log("visitor_refused", door.address_of(scope, self.house.config), own_address=False)
            await refuse(send)
            return
        await receive()
        await send({"type": "websocket.accept"})
        await self.serve_visitor(scope, receive, send)

    async def desk(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One desk's connection, from upgrade to end."""
        admitted = await self.admit(scope)
        if admitted is None:
            await refuse(send)
            return
        await receive()
        await send({"type": "websocket.accept"})
        await self.serve_desk(admitted, scope, receive, send)

    async def admit(self, scope: Scope) -> Admitted | None:
        """The agent whose browser asks from the desk's own page; None for nobody, which is logged."""
        config, key = self.house.config, session_of(scope)
        ours = door.host_is_ours(scope, config) and door.origin_is_own(scope, config)
        admitted = await self.house.ask(admit.agent_of_session, key) if ours and key else None
        if admitted is None:
            metrics.refused("desk", "forbidden")
            self._log("desk_refused", door.address_of(scope, config), own_address=ours, cookie=bool(key))
        return admitted

    async def serve_visitor(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One widget's connection from hello to end, over a websocket or a stream."""
        config, address = self.house.config, door.address_of(scope, self.house.config)
        own = door.origin_is_own(scope, config)
        widget = VisitorConnection(
            send, self.house, address=address, origin=door.origin_of(scope), own_origin=own, line=door.line_of(scope)
        )
        await self._live(widget, address, receive, widget.hello)

    async def serve_desk(self, admitted: Admitted, scope: Scope, receive: Receive, send: Send) -> None:
        """One desk's connection from hello to end, over a websocket or a stream."""
        desk = DeskConnection(send, self.house, admitted, door.line_of(scope))
        again = partial(admit.agent_of_session, session_of(scope))
        await self._live(desk, door.address_of(scope, self.house.config), receive, partial(desk.hello, again=again))

    async def _live(self, one: Connection, address: str, receive: Receive, hello: Hello) -> None:
        room = self._room_for(one, address)
        held = self.house.by_holder
        held[_holder(one, address)] = held.get(_holder(one, address), 0) + 1
        self.house.entering.add(one)
        try:
            if not room:
                raise Closed("flood", "Too many connections.")
            await self._hello(one, await first(receive, HELLO_WITHIN), hello)
            self.house.entering.discard(one)
            self.house.connections.add(one)
            one.let_in()
            while True:
                message = await receive()
                if one.closing:
                    # The connection ends with this call, and whoever writes on would lose the goodbye.
                    await one.ended()
                    break
                await one.hear(message)
        except Closed as end:
            if end.code:
                self._note(one, end, address)
                await one.close(end.code, end.says, retry=end.retry or RETRY.get(end.code))
        except asyncio.CancelledError:
            raise
        except Exception:
            metrics.refused(one.door, "broken")
            _log.exception("connection_broken", request=request_id(), door=one.door, conversations=one.conversations)
            await one.close("restarting", "Something went wrong here.", retry=2)
        finally:
            one.cut = True
            self._leave(one, address)

    async def _hello(self, one: Connection, message: Message, hello: Hello) -> None:
        text = message.get("text")
        if message["type"] != "websocket.receive":
            raise Closed
        line, _, rest = (text or "").partition("\n")
        try:
            frame = frames.read(one.door, one.who, line)
        except BadFrame as bad:
            raise Closed("hello_first", bad.says) from None
        if frame["kind"] != "hello":
            raise Closed("hello_first", "The first frame is hello.")
        await hello(frame)
        if rest:
            await one.hear({"type": "websocket.receive", "text": rest})

    def _room_for(self, one: Connection, address: str) -> bool:
        """Whether an address, or an agent, may open one more; visitors refused often in a minute have to wait."""
        # An agent has shown a session: strangers behind the same address must not lock the office out.
        if isinstance(one, DeskConnection):
            most = DESKS
        elif self._refused.spent(address):
            return False
        else:
            most = self.house.config.limit_connections
        return self.house.by_holder.get(_holder(one, address), 0) < most

    def _note(self, one: Connection, end: Closed, address: str) -> None:
        metrics.refused(one.door, end.code)
        told = {"door": one.door, "code": end.code, "conversations": one.conversations}
        self._log("connection_refused", address, **told)
        if end.code in ("token", "refused", "flood"):
            self._refused.take(address)

    def _log(self, event: str, address: str, **told: Any) -> None:
        # Or one who knocks without end would fill the disk; the figures count each.
        if not self._lines.take(address):
            _log.info(event, request=request_id(), address=address, **told)

    def _leave(self, one: Connection, address: str) -> None:
        self.house.entering.discard(one)
        self.house.connections.discard(one)
        one.leave()
        holder = _holder(one, address)
        left = self.house.by_holder[holder] - 1
        if left:
            self.house.by_holder[holder] = left
        else:
            del self.house.by_holder[holder]


def session_of(scope: Scope) -> str:
    """The key of the session in the request's cookie, or an empty text."""
    return door.cookies(scope).get(admit.SESSION_COOKIE, "")


def _holder(one: Connection, address: str) -> str | int:
    return one.agent if isinstance(one, DeskConnection) else address


RETRY: dict[str, float | None] = {
    "hello_first": 5,
    "token": 0,
    "refused": None,
    "flood": 30,
    "slow": 1,
    "restarting": 1,
}


async def refuse(send: Send) -> None:
    """Answer an upgrade with 403."""
    with contextlib.suppress(OSError, RuntimeError):
        await send({"type": "websocket.close", "code": 1008})
