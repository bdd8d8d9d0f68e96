"""Northfold, as the tests meet it: four people, one team, one inbox, one website, and whoever writes in."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from extramile.base.ids import time_key, uuid7
from extramile.customers.models import Customer
from extramile.desk.models import Conversation, Entry, Inbox, Tally, Website
from extramile.people.actions import sealing
from extramile.people.models import Agent, Company, Team
from extramile.people.sessions import SessionStore
from extramile.web.seal import COOKIE, HELD, parted

PASSWORD = "a-long-walk-home"
ORIGIN = "https://shop.northfold.example"


@dataclass
class Cast:
    """The company and its people: two agents, Jo who leads, Ines who is admin; `care` is Maya's team."""

    company: Company
    maya: Agent
    sam: Agent
    jo: Agent
    ines: Agent
    care: Team
    inbox: Inbox
    website: Website
    password: str = PASSWORD


def assemble() -> Cast:
    """Write the cast into an empty database."""
    company = Company.objects.create(name="Northfold")
    maya, sam = _person("Maya Reyes", "agent"), _person("Sam Okafor", "agent")
    jo, ines = _person("Jo Lind", "lead"), _person("Ines Duarte", "admin")
    care = Team.objects.create(name="Care")
    care.members.add(maya)
    inbox = Inbox.objects.create(name="Shop")
    website = Website.objects.create(name="Northfold shop", inbox=inbox, key="site_northfold", origins=[ORIGIN])
    return Cast(company, maya, sam, jo, ines, care, inbox, website)


def _person(name: str, role: str) -> Agent:
    email = name.split()[0].lower() + "@northfold.example"
    return Agent.objects.create_user(email=email, password=PASSWORD, name=name, role=role)


def signed_in(agent: Agent) -> Client:
    """A browser's worth of cookies in which `agent` is signed in."""
    client = Client()
    # What `force_login` does in a dozen statements and a signal, in two.
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(agent.pk), settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = agent.get_session_auth_hash()
    session.create()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    return client


def twin(client: Client) -> Client:
    """The same browser, whose cookies may change without the first one's; it costs less than a new one."""
    made = copy.copy(client)
    made.cookies = copy.deepcopy(client.cookies)
    return made


def with_open_seal(agent: Agent) -> Client:
    """The same, and what the person has sealed is open in it."""
    client = signed_in(agent)
    key = sealing.ready(agent, PASSWORD)
    assert key
    session = client.session
    session[HELD], client.cookies[COOKIE] = parted(key, agent.pk)
    session.save()
    return client


def conversation(
    cast: Cast, *, customer: str = "Tomás Ortega", at: datetime | None = None, **fields: Any
) -> Conversation:
    """An open conversation from the website in the cast's inbox, with its tally and without entries."""
    person = Customer.objects.create(name=customer)
    when = {"opened_at": at, "last_at": at} if at else {}
    made = Conversation.objects.create(
        inbox=cast.inbox, website=cast.website, customer=person, visitor=uuid7(), **when, **fields
    )
    holders = [f"agent:{made.assignee_id}"] if made.assignee_id else ["none"]
    teams = [f"team:{made.team_id}"] if made.team_id else []
    for scope in ["any", *holders, *teams]:
        tally, _ = Tally.objects.get_or_create(inbox=cast.inbox, scope=scope, status=made.status)
        tally.n += 1
        tally.save()
    return made


def said(made: Conversation, text: str, *, agent: Agent | None = None, note: bool = False) -> Entry:
    """A message by the visitor, or a reply or note by `agent`, put straight into the log."""
    made.seq += 1
    made.said += 0 if note else 1
    entry = Entry(conversation=made, seq=made.seq, said=None if note else made.said, name=uuid7(), text=text)
    entry.type, entry.by = ("note" if note else "message"), ("agent" if agent else "visitor")
    entry.agent, entry.author = (agent.pk, agent.name) if agent else (None, made.customer.name)
    entry.at = made.opened_at
    entry.id = time_key(entry.at)
    entry.save()
    if not note:
        made.last_text, made.last_by, made.last_agent = text[:160], entry.by, entry.agent
    made.save()
    return entry


def talked(cast: Cast) -> Conversation:
    """A conversation of Maya's, which she may look at again."""
    talk = conversation(cast, customer="Dana Weber", assignee=cast.maya)
    said(talk, "This is the third time I explain this.")
    said(talk, "You told us twice. I look at it now.", agent=cast.maya)
    return talk
