"""Which inboxes, channels and teams a report may tell apart: none behind which there are few, nor beside which few are
left."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db.models import Min

from extramile.desk.models import Channel, Inbox, TeamSize
from extramile.desk.queries.reports import NONE, Span, there
from extramile.desk.reports.apart import FEWEST, Crew, Parts, apart
from extramile.people.models import Team
from extramile.people.queries import active_agents, teams

_NOBODY = Crew(frozenset(), 0)


def parts(span: Span) -> Parts:
    """What may be told apart in a span and in the one before it."""
    every, inboxes = teams(), list(Inbox.objects.prefetch_related("teams"))
    everybody = frozenset(one.pk for one in active_agents())
    of_teams = _of_teams(every, span)
    of_inboxes = {inbox.pk: _of_inbox(inbox, of_teams, everybody) for inbox in inboxes}
    # One by one: what has nothing in one of the two is no cover there for what has something.
    combined = [there(span), there(span.before)]
    alone, few, told = {"inbox": set[int](), "team": set[int]()}, False, set[int]()
    for one in combined:
        alone["inbox"] |= _alone({inbox for inbox, _, _ in one}, of_inboxes)
        alone["team"] |= _alone({team for *_, team in one} - {NONE}, of_teams)
        few = few or _few(one, of_inboxes, everybody)
        told |= {team for *_, team in one}
    hidden = {name for name, kept in alone.items() if kept} | ({"channel"} if few else set())
    return Parts(
        {inbox.pk: inbox.name for inbox in inboxes if inbox.pk not in alone["inbox"]},
        {team.pk: team.name for team in every if team.pk in told - alone["team"]},
        frozenset() if few else frozenset(Channel.values), frozenset(hidden),
    )  # fmt: skip


def _alone(there: Collection[int], crews: Mapping[int, Crew]) -> set[int]:
    """Those of what is there that may not be told apart."""
    kept = {one: crews.get(one, _NOBODY) for one in there}
    return kept.keys() - apart(kept)


def _few(there: Collection[tuple[int, str, int]], crews: Mapping[int, Crew], everybody: frozenset[int]) -> bool:
    """Whether a channel is answered by a few of the company only."""
    for channel in {channel for _, channel, _ in there}:
        of_channel = {inbox: crews.get(inbox, _NOBODY) for inbox, name, _ in there if name == channel}
        people = frozenset[int]().union(*(crew.people for crew in of_channel.values()))
        least = min(len(people), sum(crew.fewest for crew in of_channel.values()))
        if least < FEWEST and people != everybody:
            return True
    return False


def _of_teams(every: Collection[Team], span: Span) -> dict[int, Crew]:
    sizes = TeamSize.objects.filter(day__gte=span.before.since).values_list("team").annotate(Min("people"))
    fewest = dict(sizes.order_by())
    found = {}
    for team in every:
        people = frozenset(one.pk for one in team.members.all() if one.is_active)
        found[team.pk] = Crew(people, fewest.get(team.pk, len(people)))
    return found


def _of_inbox(inbox: Inbox, teams: Mapping[int, Crew], everybody: frozenset[int]) -> Crew:
    """Who answers in an inbox: its teams, or all where it has none."""
    serving = [teams[team.pk] for team in inbox.teams.all()]
    if not serving:
        return Crew(everybody, len(everybody))
    return Crew(frozenset[int]().union(*(crew.people for crew in serving)), sum(crew.fewest for crew in serving))
