"""Filling an install that has only its admin with a company's years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from bench.lib import bulk
from bench.lib.bulk import Company, Talk
from bench.lib.figures import note
from bench.lib.rows import Store

_CHUNK = 10_000
_T = TypeVar("_T")


def fill(store: Store, conversations: int) -> Company:
    """Write people, customers, conversations and counts; returns the company that was drawn."""
    company = Company(conversations, *_people(store))
    customer = _next(store, "customers_customer")
    columns = (*bulk.CUSTOMER, "language", "time_zone")
    store.put("customers_customer", columns, ((*row, "", "") for row in company.people(customer)))
    talks = company.talks(_next(store, "desk_conversation"), customer)
    for number, chunk in enumerate(_chunks(talks, _CHUNK), start=1):
        _talks(store, chunk)
        if number % 10 == 0:
            note(f"{min(conversations, number * _CHUNK):,} conversations, {company.messages:,} messages")
    rows = [(*scope, count) for scope, count in company.tallies.items()]
    store.put("desk_tally", ("inbox_id", "scope", "status", "n"), rows)
    return company


def _talks(store: Store, talks: list[Talk]) -> None:
    constant = ("website", 1, "https://shop.example/returns")
    columns = (*bulk.CONVERSATION, "channel", "website_id", "page")
    store.put("desk_conversation", columns, ((*talk.row, *constant) for talk in talks))
    store.put("desk_entry", bulk.ENTRY, (row for talk in talks for row in talk.entries))
    # Or the product would count them for an hour, beside whatever is measured.
    seq = bulk.CONVERSATION.index("seq")
    store.put("desk_reckoned", ("conversation_id", "seq"), ((talk.row[0], talk.row[seq]) for talk in talks))
    pairs = ((talk.row[0], tag) for talk in talks for tag in talk.tags)
    store.put("desk_conversation_tags", ("conversation_id", "tag_id"), pairs)


def _people(store: Store) -> tuple[list[int], list[int], list[int], list[int]]:
    """Agents who sign in as the admin does, teams of ten, inboxes, tags; returns their keys."""
    columns = store.columns("people_agent")
    (admin,) = store.ask(f"SELECT {', '.join(columns)} FROM people_agent")
    like = dict(zip(columns, admin, strict=True))
    first = int(like["id"]) + 1
    agents = list(range(first, first + bulk.AGENTS))
    people = [
        like | {"id": key, "name": f"Agent {key}", "email": f"agent{key}@bench.example", "role": "agent"}
        for key in agents
    ]  # fmt: skip
    store.put("people_agent", columns, (tuple(person.values()) for person in people))
    teams = _named(store, "people_team", [f"Team {number}" for number in range(1, bulk.TEAMS + 1)])
    members = ((teams[place % len(teams)], agent) for place, agent in enumerate(agents))
    store.put("people_team_members", ("team_id", "agent_id"), members)
    inboxes = [key for (key,) in store.ask("SELECT id FROM desk_inbox")]
    inboxes += _named(store, "desk_inbox", [f"{name} inbox" for name in bulk.INBOXES[len(inboxes) :]])
    closed = [(inbox, team) for inbox, team in zip(inboxes[-2:], teams, strict=False)]
    store.put("desk_inbox_teams", ("inbox_id", "team_id"), closed)
    return agents, teams, inboxes, _named(store, "desk_tag", [f"tag{number}" for number in range(bulk.TAGS)])


def _named(store: Store, table: str, names: list[str]) -> list[int]:
    first = _next(store, table)
    store.put(table, ("id", "name"), enumerate(names, start=first))
    return list(range(first, first + len(names)))


def _next(store: Store, table: str) -> int:
    ((highest,),) = store.ask(f"SELECT coalesce(max(id), 0) FROM {table}")
    return int(highest) + 1


def _chunks(rows: Iterable[_T], size: int) -> Iterator[list[_T]]:
    taken = iter(rows)
    while chunk := list(islice(taken, size)):
        yield chunk
