"""Years of rounds in a database: closes the last of them, asks for its summary, and prints what it cost as JSON.

Run as a process of its own, with EXTRAMILE_DATA set.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median
from typing import Any

import django

django.setup()

from extramile.people.models import Agent, Team  # noqa: E402
from extramile.pulse import actions, queries  # noqa: E402
from extramile.pulse.actions import closing  # noqa: E402
from extramile.pulse.models import Going, Round, Sheet, Slice  # noqa: E402
from extramile.pulse.queries.asking import measures_of  # noqa: E402
from extramile.pulse.queries.past import parts_of, told_before  # noqa: E402

_FIRST = date(2023, 1, 2)
_APART = timedelta(days=30)
_MOVED = 40  # people who leave, join and change teams between two rounds: enough of each for most figures to be shown
_ITEMS = [f"{need}{n}" for need in ("autonomy", "competence", "relatedness") for n in (1, 2)]


def fill(people: int, rounds: int, teams: int) -> Round:
    """A company, its rounds, all but the last closed; the last one open and answered by everybody."""
    drawn = random.Random(7)
    places = Team.objects.bulk_create(Team(name=f"Team {n:03}") for n in range(teams))
    for n in range(people):
        _join(n, drawn, places)
    lead = Agent.objects.filter(role="admin").order_by("pk").first()
    assert lead
    for number in range(rounds):
        if number:
            _change(people + number * _MOVED, drawn, places)
        day = _FIRST + _APART * number
        questions = actions.Questions(work=True, client=True, experience=True, own=["One", "Two"])
        opened = actions.open_round(lead, questions, today=day, until=day + timedelta(days=7))
        Sheet.objects.bulk_create(_sheets(opened, drawn), batch_size=2_000)
        if number < rounds - 1:
            actions.close_round(lead, opened.pk, today=day)
    return Going.objects.get().round


def _join(number: int, drawn: random.Random, places: list[Team]) -> None:
    role = "lead" if number % 40 == 0 else "agent"
    made = Agent.objects.create(email=f"p{number}@example.org", name=f"Person {number}", role=role, password="!")
    drawn.choice(places).members.add(made)


def _change(first: int, drawn: random.Random, places: list[Team]) -> None:
    here = list(Agent.objects.filter(is_active=True).exclude(role="admin").order_by("pk"))
    gone = drawn.sample(here, _MOVED)
    Agent.objects.filter(pk__in=[one.pk for one in gone]).update(is_active=False)
    for n in range(_MOVED):
        _join(first + n, drawn, places)


def _sheets(opened: Round, drawn: random.Random) -> list[Sheet]:
    items = [*_ITEMS, "own1", "own2", *(f"work{n}" for n in range(1, 8)), *(f"client{n}" for n in range(1, 7))]
    return [
        Sheet(
            slice_id=place.pk,
            content={item: drawn.randrange(5) for item in items}
            | {"recommend": drawn.randrange(11), "experience": drawn.randrange(30)},
        )
        for place in Slice.objects.filter(round=opened)
        for _ in place.people
    ]


def summed(last: Round) -> None:
    """The open round added up, with every rule, against all rounds before it: from the rows to what would be told."""
    before, sheets = told_before(last, parts_of(last)), closing.scored()
    for measure in measures_of(last):
        closing.told_on(measure, before, sheets)


def page(closed: Round, team: int) -> None:
    """What the page asks: the company's summary, a team's, and how both went over the rounds."""
    for place in (None, team):
        queries.summary(closed, place)
        queries.trend(["autonomy", "competence", "relatedness", "recommend"], place)


def timed(what: Callable[[], object], times: int) -> dict[str, float]:
    """Milliseconds of the clock and of the processor, each the middle of several."""
    clock, cpu = [], []
    for _ in range(times):
        began, busy = time.perf_counter(), time.process_time()
        what()
        clock.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - busy) * 1000)
    return {"ms": round(median(clock), 1), "cpu_ms": round(median(cpu), 1)}


def main(people: int, rounds: int, teams: int, times: int) -> dict[str, Any]:
    """All of it."""
    last = fill(people, rounds, teams)
    asked = sum(len(place.people) for place in Slice.objects.filter(round=last))
    found: dict[str, Any] = {"people": asked, "rounds": rounds, "teams": teams}
    found["summary"] = timed(lambda: summed(last), times)
    lead = Agent.objects.filter(role="admin").order_by("pk").first()
    assert lead
    found["closing"] = timed(lambda: actions.close_round(lead, last.pk, today=_FIRST + _APART * rounds), 1)
    closed = queries.closed_rounds()[0]
    team = Slice.objects.filter(round=closed, team__isnull=False).order_by("pk").values_list("team", flat=True).first()
    found["page"] = timed(lambda: page(closed, int(team or 0)), times)
    found["shown"] = sum(line.band is not None for line in queries.summary(closed).lines)
    return found


if __name__ == "__main__":
    print(json.dumps(main(*(int(one) for one in sys.argv[1:]))))
