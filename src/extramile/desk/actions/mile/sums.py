"""What was given in a week, kept as sums that know of no person."""

from __future__ import annotations

from django.db.models import F
from django.db.models.functions import Least

from extramile.desk.models import Gesture, GestureSum
from extramile.people.models import Agent
from extramile.people.queries import active_agents, company, teams

_COMPANY = 0


def place_of(agent: Agent) -> tuple[str, int | None]:
    """The currency in which is given, and the one team in which somebody's gestures count; None without a team.

    Who is in several counts in the first by name, so that no gesture is added up twice.
    """
    return company().currency, _first_teams().get(agent.pk)


def add(gesture: Gesture) -> None:
    """Count a gesture, in the company's sum and in that of its team."""
    places = _first_teams()
    crews = {_COMPANY: len(active_agents())}
    if gesture.team is not None:
        crews[gesture.team] = list(places.values()).count(gesture.team)
    _lock(gesture)
    for team, people in crews.items():
        found, fresh = GestureSum.objects.get_or_create(
            week=gesture.week, team=team, kind=gesture.kind, currency=gesture.currency,
            defaults={"n": 1, "amount": gesture.amount, "people": people},
        )  # fmt: skip
        if not fresh:
            GestureSum.objects.filter(pk=found.pk).update(n=F("n") + 1, amount=F("amount") + gesture.amount)
        # A team that was small for a day of the week stays small for all of it.
        of_week = GestureSum.objects.filter(week=gesture.week, team=team)
        of_week.update(people=Least(F("people"), people))


def take_off(gesture: Gesture) -> None:
    """Count it no more."""
    _lock(gesture)
    of = GestureSum.objects.filter(week=gesture.week, kind=gesture.kind, currency=gesture.currency)
    of.filter(team__in=[_COMPANY, gesture.team or _COMPANY]).update(n=F("n") - 1, amount=F("amount") - gesture.amount)


def _lock(gesture: Gesture) -> None:
    """Hold the week's sums, in order: two who give at the same moment change several rows each, and would each wait for
    one that the other holds."""
    held = GestureSum.objects.select_for_update().filter(
        week=gesture.week, team__in=[_COMPANY, gesture.team or _COMPANY]
    )
    list(held.order_by("pk").values_list("pk"))


def _first_teams() -> dict[int, int]:
    """The first team by name of everybody who is in one and may sign in."""
    places: dict[int, int] = {}
    for team in teams():
        for member in team.members.all():
            if member.is_active:
                places.setdefault(member.pk, team.pk)
    return places
