"""What a round asks, and whom."""

from __future__ import annotations

from dataclasses import dataclass

from extramile.pulse.measures import DEEDS, MEASURES, Measure
from extramile.pulse.models import Deed, Going, Mark, Round, Slice

_ALWAYS = ("autonomy", "competence", "relatedness", "recommend")


def measures_of(one: Round) -> list[Measure]:
    """The scales of a round, in the order in which they are asked."""
    keys = [*_ALWAYS, *(f"own{n}" for n in range(1, len(one.own) + 1))]
    keys += [f"deed{n}" for n in range(1, len(asked_about(one)) + 1)]
    keys += [key for key in ("work", "client", "experience") if getattr(one, key)]
    return [MEASURES[key] for key in keys]


def items_of(one: Round) -> set[str]:
    """The questions of a round."""
    return {item for measure in measures_of(one) for item in measure.items}


def asked_about(one: Round) -> list[Deed]:
    """What leads said they would do, of which this round asks whether it happened."""
    return list(Deed.objects.filter(round=one.before_id).order_by("pk")[:DEEDS]) if one.before_id else []


def open_round() -> Round | None:
    """The round that is open."""
    going = Going.objects.select_related("round").first()
    return going.round if going else None


@dataclass(frozen=True, slots=True)
class Asking:
    """The round that is open, its scales, and the deeds of the last one that it asks about."""

    round: Round
    measures: list[Measure]
    asked_of: list[Deed]


@dataclass(frozen=True, slots=True)
class Standing:
    """The open round as somebody meets it: whether they are asked, with which team, and whether they have answered."""

    asking: Asking | None = None
    asked: bool = False
    team: str = ""
    answered: bool = False


def standing(agent: int) -> Standing:
    """How somebody stands to the open round; for their own eyes."""
    one = open_round()
    if one is None:
        return Standing()
    place = slice_of(one.pk, agent)
    name = Slice.objects.values_list("name", flat=True).get(pk=place) if place else ""
    asking = Asking(one, measures_of(one), asked_about(one))
    return Standing(asking, place is not None, name, Mark.objects.filter(agent=agent).exists())


def slice_of(round_: int, agent: int) -> int | None:
    """With whom somebody is asked; None when they are not."""
    slices = Slice.objects.filter(round=round_).values_list("pk", "people")
    return next((pk for pk, people in slices if agent in people), None)
