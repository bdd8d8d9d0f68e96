"""Finding scenarios."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings

from extramile.growth.models import OwnScenario, ScenarioVersion
from extramile.growth.practice.rehearsal.faults import Broken, Fault
from extramile.growth.practice.rehearsal.files import Found, of_install
from extramile.growth.practice.rehearsal.reading import read
from extramile.growth.practice.rehearsal.scenario import Scenario

_OWN = "our-"
_HIGHEST = 2**63 - 1


class NotThere(LookupError):
    """No such scenario of people here."""


def known() -> Found:
    """All that can be played, by name, the easiest first; and what is wrong with those that cannot be read."""
    files = of_install(settings.CONFIG.data)
    scenarios, faults = dict(files.scenarios), list[Fault](files.faults)
    for pk, text in OwnScenario.objects.filter(withdrawn=None).values_list("pk", "text"):
        try:
            scenarios[name_of(pk)] = _read(text, name_of(pk))
        except Broken as broken:
            faults += broken.faults
    ordered = sorted(scenarios.values(), key=lambda one: (one.level, one.title.casefold(), one.name))
    return Found({one.name: one for one in ordered}, tuple(faults))


def name_of(pk: int) -> str:
    """What a scenario of people here is called where files have their names."""
    return f"{_OWN}{pk}"


def number_of(name: str) -> int | None:
    """The number of a scenario of people here; None for one of a file."""
    number = name.removeprefix(_OWN)
    return int(number) if name.startswith(_OWN) and number.isdecimal() and len(number) < 19 else None


def own(pk: int) -> OwnScenario:
    """One scenario of people here. Raises NotThere."""
    found = OwnScenario.objects.filter(pk=min(pk, _HIGHEST)).first()
    if found is None:
        raise NotThere(pk)
    return found


def withdrawn() -> list[OwnScenario]:
    """Those that were taken down, by title."""
    return list(OwnScenario.objects.exclude(withdrawn=None))


def versions(pk: int) -> list[ScenarioVersion]:
    """What a scenario said before, the newest first; fifty at most."""
    return list(ScenarioVersion.objects.filter(scenario=pk).order_by("-pk")[:50])


@lru_cache(maxsize=1_000)
def _read(text: str, name: str) -> Scenario:
    return read(text, name=name, file=name)
