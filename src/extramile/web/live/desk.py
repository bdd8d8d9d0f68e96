"""The desk's door: what an agent's page may say, and what follows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from extramile.base import clock
from extramile.customers.shapes import Vow
from extramile.desk.actions import live, wrap_up
from extramile.desk.queries import resume
from extramile.desk.queries.tallies import Tallies, tallies_for
from extramile.people.actions.presence import choose_presence
from extramile.people.models.agent import Presence
from extramile.web.door import Line, Send
from extramile.web.live.admit import Admitted
from extramile.web.live.connection import Closed, Connection
from extramile.web.live.frames import BadFrame, moment
from extramile.web.live.house import House
from extramile.web.live.presence import Person
from extramile.web.live.said import desk_entry
from extramile.web.live.typing import agent_types
from extramile.web.live.viewers import tell_viewers, viewers, watchers
from extramile.web.live.visitor import cleaned, not_written

WATCHED = 500


class DeskConnection(Connection):
    """One open desk of one agent."""

    __slots__ = ("_present", "again", "agent", "house", "inboxes", "initials", "name", "session", "visitors", "watched")
    door = "desk"

    def __init__(self, send: Send, house: House, admitted: Admitted, line: Line | None = None) -> None:
        super().__init__(send, line, who=admitted.person.role, frames_in_10_s=max(house.config.limit_frames, 1200))
        person = admitted.person
        self.house = house
        self.agent, self.name, self.initials = person.id, person.name, person.initials
        self.inboxes = person.inboxes
        self.session = admitted.session
        self.watched: set[int] = set()
        self.visitors: dict[int, tuple[str, str]] = {}
        self._present = False

    async def hello(self, frame: dict[str, Any], *, again: Callable[[], Admitted | None]) -> None:
        """Let an agent in, and give what they missed of the conversations on their screen. Raises Closed."""
        self.hold()
        self.again = again
        # From here on a sign-out finds this connection; `again` tells of one between the upgrade and this hello.
        self.house.rows.desks.add(self)
        found = await self.house.ask(_enter, again)
        if found is None or self.closing:
            raise Closed("revoked", "You are signed out here.")
        person, tallies = found
        self.renew(person)
        self._present = True
        self.house.presence.came(person)
        self.give(
            "welcome", agent={"id": self.agent, "name": self.name, "initials": self.initials, "role": self.who},
            presence=[seen(one) for one in self.house.presence.people()], tallies=plain(tallies),
            at=clock.stamp(clock.now()),
        )  # fmt: skip
        self.let_go()
        for wanted in frame["watch"]:
            try:
                await self._watch(wanted["conversation"], wanted["seq"])
            except BadFrame as bad:
                self.wrong(bad)
                if bad.code == "too_many":
                    break

    async def take(self, frame: dict[str, Any]) -> None:
        match frame["kind"]:
            case "watch":
                await self._watch(frame["conversation"], frame["seq"])
            case "presence":
                await self._presence(frame["state"])
            case _:
                raise BadFrame("malformed", "Hello was said already.", frame["kind"])

    async def _watch(self, conversation: int, seq: int) -> None:
        if conversation not in self.watched and len(self.watched) >= WATCHED:
            raise BadFrame("too_many", f"At most {WATCHED} conversations at once.", "watch", conversation=conversation)
        # One answer at a time waits in the outbox: two of 200 entries would look like a slow listener.
        await self.room()
        self.hold()
        self.house.hub.subscribe(watchers(conversation), self)
        try:
            missed = await self.house.ask(resume.missed_by_desk, conversation, self.inboxes, seq=seq)
        except Exception:
            self._forget(conversation)
            raise
        if missed is None:
            self.unwatch(conversation)
            self._forget(conversation)
            self.let_go()
            raise not_there("watch", conversation)
        row = missed.row
        self.watched.add(conversation)
        if row.visitor:
            self.visitors[conversation] = row.visitor, row.public_id
        for entry in missed.entries:
            self.push(desk_entry(entry))
        first = missed.entries[0].seq if missed.entries else row.seq + 1
        self.give(
            "resumed", conversation=conversation, seq=row.seq, first=first, delivered=row.visitor_delivered,
            seen=row.visitor_seen, viewers=viewers(self.house, conversation),
        )  # fmt: skip
        self.let_go(conversation, row.seq)
        if row.desk_delivered < row.said:
            self.house.marks.note(conversation, desk=True, delivered=row.said)
        self._viewers_changed(conversation)

    def _viewers_changed(self, conversation: int) -> None:
        tell_viewers(self.house, conversation)
        self.house.elsewhere.changed(conversation)

    def unwatch(self, conversation: int) -> None:
        """The conversation is not on the screen any more."""
        if conversation in self.watched:
            self.watched.remove(conversation)
            self.visitors.pop(conversation, None)
            self.house.hub.unsubscribe(watchers(conversation), self)
            self._viewers_changed(conversation)

    def _forget(self, conversation: int) -> None:
        if conversation not in self.watched:
            self.house.hub.unsubscribe(watchers(conversation), self)

    def _send(self, frame: dict[str, Any]) -> None:
        conversation, name = frame["conversation"], frame["id"]
        named = {"id": name, "conversation": conversation}
        if wait := self.house.agent_sends.take(str(self.agent)):
            raise BadFrame("rate", "Too fast.", "send", retry=wait, **named)
        said = cleaned(frame["text"], "send", **named)
        note = bool(frame.get("note"))
        vow = None if note else _vow(frame.get("promise"))
        job = live.Reply(self.agent, self.name, self.inboxes, conversation, name, said, note, vow)
        self.house.write(job, partial(self._written, conversation, name))

    def _written(self, conversation: int, name: str, outcome: live.Outcome) -> None:
        if isinstance(outcome, live.Done) and outcome.entry is not None:
            at = clock.stamp(outcome.entry.at)
            self.give("ack", conversation=conversation, id=name, seq=outcome.entry.seq, at=at)
        else:
            self.wrong(not_written(outcome, "send", id=name, conversation=conversation))

    def _seen(self, frame: dict[str, Any]) -> None:
        if frame["conversation"] not in self.watched:
            raise not_there("seen", frame["conversation"])
        self.house.marks.note(frame["conversation"], desk=True, seen=frame["said"])

    def _unwatch(self, frame: dict[str, Any]) -> None:
        self.unwatch(frame["conversation"])

    def _typing(self, frame: dict[str, Any]) -> None:
        conversation, on, note = frame["conversation"], frame["on"], bool(frame.get("note"))
        if conversation not in self.watched:
            raise not_there("typing", conversation)
        agent_types(self, conversation, on=on, note=note)

    async def _presence(self, state: str) -> None:
        if state == Presence.AWAY:
            await self.house.ask(wrap_up, self.agent)
        else:
            await self.house.ask(choose_presence, self.agent, state)
        self.house.presence.update(
            Person(self.agent, self.name, self.initials, self.who, state, self.inboxes),
        )

    def renew(self, person: Person) -> None:
        """What others see of the agent, or what the agent may see, has changed."""
        self.name, self.initials, self.inboxes = person.name, person.initials, person.inboxes
        self.who = person.role

    @property
    def conversations(self) -> list[int]:
        return sorted(self.watched)[:10]

    def leave(self) -> None:
        """The connection is gone."""
        self.house.rows.desks.discard(self)
        for conversation in tuple(self.watched):
            self.unwatch(conversation)
        if self._present:
            self.house.presence.left(self.agent)

    quick: ClassVar = {
        "send": _send, "typing": _typing, "seen": _seen, "unwatch": _unwatch, "ping": Connection._ping,
    }  # fmt: skip


def _enter(again: Callable[[], Admitted | None]) -> tuple[Person, Tallies] | None:
    admitted = again()
    return None if admitted is None else (admitted.person, tallies_for(admitted.person.id, admitted.person.inboxes))


def _vow(given: dict[str, str] | None) -> Vow | None:
    return Vow(given["what"], moment(given["due"])) if given else None


def not_there(of: str, conversation: int) -> BadFrame:
    """The answer for a conversation that is not there, or not this agent's to see."""
    return BadFrame("not_yours", "This conversation is not there.", of, conversation=conversation)


def seen(person: Person) -> dict[str, Any]:
    """An agent as colleagues' pages get them."""
    return {"id": person.id, "name": person.name, "initials": person.initials, "state": person.state}


def plain(tallies: dict[int, dict[str, dict[str, int]]]) -> dict[str, dict[str, dict[str, int]]]:
    """Tallies with their inboxes as JSON keys."""
    return {str(inbox): scopes for inbox, scopes in tallies.items()}
