"""A company that is asked: people in teams, and rounds that they answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from itertools import cycle

from extramile.people.models import Agent, Company, Team
from extramile.pulse import actions
from extramile.pulse.models import Round

DAY = date(2026, 3, 2)
Says = Callable[[Agent], Mapping[str, int]]


def company(**teams: int) -> list[Agent]:
    """Ines, who runs the install and is in no team, and so many others in each team, by their names' order."""
    Company.objects.get_or_create(pk=1, defaults={"name": "Northfold"})
    found = [person("ines", role="admin")]
    for name, many in teams.items():
        found += join(name, many)
    return found


def join(team: str, many: int) -> list[Agent]:
    """So many new people in a team."""
    place, _ = Team.objects.get_or_create(name=team)
    before = Agent.objects.count()
    found = [person(f"{team}{before + n}") for n in range(many)]
    place.members.add(*found)
    return found


def person(name: str, role: str = "agent") -> Agent:
    """Somebody without a password."""
    return Agent.objects.create(email=f"{name}@northfold.example", name=name, role=role, password="!")


def ask(lead: Agent, day: date = DAY, **questions: object) -> Round:
    """Open a round."""
    return actions.open_round(
        lead,
        actions.Questions(**questions),
        today=day,
        until=day + timedelta(days=14),  # type: ignore[arg-type]
    )


def asked(lead: Agent, people: Iterable[Agent], says: Says, day: date = DAY, **questions: object) -> Round:
    """A whole round: opened, answered by these people, closed."""
    opened = ask(lead, day, **questions)
    for one in people:
        actions.answer(one, opened.pk, says(one))
    actions.close_round(lead, opened.pk, today=day)
    return Round.objects.select_related("closing").get(pk=opened.pk)


def alike(value: int) -> Says:
    """Everybody says the same on every need."""
    items = [f"{need}{n}" for need in ("autonomy", "competence", "relatedness") for n in (1, 2)]
    return lambda _: dict.fromkeys(items, value)


def by_turns(*values: int) -> Says:
    """One value after the other, in the order in which people answer."""
    turns = cycle(values)
    return lambda one: alike(next(turns))(one)
