"""The customers of Northfold and what they wrote, with times that end at the present moment.

The files beside this one hold the conversations; a line is [after the beginning, who, text]. Who is `customer`, an
agent's first name, or an agent and what was done: note, assigned, snoozed, resolved, gave (see `demo.gestures`).
`customer:rated` has stars and words. A promise is [who, what, until when from now on, at noon where that is days, a
minus when it has passed].
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from extramile.base import clock
from extramile.base.ids import uuid7
from extramile.customers.actions.promises import make
from extramile.customers.models import Customer
from extramile.demo import accounts, gestures
from extramile.desk.actions import log, manners, rate
from extramile.desk.actions.head import Draft
from extramile.desk.models import By, Conversation, Inbox, Status, Tag, Type, Website
from extramile.desk.shapes import RatingShape
from extramile.people.models import Agent, Team

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_FOLDER = Path(__file__).parent


def span(given: str) -> timedelta:
    """`90s`, `5m`, `2h` or `3d` as a length of time, with a minus one that has passed."""
    return timedelta(**{_UNITS[given[-1]]: int(given[:-1])})


def stories() -> list[dict[str, Any]]:
    """Every conversation, as the files have them; those from before come first."""
    return [*_read("earlier"), *_read("open")]


def known() -> dict[str, dict[str, Any]]:
    """What is known of each customer, by the name that the files give them."""
    return dict(_read("customers"))


def _read(name: str) -> Any:
    return json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def tell() -> None:
    """Write every conversation into the database. Runs in the caller's transaction."""
    now = clock.now()
    customers = {}
    for key, fields in known().items():
        since = now - timedelta(days=fields.pop("days"))
        customers[key] = Customer.objects.create(since=since, **fields)
    agents = {agent.name.split()[0]: agent for agent in Agent.objects.all()}
    for story in stories():
        _Telling(story, customers[story["who"]], agents, now).tell()
    for customer in customers.values():
        manners.read_again(customer.pk)


class _Telling:
    """One conversation on its way into the database, through the same log as everything that is said live."""

    def __init__(self, story: dict[str, Any], customer: Customer, agents: dict[str, Agent], now: datetime) -> None:
        self.story = story
        self.agents = agents
        self.now = now
        self.began = now - span(story["ago"])
        made = Conversation.objects.create(
            inbox=Inbox.objects.get(name=story.get("inbox", "Shop")), website=Website.objects.get(), customer=customer,
            page=story.get("page", ""), opened_at=self.began, last_at=self.began,
        )  # fmt: skip
        self.conversation = made
        self.head = log.lock([made.pk])[made.pk]

    def tell(self) -> None:
        """Write it. Tags come with the last thing that an agent did."""
        lines = self.story["lines"]
        last = max((place for place, (_, who, _) in enumerate(lines) if not who.startswith("customer")), default=-1)
        for place, (after, who, said) in enumerate(lines):
            self.head.at = self.began + span(after)
            if place == last:
                self._tag(self.agents[who.partition(":")[0]])
            self._line(who, said)
        self._read_marks()
        log.save([self.head])
        for entry in self.head.added:
            if entry.type == Type.RATED:
                rate.keep(entry)
        for who, what, due in self.story.get("promises", ()):
            moment = self.now + span(due)
            make(
                self.agents[who].pk, self.conversation.customer_id, what,
                moment.replace(hour=12, minute=0) if due.endswith("d") else moment, name=str(uuid7()),
                conversation=self.conversation.pk,
            )  # fmt: skip
        stands = [(self.began + span(after), *rest) for after, *rest in self.story.get("account", ())]
        accounts.write_down(stands, self.head, self.agents)

    def _line(self, who: str, said: str) -> None:
        if who == "customer":
            self._write(Type.MESSAGE, By.VISITOR, said)
            return
        if who == "customer:rated":
            self._rate(said)
            return
        name, _, act = who.partition(":")
        agent = self.agents[name]
        if act in ("", "note"):
            self._write(Type.NOTE if act else Type.MESSAGE, By.AGENT, said, agent)
        elif act == "gave":
            gestures.give(agent, self.head, said)
        elif act == "assigned":
            self._assign(agent, said)
        elif act == "snoozed":
            self._snooze(agent, said)
        else:
            self.head.change(status=Status.RESOLVED, waiting_since=None)
            self._event(Type.RESOLVED, {}, agent)

    def _write(self, kind: str, by: str, said: str, agent: Agent | None = None) -> None:
        number, name = (agent.pk, agent.name) if agent else (None, "")
        self.head.add(Draft(self.conversation.pk, str(uuid7()), kind, by, number, name, said))

    def _rate(self, said: str) -> None:
        stars, _, comment = said.partition(" ")
        row, at = self.head.row, self.head.at
        shape = RatingShape(row.said, int(stars), comment, None, None, asks=False, at=at, changed=at)
        name = str(uuid7())
        self.head.add(Draft(row.conversation, name, Type.RATED, By.VISITOR, text=comment, data=shape.data))

    def _event(self, kind: str, data: dict[str, Any], agent: Agent) -> None:
        self.head.event(kind, data, by=By.AGENT, agent=agent.pk, author=agent.name)

    def _assign(self, actor: Agent, to: str) -> None:
        agent, team = self.agents.get(to), Team.objects.filter(name=to).first()
        self.head.change(assignee=agent.pk if agent else None, team=team.pk if team else None)
        holders = self.head.holders(agent_name=agent.name if agent else None, team_name=team.name if team else None)
        self._event(Type.ASSIGNED, holders, actor)

    def _snooze(self, actor: Agent, given: str) -> None:
        until = self.now + span(given) if given else None
        self.head.change(status=Status.SNOOZED, snoozed_until=until)
        self._event(Type.SNOOZED, {"until": clock.stamp(until) if until else None}, actor)

    def _tag(self, agent: Agent) -> None:
        for name in self.story.get("tags", ()):
            self.conversation.tags.add(Tag.objects.get(name=name))
            self._event(Type.TAGGED, {"tag": name}, agent)

    def _read_marks(self) -> None:
        """Both sides have seen what they answered; what nobody has answered yet is unread."""
        spoken = [(entry.said, entry.by) for entry in self.head.added if entry.said]
        said = self.head.row.said
        answered = max((place for place, by in spoken if by == By.AGENT and place), default=0)
        heard = max((place for place, by in spoken if by == By.VISITOR and place), default=0)
        done = self.head.row.status != Status.OPEN
        self.head.change(
            desk_delivered=said, desk_seen=said if done else answered,
            visitor_delivered=said, visitor_seen=said if done else heard,
        )  # fmt: skip
