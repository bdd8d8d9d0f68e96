"""The visitor's door: what a widget may say, and what follows."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Any, ClassVar
from urllib.parse import urlsplit

from extramile.base import clock, text
from extramile.desk.actions import live
from extramile.desk.actions.rate import Rate, TooLate
from extramile.desk.models import Status, Website
from extramile.desk.queries import resume
from extramile.desk.queries.hellos import Arrived, Arriving
from extramile.web.door import Line, Send
from extramile.web.live import tokens
from extramile.web.live.connection import Closed, Connection
from extramile.web.live.frames import BadFrame
from extramile.web.live.house import House
from extramile.web.live.said import rated, rating, visitor_ack, visitor_entry
from extramile.web.live.typing import visitor_types

_COMMENT = 1000


def topic(visitor: str) -> str:
    """The topic of everything that one visitor may hear."""
    return f"v:{visitor}"


class VisitorConnection(Connection):
    """One open widget."""

    __slots__ = ("address", "house", "inbox", "language", "mine", "moved", "origin", "page", "visitor", "website")
    door = "visitor"

    def __init__(
        self, send: Send, house: House, *, address: str, origin: str, own_origin: bool, line: Line | None = None
    ) -> None:
        super().__init__(send, line, who="visitor", frames_in_10_s=house.config.limit_frames)
        self.house = house
        self.address = address
        self.origin = "" if own_origin else origin
        self.visitor = self.page = self.language = ""
        self.website = self.inbox = 0
        # Websites that were changed while it was asked which one this is: what was read of them may be older.
        self.moved: dict[int, Collection[str] | None] = {}
        # The visitor's conversations that came up here, by their UUIDs; 0 while one is being opened.
        self.mine: dict[str, int] = {}

    async def hello(self, frame: dict[str, Any]) -> None:
        """Let a visitor in, and give what they missed. Raises Closed."""
        token = frame.get("token")
        self.page, self.language = _page(frame.get("page") or ""), cut(frame.get("language") or "", 12)
        comes, genuine = _holder(token)
        self.visitor, self.website = comes.id, comes.website
        self.hold()
        # Subscribed before the database is asked: a block, or a message, is either heard or found.
        self.house.hub.subscribe(topic(self.visitor), self)
        known = bool(token) and genuine
        asked = Arriving(frame["key"], self.visitor, known, frame.get("conversation"), frame.get("said") or 0)
        answer = await self.house.arrive(asked)
        found, newest = answer.found, answer.found.newest
        website = self._admitted(found, genuine=genuine)
        self.website, self.inbox = website.pk, website.inbox_id
        self.give(
            "welcome", token=tokens.sign(self.visitor, self.website), visitor=self.visitor,
            conversation=newest and {"id": newest.public_id, "said": newest.said, "status": newest.status},
            agents=self.house.presence.serving(self.inbox), company=answer.company, at=clock.stamp(clock.now()),
        )  # fmt: skip
        if newest:
            self.mine[newest.public_id] = newest.conversation
        if found.missed:
            self._give_missed(found.missed)
        else:
            self.let_go()

    def _admitted(self, found: Arrived, *, genuine: bool) -> Website:
        """The website that lets this visitor in. Raises Closed."""
        website = found.website
        if website is None:
            raise Closed("refused", "This website key is not known.")
        if not genuine or self.website not in (0, website.pk):
            raise Closed("token", "This token is not good any more. Come back without one.")
        if not self.may_be_on(self.moved.get(website.pk, website.origins)):
            raise Closed("refused", f"{self.origin} is not an allowed origin of this website.")
        if found.blocked:
            raise Closed("refused", "This chat is closed.")
        return website

    def may_be_on(self, origins: Collection[str] | None) -> bool:
        """Whether the page that shows this widget is among these origins, or is ours; None when the website is gone."""
        return origins is not None and (not self.origin or self.origin in origins)

    def _give_missed(self, missed: resume.Missed) -> None:
        row = missed.row
        self.mine[row.public_id] = row.conversation
        for entry in missed.entries:
            self.push(visitor_entry(entry, row.public_id))
        first = missed.entries[0].said if missed.entries else row.said + 1
        self.give(
            "resumed", conversation=row.public_id, said=row.said, status=row.status, delivered=row.desk_delivered,
            seen=row.desk_seen, first=first,
        )  # fmt: skip
        if row.status == Status.RESOLVED:
            self.push(rating(row, missed.rating))
        if row.visitor_delivered < row.said:
            self.house.marks.note(row.conversation, desk=False, delivered=row.said)
        self.let_go(row.conversation, row.said)

    async def take(self, frame: dict[str, Any]) -> None:
        match frame["kind"]:
            case "resume":
                await self._resume(frame)
            case "older":
                await self._older(frame)
            case _:
                raise BadFrame("malformed", "Hello was said already.", frame["kind"])

    def _send(self, frame: dict[str, Any]) -> None:
        name, conversation = frame["id"], frame["conversation"]
        named = {"id": name, "conversation": conversation}
        if wait := self.house.sends.take(self.visitor):
            raise BadFrame("rate", "Too fast.", "send", retry=wait, **named)
        said = cleaned(frame["text"], "send", **named)
        if conversation not in self.mine and (wait := self.house.openings.take(self.address)):
            raise BadFrame("too_many", "Too many new conversations.", "send", retry=wait, **named)
        first = bool(frame.get("first"))
        job = live.Receive(self.visitor, self.website, conversation, name, said, self.page, self.language, first)
        self.house.write(job, partial(self._written, conversation, name))
        self.mine.setdefault(conversation, 0)

    def _written(self, conversation: str, name: str, outcome: live.Outcome) -> None:
        if isinstance(outcome, live.Done) and outcome.entry is not None:
            self.mine[conversation] = outcome.row.conversation
            self.push(visitor_ack(outcome.entry, conversation))
        else:
            if isinstance(outcome, live.NotYours | live.Elsewhere) and not self.mine.get(conversation):
                self.mine.pop(conversation, None)
            self.wrong(not_written(outcome, "send", id=name, conversation=conversation))

    def _rate(self, frame: dict[str, Any]) -> None:
        named = {"id": frame["id"], "conversation": frame["conversation"]}
        if wait := self.house.sends.take(self.visitor):
            raise BadFrame("rate", "Too fast.", "rating", retry=wait, **named)
        comment = (
            cleaned(frame["comment"], "rating", most=_COMMENT, **named) if (frame.get("comment") or "").strip() else ""
        )
        job = Rate(
            self.visitor, frame["conversation"], frame["id"], frame["resolved"], frame["stars"], comment,
            frame.get("recommend"), frame.get("may_share"),
        )  # fmt: skip
        self.house.write(job, partial(self._rated, job))

    def _rated(self, job: Rate, outcome: live.Outcome) -> None:
        named = {"conversation": job.public_id, "id": job.name}
        if isinstance(outcome, live.Done) and outcome.entry is not None:
            self.give("ack", **named, said=job.resolved, at=clock.stamp(outcome.entry.at))
            # Whoever has more to say heeds nothing that comes before the acknowledgement.
            self.push(rated(outcome.entry, job.public_id))
        else:
            self.wrong(not_written(outcome, "rating", **named))

    @property
    def conversations(self) -> list[int]:
        return sorted(self.mine.values())[:10]

    def leave(self) -> None:
        """The connection is gone."""
        self.house.hub.unsubscribe(topic(self.visitor), self)

    def _number(self, frame: dict[str, Any]) -> int:
        """The visitor's conversation that a frame names; 0 while it is being opened. Raises BadFrame."""
        number = self.mine.get(frame["conversation"])
        if number is None:
            of, named = frame["kind"], frame["conversation"]
            raise BadFrame("not_yours", "This conversation is not there.", of, conversation=named)
        return number

    def _typing(self, frame: dict[str, Any]) -> None:
        if number := self._number(frame):
            visitor_types(self.house, number, on=frame["on"])

    def _seen(self, frame: dict[str, Any]) -> None:
        if number := self._number(frame):
            self.house.marks.note(number, desk=False, seen=frame["said"])

    async def _resume(self, frame: dict[str, Any]) -> None:
        await self.room()
        self.hold()
        missed = await self.house.ask_for_visitor(
            resume.missed_by_visitor, frame["conversation"], self.visitor, said=frame["said"]
        )  # fmt: skip
        if missed is None:
            self.let_go()
            raise BadFrame("not_yours", "This conversation is not there.", "resume", conversation=frame["conversation"])
        self._give_missed(missed)

    async def _older(self, frame: dict[str, Any]) -> None:
        public_id = frame["conversation"]
        await self.room()
        missed = await self.house.ask_for_visitor(
            resume.older_for_visitor, public_id, self.visitor, before=frame["before"]
        )  # fmt: skip
        if missed is None:
            raise BadFrame("not_yours", "This conversation is not there.", "older", conversation=public_id)
        for entry in missed.entries:
            self.push(visitor_entry(entry, public_id))

    quick: ClassVar = {"send": _send, "rating": _rate, "typing": _typing, "seen": _seen, "ping": Connection._ping}


