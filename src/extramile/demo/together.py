"""What Northfold's people share with each other, as culture.json has it. Days are counted back from today."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from extramile.base import clock
from extramile.base.ids import uuid7
from extramile.culture.actions import around, mondays, slips, stories, talk, thanks
from extramile.culture.models import Thread
from extramile.culture.queries.own_talks import shareable
from extramile.culture.weeks import WEEK, week_at
from extramile.customers.models import Customer
from extramile.demo import said
from extramile.demo import stories as talks
from extramile.desk.models import Conversation
from extramile.people.models import Agent, Team

Agents = Mapping[str, Agent]


def share() -> None:
    """Write it into the database. Runs in the caller's transaction, after the customers have their conversations."""
    agents = {agent.name.split()[0]: agent for agent in Agent.objects.all()}
    told = json.loads((Path(__file__).parent / "culture.json").read_text(encoding="utf-8"))
    for one in told["stories"]:
        _story(one, agents, _day(one))
    for one in told["thanks"]:
        thanks.thank(
            agents[one["from"]], agents[one["to"]].pk, one["words"], happened=one["for"], shared="shared" in one,
            name=uuid7(), day=_day(one),
        )  # fmt: skip
    for who, email in told["passed"]:
        for act in shareable(Customer.objects.get(email=email).pk)[:1]:
            thanks.pass_on(agents[who], act.pk, on=True, today=clock.now().date())
    for one in told["slips"]:
        _slip(one, agents)
    for one in told["posts"]:
        team = Team.objects.get(name=one["team"]).pk if "team" in one else None
        around.post(agents[one["who"]], one["words"], one["why"], team=team, name=uuid7(), day=_day(one))
    for who, question, more in told["cards"]:
        around.add_card(agents[who], question, more, day=clock.now().date())
    said.say(told["feedback"], agents, clock.now().date())
    week = week_at(clock.now())
    for back in (3, 2, 1):
        mondays.begin(week - back * WEEK)
    _said({"said": told["monday"]}, mondays.begin(week).thread, agents, clock.now().date())


def _day(one: dict[str, Any]) -> date:
    return clock.now().date() - timedelta(days=one["ago"])


def _story(one: dict[str, Any], agents: Agents, day: date) -> None:
    actor = agents[one["who"]]
    held = talk_of(one["of"], actor) if "of" in one else None
    quotes = shareable(held.customer_id) if held and one.get("quote") else []
    telling = stories.Telling(one["title"], one["words"], one["taught"], quotes[0].pk if quotes else None)
    made = stories.tell(actor, telling, conversation=held.pk if held else None, name=uuid7(), day=day)
    for name in one["cheered"]:
        stories.cheer(agents[name], made.pk, on=True)
    _said(one, made.thread, agents, day)


def _slip(one: dict[str, Any], agents: Agents) -> None:
    telling = slips.Telling(one["title"], one["happened"], one["learned"], one["expected"], one["changes"])
    made = slips.tell(
        agents[one["who"]], telling, conversation=None, unnamed="unnamed" in one, name=uuid7(), day=_day(one)
    )
    for change in made.changes.order_by("pk")[: one.get("done", 0)]:
        slips.done(change.pk, on=True, day=clock.now().date())


def _said(one: dict[str, Any], thread: Thread, agents: Agents, day: date) -> None:
    for name, words in one.get("said", ()):
        talk.say(agents[name], thread, words, name=uuid7(), day=day)


def talk_of(key: str, actor: Agent) -> Conversation:
    """The newest conversation of a customer in which somebody wrote."""
    named = talks.known()[key]
    found = Conversation.objects.filter(customer=Customer.objects.get(email=named["email"]), entries__agent=actor.pk)
    return found.order_by("-last_at")[0]
