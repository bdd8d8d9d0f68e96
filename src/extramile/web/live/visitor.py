"""The visitor's door: what a widget may say, and what follows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from extramile.base import clock, text
from extramile.base.limits import Allowance
from extramile.desk.actions import live
from extramile.desk.models import Website
from extramile.desk.queries import resume
from extramile.people.queries import company
from extramile.web.door import Send
from extramile.web.live import frames, tokens
from extramile.web.live.connection import Closed, Connection
from extramile.web.live.frames import BadFrame
from extramile.web.live.house import House
from extramile.web.live.said import visitor_entry


@dataclass(frozen=True, slots=True)
class Arrival:
    """What the database says to a hello."""

    website: Website
    visitor: tokens.Visitor
    company: str
    newest: str | None


def arrive(key: str, token: str | None) -> Arrival:
    """Who comes, and to which website. Raises Closed for a wrong key, a bad token, or somebody who is blocked."""
    website = resume.website_by_key(key)
    if website is None:
        raise Closed("refused", "This website key is not known.")
    try:
        visitor = tokens.read(token, website.pk) if token else tokens.new()
    except tokens.BadToken:
        raise Closed("token", "This token is not good any more. Come back without one.") from None
    if token and resume.is_blocked(visitor.id):
        raise Closed("refused", "This chat is closed.")
    return Arrival(website, visitor, company().name, resume.newest_of_visitor(visitor.id) if token else None)


def topic(visitor: str) -> str:
    """The topic of everything that one visitor may hear."""
    return f"v:{visitor}"


class VisitorConnection(Connection):
    """One open widget."""

    __slots__ = ("_sends", "address", "house", "inbox", "language", "number", "origin", "page", "public_id",
                 "visitor", "website")  # fmt: skip
    door = "visitor"

    def __init__(self, send: Send, house: House, *, address: str, origin: str, own_origin: bool) -> None:
        super().__init__(send, who="visitor", frames_in_10_s=house.config.limit_frames)
        self.house = house
        self.address = address
        self.origin = "" if own_origin else origin
        self.visitor = self.page = self.language = self.public_id = ""
        self.website = self.inbox = self.number = 0
        self._sends: Allowance | None = None

    async def hello(self, frame: dict[str, Any]) -> None:
        """Let a visitor in, and give what they missed. Raises Closed."""
        arrival = await self.house.ask(arrive, frame["key"], frame.get("token"))
        if self.origin and self.origin not in arrival.website.origins:
            raise Closed("refused", f"{self.origin} is not an allowed origin of this website.")
        self.visitor, self.website = arrival.visitor.id, arrival.website.pk
        self.inbox = arrival.website.inbox_id
        self.page, self.language = _page(frame.get("page") or ""), (frame.get("language") or "")[:12]
        self.hold()
        self.house.hub.subscribe(topic(self.visitor), self)
        wanted, said = frame.get("conversation"), frame.get("said") or 0
        missed = await self._missed(wanted, said) if wanted else None
        if missed is None and arrival.newest:
            missed = await self._missed(arrival.newest, 0 if arrival.newest != wanted else said)
        newest = missed and {"id": missed.row.public_id, "said": missed.row.said, "status": missed.row.status}
        self.give(
            "welcome", token=tokens.sign(arrival.visitor, self.website), visitor=self.visitor, conversation=newest,
            agents=self.house.presence.serving(self.inbox), company=arrival.company, at=clock.stamp(clock.now()),
        )  # fmt: skip
        if missed:
            self._give_missed(missed)
        else:
            self.let_go()

    async def _missed(self, public_id: str, said: int) -> resume.Missed | None:
        return await self.house.ask(resume.missed_by_visitor, public_id, self.visitor, said=said)

    def _give_missed(self, missed: resume.Missed) -> None:
        row = missed.row
        self.public_id, self.number = row.public_id, row.conversation
        for entry in missed.entries:
            self.push(visitor_entry(entry, row.public_id))
        first = missed.entries[0].said if missed.entries else row.said + 1
        self.give(
            "resumed", conversation=row.public_id, said=row.said, status=row.status, delivered=row.desk_delivered,
            seen=row.desk_seen, first=first,
        )  # fmt: skip
        if row.visitor_delivered < row.said:
            self.house.marks.note(row.conversation, desk=False, delivered=row.said)
        self.let_go(row.conversation, row.said)

    async def take(self, frame: dict[str, Any]) -> None:
        match frame["kind"]:
            case "send":
                self._send(frame)
            case "typing":
                self._typing(frame)
            case "seen":
                if frame["conversation"] == self.public_id:
                    self.house.marks.note(self.number, desk=False, seen=frame["said"])
            case "resume":
                await self._resume(frame)
            case "older":
                await self._older(frame)
            case "ping":
                self.give("beat", at=clock.stamp(clock.now()), heads={})
            case _:
                raise BadFrame("malformed", "Hello was said already.", frame["kind"])

    def _send(self, frame: dict[str, Any]) -> None:
        name, conversation = frame["id"], frame["conversation"]
        limits = self.house.config
        self._sends = self._sends or Allowance(limits.limit_sends, 10)
        named = {"id": name, "conversation": conversation}
        if wait := self._sends.take():
            raise BadFrame("rate", "Too fast.", "send", retry=wait, **named)
        said = cleaned(frame["text"], "send", **named)
        if conversation != self.public_id and (wait := self.house.openings.take(self.address)):
            raise BadFrame("too_many", "Too many new conversations.", "send", retry=wait, **named)
        job = live.Receive(self.visitor, self.website, self.inbox, conversation, name, said, self.page, self.language)
        self.house.write(job, partial(self._written, conversation, name))

    def _written(self, conversation: str, name: str, outcome: live.Outcome) -> None:
        if isinstance(outcome, live.Done) and outcome.entry is not None:
            self.public_id, self.number = outcome.row.public_id, outcome.row.conversation
            at = clock.stamp(outcome.entry.at)
            self.give("ack", conversation=conversation, id=name, said=outcome.entry.said, at=at)
        else:
            self.push(frames.error("visitor", not_written(outcome, id=name, conversation=conversation)))

    def leave(self) -> None:
        """The connection is gone."""
        self.house.hub.unsubscribe(topic(self.visitor), self)

    def _typing(self, frame: dict[str, Any]) -> None:
        if frame["conversation"] == self.public_id:
            told = {"conversation": self.number, "by": "visitor", "agent": None, "name": "", "note": False}
            made = frames.make("desk", "typing", **told, on=frame["on"])
            for desk in self.house.hub.listeners(f"c:{self.number}"):
                desk.push(made)

    async def _resume(self, frame: dict[str, Any]) -> None:
        self.hold()
        missed = await self._missed(frame["conversation"], frame["said"])
        if missed is None:
            self.let_go()
            raise BadFrame("not_yours", "This conversation is not there.", "resume", conversation=frame["conversation"])
        self._give_missed(missed)

    async def _older(self, frame: dict[str, Any]) -> None:
        public_id = frame["conversation"]
        missed = await self.house.ask(resume.older_for_visitor, public_id, self.visitor, before=frame["before"])
        if missed is None:
            raise BadFrame("not_yours", "This conversation is not there.", "older", conversation=public_id)
        for entry in missed.entries:
            self.push(visitor_entry(entry, public_id))


def cleaned(given: str, of: str, **named: Any) -> str:
    """A text ready to be stored. Raises BadFrame when it is empty or too long."""
    try:
        return text.clean(given)
    except text.EmptyText:
        raise BadFrame("empty", "Nothing is left of this text.", of, **named) from None
    except text.TextTooLong:
        raise BadFrame("too_long", f"A text has at most {text.LIMIT} characters.", of, **named) from None


def not_written(outcome: live.Outcome, **named: Any) -> BadFrame:
    """Why a message is not on disk, for the one who sent it."""
    if isinstance(outcome, live.NotYours):
        return BadFrame("not_yours", "This conversation is not there.", "send", **named)
    return BadFrame("unavailable", "The desk cannot store messages now. Yours is kept.", "send", retry=3, **named)


def _page(address: str) -> str:
    """The page a visitor is on, without its query and fragment: those may hold secrets of the website."""
    parts = urlsplit(address[:2000])
    return f"{parts.scheme}://{parts.netloc}{parts.path}"[:500] if parts.scheme in ("http", "https") else ""