def _holder(token: str | None) -> tuple[tokens.Visitor, bool]:
    """Who holds a token, or somebody new, and whether the token is genuine; none at all is."""
    try:
        return (tokens.read(token) if token else tokens.new()), True
    except tokens.BadToken:
        return tokens.new(), False


def cleaned(given: str, of: str, *, most: int = text.LIMIT, **named: Any) -> str:
    """A text ready to be stored. Raises BadFrame when it is empty or too long."""
    try:
        return text.clean(given, most)
    except text.EmptyText:
        raise BadFrame("empty", "Nothing is left of this text.", of, **named) from None
    except text.TextTooLong:
        raise BadFrame("too_long", f"A text has at most {most} characters.", of, **named) from None


def not_written(outcome: live.Outcome, of: str, **named: Any) -> BadFrame:
    """Why a message or a rating is not on disk, for the one who sent it."""
    match outcome:
        case live.NotYours():
            return BadFrame("not_yours", "This conversation is not there.", of, **named)
        case live.Elsewhere(public_id):
            return BadFrame("elsewhere", "Another one is open: write there.", of, **named, to=public_id)
        case TooLate():
            return BadFrame("over", "This cannot be rated now, or not any more.", of, **named)
    return BadFrame("unavailable", "The desk cannot store this now. Keep it.", of, retry=3, **named)


def cut(given: str, most: int) -> str:
    """Up to `most` characters that a database can take."""
    return given[:most].replace("\x00", "")


def _page(address: str) -> str:
    """The page a visitor is on, without its query and fragment: those may hold secrets of the website."""
    try:
        parts = urlsplit(cut(address, 2000))
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}{parts.path}"[:500] if parts.scheme in ("http", "https") else ""
