"""Visitors and agents whose messages go through the live writer's one way in, as batches."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from extramile.base.ids import uuid7
from extramile.desk.access import inboxes_of
from extramile.desk.actions import live
from extramile.desk.actions.rate import Rate
from extramile.desk.models import Conversation, Entry
from extramile.people.models import Agent
from tests.cast import Cast


def new() -> str:
    """A UUID as a client makes it."""
    return str(uuid7())


@dataclass
class Writer:
    """A visitor with one conversation."""

    cast: Cast
    visitor: str = field(default_factory=new)
    public_id: str = field(default_factory=new)

    def job(self, text: str = "Hello", *, name: str | None = None, public_id: str | None = None) -> live.Receive:
        """A message of theirs."""
        where = public_id or self.public_id
        return live.Receive(self.visitor, self.cast.website.pk, where, name or new(), text, "", "")

    def says(self, text: str = "Hello") -> live.Done:
        """A message of theirs, stored."""
        return done(live.commit([self.job(text)])[0])

    def rates(self, stars: int = 5, comment: str = "", **more: Any) -> live.Outcome:
        """What they say of their conversation, which was resolved last."""
        return live.commit([self.rating(stars, comment, **more)])[0]

    def rating(self, stars: int = 5, comment: str = "", *, name: str | None = None, **more: Any) -> Rate:
        """The same before it is stored."""
        said = {"resolved": self.conversation.said, "recommend": None, "may_share": None} | more
        return Rate(self.visitor, self.public_id, name or new(), stars=stars, comment=comment, **said)

    @property
    def conversation(self) -> Conversation:
        return Conversation.objects.get(public_id=self.public_id)


def reply(
    agent: Agent, conversation: int, text: str = "Hi", *, name: str | None = None, note: bool = False
) -> live.Reply:
    """An agent's message."""
    return live.Reply(agent.pk, agent.name, inboxes_of(agent), conversation, name or new(), text, note)


def done(outcome: live.Outcome) -> live.Done:
    """What was stored; fails when it was not."""
    assert isinstance(outcome, live.Done), outcome
    return outcome


def log(conversation: Conversation | int) -> list[tuple[int, int | None, str]]:
    """(seq, said, type) of each entry, in order."""
    pk = conversation if isinstance(conversation, int) else conversation.pk
    return list(Entry.objects.filter(conversation=pk).order_by("seq").values_list("seq", "said", "type"))


def gapless(conversation: int) -> None:
    """Fails when seq or said has a hole, or does not agree with the conversation's heads."""
    entries = log(conversation)
    assert [seq for seq, *_ in entries] == list(range(1, len(entries) + 1))
    saids = [said for _, said, _ in entries if said is not None]
    assert saids == list(range(1, len(saids) + 1))
    made = Conversation.objects.get(pk=conversation)
    assert (made.seq, made.said) == (len(entries), len(saids))
