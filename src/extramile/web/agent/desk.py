"""What the desk's pages show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.translation import gettext as _

from extramile.base import clock
from extramile.customers.chances.told import told as chance_told
from extramile.customers.ladder.told import told
from extramile.customers.queries.chances import chance_for
from extramile.customers.queries.ladder import facts_of_standing
from extramile.desk.access import conversation_among
from extramile.desk.models import Conversation
from extramile.desk.queries import inbox, promises, talk
from extramile.desk.queries.holders import Holder, holders
from extramile.desk.queries.sight import sight
from extramile.desk.queries.tallies import Tallies
from extramile.people.models import Agent
from extramile.web import owed
from extramile.web.agent import account
from extramile.web.agent.words import words


def names_of_boxes() -> dict[str, str]:
    """The lists that everyone has, and their names."""
    return {
        "mine": _("Mine"),
        "unassigned": _("Unassigned"),
        "everyone": _("Everyone"),
        "snoozed": _("Snoozed"),
        "resolved": _("Resolved"),
    }


def whole_page(agent: Agent, box: str) -> dict[str, Any]:
    """The list, its tabs and what the scripts need to know. Raises inbox.NoSuchBox."""
    seen = sight(agent)
    people = holders(agent)
    teams = [holder for holder in people if holder.kind == "team" and (holder.own or agent.leads)]
    counts = inbox.counts(seen.tallies, [team.id for team in teams])
    boxes = names_of_boxes() | {f"team:{team.id}": team.name for team in teams}
    return {
        "inboxes": seen.inboxes,
        "people": people,
        "box": box,
        "boxes": [(name, title, counts[name]) for name, title in boxes.items()],
        "page": inbox.page(agent, seen.inboxes, box),
        "first": True,
        "fresh": is_fresh(seen.tallies),
        "known": _known(agent, people, seen.waiting),
        "conversation": None,
    }


def is_fresh(tallies: Tallies) -> bool:
    """Whether nobody has ever written to these inboxes."""
    return not any(n for scopes in tallies.values() for n in scopes.get("any", {}).values())


def _known(agent: Agent, people: Sequence[Holder], waiting: list[int]) -> dict[str, Any]:
    return {
        "agent": {"id": agent.pk, "name": agent.name, "initials": agent.initials, "presence": agent.presence},
        "sound": agent.sound,
        "notifications": agent.notifications,
        "zone": agent.time_zone,
        "language": agent.language,
        "people": [_holder(one) for one in people],
        "waiting": waiting,
        "words": words(),
    }


def _holder(one: Holder) -> dict[str, Any]:
    # dataclasses.asdict would take a tenth of the page's time.
    return {"kind": one.kind, "id": one.id, "name": one.name, "own": one.own, "initials": one.initials}


def thread(
    agent: Agent, conversation: int, *, inboxes: frozenset[int], people: Sequence[Holder], reach: int | None = None
) -> dict[str, Any]:
    """One conversation, its newest entries, and the panel beside it. `inboxes` are the agent's. Raises NotThere."""
    found = conversation_among(inboxes, conversation)
    return head(found, people) | panel(agent, found, inboxes) | {"entries": talk.latest(found, reach=reach)}


def head(conversation: Conversation, people: Sequence[Holder]) -> dict[str, Any]:
    """What stands over the thread."""
    held = {("agent", conversation.assignee_id), ("team", conversation.team_id)}
    return {
        "conversation": conversation,
        "holding": sorted((one for one in people if (one.kind, one.id) in held), key=lambda one: one.kind),
        "place": place(conversation.page),
        "tags": talk.tags_of(conversation),
    }


def panel(
    agent: Agent, conversation: Conversation, inboxes: frozenset[int], *, lines: int = account.SHOWN
) -> dict[str, Any]:
    """The customer beside the thread, with so many lines of their account."""
    standing = getattr(conversation.customer, "standing", None)
    facts, earlier = standing and facts_of_standing(standing), talk.earlier(conversation, inboxes)
    chance = chance_for(
        conversation.customer_id, facts, now=clock.now(), today=timezone.localdate(), began=conversation.opened_at,
        before=earlier[0].last_at if earlier else None,
    )  # fmt: skip
    return {
        "conversation": conversation,
        "customer": conversation.customer,
        "manner": getattr(conversation.customer, "manner", None),
        "blocked": hasattr(conversation.customer, "block"),
        "stands": told(facts, timezone.localdate()),
        "local_time": clock.there(conversation.customer.time_zone),
        "place": place(conversation.page),
        "page_link": link(conversation.page),
        "earlier": earlier,
        "chance": chance,
        "chance_told": chance_told(chance) if chance else "",
        **account.shown(conversation, inboxes, most=lines),
        "promises": promises.of_customer(agent, inboxes, conversation.customer_id),
        "owed": owed,
        "here": conversation.pk,
        "back": f"/desk/c/{conversation.pk}",
    }


def place(page: str) -> str:
    """A page's address as people say it: `shop.example/returns`."""
    try:
        parts = urlsplit(page)
    except ValueError:
        return ""
    return (parts.netloc + parts.path).rstrip("/").removeprefix("www.")


def link(page: str) -> str:
    """The address if it is one of the web: visitors choose what they send, and `javascript:` must not become a link."""
    return page if page.startswith(("https://", "http://")) else ""
