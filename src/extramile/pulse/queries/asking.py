"""What a round asks, and whom."""

from __future__ import annotations

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


def slice_of(round_: int, agent: int) -> int | None:
    """With whom somebody is asked; None when they are not."""
    slices = Slice.objects.filter(round=round_).values_list("pk", "people")
    return next((pk for pk, people in slices if agent in people), None)


def has_answered(agent: int) -> bool:
    """Whether somebody has answered the open round: for their own page, which offers the questions or says they did."""
    return Mark.objects.filter(agent=agent).exists()
