"""What people said to Northfold and what came of it, as culture.json has it. Days are counted back from today.

What was done is [days after it was said, who, what becomes of it, the answer, what was said in a line for all, and for
a trial the days from today until its end].
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from extramile.culture.actions import feedback, partner_links, triage
from extramile.culture.models import Feedback, Source
from extramile.people.models import Agent

Agents = Mapping[str, Agent]


def say(told: dict[str, Any], agents: Agents, today: date) -> None:
    """Write all of it into the database. Runs in the caller's transaction."""
    made = [partner_links.make(agents["Ines"], name, day=today - timedelta(days=60)) for name in told["links"]]
    for one in told["items"]:
        name, day = uuid4(), today - timedelta(days=one["ago"])
        if "who" in one:
            feedback.say(
                agents[one["who"]], Source(one["from"]), one["kind"], one["words"], unnamed="unnamed" in one,
                credited="credited" in one, name=name, day=day,
            )  # fmt: skip
        else:
            link = made[one["link"]] if "link" in one else None
            said = (one["kind"], one["words"], one.get("called", ""), one.get("email", ""))
            feedback.hear(feedback.Saying(*said, partner=link), name=name, day=day)
        _became(one, name, agents, today)


def _became(one: dict[str, Any], name: UUID, agents: Agents, today: date) -> None:
    found, day = Feedback.objects.get(name=name), today - timedelta(days=one["ago"])
    if "owner" in one:
        look = triage.Look(found.pk, found.version, uuid4(), day)
        triage.sort(agents["Jo"], look, kind=one["kind"], owner=agents[one["owner"]].pk, inside=False)
    for after, who, status, words, told, *ends in one.get("did", ()):
        found.refresh_from_db()
        look = triage.Look(found.pk, found.version, uuid4(), day + timedelta(days=after))
        until = today + timedelta(days=ends[0]) if ends else None
        triage.answer(agents[who], look, triage.Answer(words, status, until, told, shown=bool(told)))
