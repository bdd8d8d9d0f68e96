"""Somebody writes: told to those who see the conversation, here and with other processes. Never stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extramile.base.live import broker
from extramile.base.text import first_name
from extramile.web.live import frames
from extramile.web.live.viewers import viewing

if TYPE_CHECKING:
    from extramile.web.live.desk import DeskConnection
    from extramile.web.live.house import House

TYPING = "typing"


def visitor_types(house: House, conversation: int, *, on: bool) -> None:
    """The visitor of a conversation writes, or has stopped."""
    _tell_desks(house, conversation, on=on)
    broker.current().send(TYPING, {"conversation": conversation, "on": on})


def agent_types(desk: DeskConnection, conversation: int, *, on: bool, note: bool) -> None:
    """An agent writes, or has stopped; visitors never hear of a note."""
    writes: dict[str, Any] = {"conversation": conversation, "on": on, "agent": desk.agent, "note": note}
    if conversation in desk.visitors and not note:
        writes["visitor"], writes["public_id"] = desk.visitors[conversation]
    _tell(desk.house, desk.name, writes, but=desk)
    broker.current().send(TYPING, writes)


def typed_elsewhere(house: House, writes: dict[str, Any]) -> None:
    """The same, with another process."""
    if "agent" not in writes:
        _tell_desks(house, writes["conversation"], on=writes["on"])
    elif person := house.presence.person(writes["agent"]):
        _tell(house, person.name, writes)


def _tell(house: House, name: str, writes: dict[str, Any], *, but: DeskConnection | None = None) -> None:
    agent, on = writes["agent"], writes["on"]
    _tell_desks(house, writes["conversation"], on=on, agent=agent, name=name, note=writes["note"], but=but)
    if "visitor" in writes:
        shown = frames.make("visitor", "typing", conversation=writes["public_id"], name=first_name(name), on=on)
        widgets: Any = house.hub.listeners(f"v:{writes['visitor']}")
        for widget in widgets:
            widget.tell(shown)


def _tell_desks(
    house: House, conversation: int, *, on: bool, agent: int | None = None, name: str = "", note: bool = False,
    but: DeskConnection | None = None,
) -> None:  # fmt: skip
    by = "visitor" if agent is None else "agent"
    told = {"conversation": conversation, "by": by, "agent": agent, "name": name, "on": on, "note": note}
    made = frames.make("desk", "typing", **told)
    for desk in viewing(house, conversation):
        if desk is not but:
            desk.tell(made)
