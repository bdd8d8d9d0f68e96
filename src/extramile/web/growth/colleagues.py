"""Colleagues to whom somebody may show something of their own."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from extramile.growth.copies import seen_by
from extramile.people.queries import active_agents
from extramile.people.queries.sealed import publics
from extramile.web.viewer import agent_of


def colleagues_for(request: HttpRequest, row: UUID | None) -> dict[str, object]:
    """What `growth/_share.html` asks for: everybody else, who of them can be chosen, and who sees this row now."""
    agent = agent_of(request)
    colleagues = [one for one in active_agents() if one.pk != agent.pk]
    return {
        "colleagues": colleagues,
        "open": publics([one.pk for one in colleagues]),
        "seen_by": seen_by(agent, row) if row else [],
    }


def chosen_among(request: HttpRequest) -> set[int]:
    """Whom the form names."""
    return {int(one) for one in request.POST.getlist("colleague") if one.isdecimal() and len(one) < 19}
