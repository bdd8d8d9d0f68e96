"""Reading thanks: one's own, and those that are shared with the team."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from extramile.culture.models import Passed, Thanks
from extramile.customers.models import Act
from extramile.people.models import Agent

PAGE = 12
_PASSED = 12


@dataclass(frozen=True, slots=True)
class Words:
    """A customer's words that the team may read, and to whom they were said, by name."""

    act: Act
    to: list[Agent]


def thanks(agent: Agent, *, before: int | None = None) -> tuple[list[Thanks], bool]:
    """PAGE thanks that somebody may read, the newest first, and whether there are more: what the team shares, and
    what is between them and one other."""
    found = Thanks.objects.filter(Q(shared=True) | Q(to=agent) | Q(giver=agent))
    if before is not None:
        found = found.filter(pk__lt=before)
    listed = list(_named(found).order_by("-pk")[: PAGE + 1])
    return listed[:PAGE], len(listed) > PAGE


def shared(*, most: int) -> list[Thanks]:
    """The newest thanks between people that the whole team may read."""
    return list(_named(Thanks.objects.filter(shared=True)).order_by("-pk")[:most])


def received(agent: Agent, *, since: date, most: int) -> list[Thanks]:
    """What colleagues thanked somebody for since a day, the newest first."""
    found = Thanks.objects.filter(to=agent, day__gte=since).select_related("giver")
    return list(found.order_by("-pk")[:most])


def given(agent: Agent, *, most: int) -> list[Thanks]:
    """What somebody thanked colleagues for last; for their own eyes."""
    return list(Thanks.objects.filter(giver=agent).select_related("to").order_by("-pk")[:most])


def passed(*, since: date | None = None, most: int = _PASSED) -> list[Words]:
    """What customers said and let us share, and to whom they said it, since a day or ever; the newest first."""
    rows = Passed.objects.filter(agent__is_active=True).select_related("act__customer", "agent").order_by("-pk")
    return _together((rows.filter(day__gte=since) if since else rows)[: 3 * most])[:most]


def _together(rows: Iterable[Passed]) -> list[Words]:
    found: dict[int, Words] = {}
    for row in rows:
        found.setdefault(row.act_id, Words(row.act, [])).to.append(row.agent)
    return [Words(one.act, sorted(one.to, key=str)) for one in found.values()]


def _named(found: QuerySet[Thanks]) -> QuerySet[Thanks]:
    """With the names of the two, and nothing else of them."""
    columns = ("words", "happened", "conversation", "shared", "day", "giver__name", "to__name")
    return found.select_related("giver", "to").only(*columns)
