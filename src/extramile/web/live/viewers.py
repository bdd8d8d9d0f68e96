"""Who has a conversation on their screen, here and with other processes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extramile.web.live import frames

if TYPE_CHECKING:
    from extramile.web.live.desk import DeskConnection
    from extramile.web.live.house import House


def watchers(conversation: int) -> str:
    """The topic of those who have a conversation on their screen."""
    return f"c:{conversation}"


def viewing(house: House, conversation: int) -> list[DeskConnection]:
    """The desks that show a conversation. Who only asked to watch it may be told yet that it is not theirs to see."""
    found: Any = house.hub.listeners(watchers(conversation))
    return [desk for desk in found if conversation in desk.watched]


def viewers(house: House, conversation: int) -> list[dict[str, Any]]:
    """The agents who have it open, each once."""
    seen = {desk.agent: (desk.name, desk.initials) for desk in viewing(house, conversation)}
    for agent in house.elsewhere.viewers(conversation):
        person = house.presence.person(agent)
        if person:
            seen.setdefault(agent, (person.name, person.initials))
    return [{"id": agent, "name": name, "initials": initials} for agent, (name, initials) in seen.items()]


def tell_viewers(house: House, conversation: int) -> None:
    """Those who have it open hear who else has."""
    desks = viewing(house, conversation)
    if desks:
        frame = frames.make("desk", "viewers", conversation=conversation, agents=viewers(house, conversation))
        for desk in desks:
            desk.tell(frame)
