"""Northfold, an invented outdoor shop: the tour of the product, and the cast of the tests."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from extramile.base import clock
from extramile.base.config import WrongSetting
from extramile.demo import gestures, met, past, practised, rehearsed, rounds, steered, stories, together, trade
from extramile.desk.actions import plans as gameplans
from extramile.desk.models import Inbox, MoodSum, Pin, SavedReply, Tag, Website
from extramile.growth.practice.programme import actions as programme
from extramile.growth.practice.programme.modules import Part
from extramile.people.actions import make_key
from extramile.people.models import Agent, Charter, Company, Right, Team

PASSWORD = "a-long-walk-home"  # noqa: S105  printed for everybody at start
MARK = "demo"


@dataclass(frozen=True)
class Person:
    """Somebody who can sign in."""

    name: str
    email: str
    role: str


@cache
def book() -> dict[str, Any]:
    """Everything about the company, as northfold.json has it."""
    return dict(json.loads((Path(__file__).parent / "northfold.json").read_text(encoding="utf-8")))


def company() -> str:
    """The company's name."""
    return str(book()["company"])


def address(name: str) -> str:
    """The address that a person signs in with: the first name at northfold.example."""
    return name.split()[0].lower() + "@northfold.example"


def people() -> list[Person]:
    """Who works there, in the order in which they are shown."""
    return [Person(one["name"], address(one["name"]), one["role"]) for one in book()["people"]]


def fill(data: Path) -> bool:
    """Write the company into an empty database and mark the data folder; False when that was done before.

    Raises WrongSetting when the folder holds another company.
    """
    mark = data / MARK
    with transaction.atomic():
        if Company.objects.exists():
            if mark.exists():
                return False
            raise WrongSetting(
                f"The data folder {data} holds a company already. Set --data to an empty folder for the demo."
            )
        # Before the commit: a start that is killed between the two would find a company that nobody marked.
        mark.write_text("This folder holds the demo company. Delete the folder to start it anew.\n", encoding="utf-8")
        _company()
        stories.tell()
        trade.trade()
        past.leave(clock.now().date())
        past.open_page(Agent.objects.get(email=address("Ines Duarte")), clock.now().date())
        together.share()
        met.meet(book()["one_to_one"], password=PASSWORD)
    return True


def _company() -> None:
    Company.objects.create(pk=1, name=company(), time_zone=book()["time_zone"], currency=book()["currency"])
    agents = {one["name"]: _agent(**one) for one in book()["people"]}
    teams = {}
    for one in book()["teams"]:
        teams[one["name"]] = Team.objects.create(name=one["name"])
        teams[one["name"]].members.set([agents[name] for name in one["members"]])
    inboxes = {}
    for one in book()["inboxes"]:
        inboxes[one["name"]] = Inbox.objects.create(name=one["name"])
        inboxes[one["name"]].teams.set([teams[name] for name in one["teams"]])
    # What the conversations of some months have left behind: on average the mood rose by 0.31.
    MoodSum.objects.create(inbox=inboxes["Shop"], conversations=240, hundredths=7_440)
    site = book()["website"]
    Website.objects.create(**{**site, "inbox": inboxes[site["inbox"]]})
    lead = agents[book()["charter"]["author"]]
    Charter.objects.create(by=lead.pk, **book()["charter"])
    for one in book()["pins"]:
        team, author = one["team"] and teams[one["team"]], agents[one["author"]]
        until = clock.now().date() + timedelta(days=one["days"])
        Pin.objects.create(team=team, words=one["words"], by=author.pk, author=author.name, until=until)
    gestures.allow(lead, book()["mile"])
    for one in book()["plans"]:
        plan = gameplans.write(lead, {"may_give": "", "ask_help": "", **one}, today=clock.now().date())
        gameplans.publish(lead, plan.pk, today=clock.now().date())
    rounds.ask(lead, teams)
    for one in book()["modules"]:
        programme.word(lead, {name: said for name, said in one.items() if name != "part"}, part=Part(one["part"]))
    Tag.objects.bulk_create(Tag(name=name) for name in book()["tags"])
    SavedReply.objects.bulk_create(SavedReply(**one) for one in book()["replies"])
    seal_of = rehearsed.seals(agents, password=PASSWORD)
    rehearsed.rehearse(seal_of, book()["takes"])
    practised.practise(seal_of("Maya Reyes"), book()["practised"])
    steered.steer(seal_of("Maya Reyes"), book()["steered"])
    # What a shop would send with. Nobody has read it, so it opens nothing.
    make_key(agents["Ines Duarte"], name="Web shop", rights=[Right.ORDERS, Right.CUSTOMERS])


def _agent(name: str, **fields: Any) -> Agent:
    return Agent.objects.create_user(email=address(name), password=PASSWORD, name=name, **fields)
