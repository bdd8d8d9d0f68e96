"""What Northfold sells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise


@dataclass(frozen=True)
class Thing:
    """Something that Northfold sells. `picture` names a drawing of templates/demo/_drawing.html."""

    slug: str
    name: str
    line: Words
    price: int
    picture: str
    about: Words
    facts: tuple[tuple[Words, Words], ...]


THINGS = (
    Thing(
        "ridge-2",
        "Ridge 2",
        gettext_lazy("A tent for two and bad weather"),
        389,
        "tent",
        gettext_lazy(
            "Pitches in four minutes, also with cold hands. The seams are taped by the people whose names are sewn "
            "inside, and mended by them for as long as you own it."
        ),
        (
            (gettext_lazy("Weight"), "1.9 kg"),
            (gettext_lazy("Packed"), "46 × 14 cm"),
            (gettext_lazy("Stands up to"), gettext_lazy("wind of 90 km/h, 3,000 mm of rain")),
        ),
    ),
    Thing(
        "lowland",
        "Lowland 30",
        gettext_lazy("A pack for long days"),
        149,
        "pack",
        gettext_lazy("Thirty litres on a frame that moves with you. Each buckle can be had for the price of a coffee."),
        (
            (gettext_lazy("Weight"), "0.98 kg"),
            (gettext_lazy("Holds"), gettext_lazy("30 litres")),
            (gettext_lazy("Backs"), gettext_lazy("44 to 52 cm")),
        ),
    ),
    Thing(
        "ember",
        "Ember",
        gettext_lazy("A stove that starts in rain"),
        79,
        "stove",
        gettext_lazy("Half a litre boils in two and a half minutes. Folds into its own cup."),
        (
            (gettext_lazy("Weight"), "310 g"),
            (gettext_lazy("Boils"), gettext_lazy("0.5 l in 2:30 min")),
            (gettext_lazy("Burns"), gettext_lazy("gas cartridges with a screw valve")),
        ),
    ),
)
