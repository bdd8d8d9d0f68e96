"""Who has which conversation on the screen, here and at other processes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class Viewers:
    """Agents by conversation and process; another process's are forgotten with its lease."""

    def __init__(self) -> None:
        self._by_conversation: dict[int, dict[str, list[dict[str, Any]]]] = {}

    def put(self, process: str, conversation: int, agents: list[dict[str, Any]]) -> None:
        """At one process these agents, and no others, have the conversation on their screen."""
        places = self._by_conversation.setdefault(conversation, {})
        if agents:
            places[process] = agents
        else:
            places.pop(process, None)
            if not places:
                del self._by_conversation[conversation]

    def of(self, conversation: int) -> list[dict[str, Any]]:
        """The agents who have a conversation on their screen, each once."""
        places = self._by_conversation.get(conversation, {})
        return list({agent["id"]: agent for agents in places.values() for agent in agents}.values())

    def forget(self, processes: Iterable[str]) -> list[int]:
        """Drop processes; returns the conversations that this changes."""
        gone = set(processes)
        touched = [number for number, places in self._by_conversation.items() if gone & places.keys()]
        for conversation in touched:
            for process in gone & self._by_conversation[conversation].keys():
                self._by_conversation[conversation].pop(process)
            if not self._by_conversation[conversation]:
                del self._by_conversation[conversation]
        return touched
