"""Copies of what decides about a release, in which one rule is switched off. The product's own cannot be."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

from extramile.pulse.release import telling
from extramile.pulse.release.parts import Band, Sum


def copy() -> Any:
    """A second module from the same file."""
    assert telling.__file__
    spec = importlib.util.spec_from_file_location("telling_switched", telling.__file__)
    assert spec and spec.loader
    made = importlib.util.module_from_spec(spec)
    # Its dataclasses look their module up while they are made.
    sys.modules[spec.name] = made
    spec.loader.exec_module(made)
    del sys.modules[spec.name]
    return made


def without_floors() -> ModuleType:
    """Rule 1: sums of one person."""
    made = copy()
    whole = made.release
    made.release = lambda *given, floor, steps: whole(*given, floor=1, steps=steps)
    return _module(made)


def without_looking_at_what_is_left() -> ModuleType:
    """Rules 2 and 3: the company's figure less those of the teams may stand for one person."""
    made = copy()
    made.hiding = SimpleNamespace(enough=lambda sums, told, floor: {key for key in told if sums[key].n >= floor})
    return _module(made)


def without_looking_back() -> ModuleType:
    """Rule 4: joiners and leavers."""
    made = copy()
    made._changed = lambda *given: False
    made._crossing = lambda *given: set()
    made._zones_of_change = lambda *given: []
    return _module(made)


def without_bands() -> ModuleType:
    """Rule 5: means rounded to 5, wherever they lie."""
    made = copy()
    made.band_of = lambda one, zones, steps: _rounded(one)
    return _module(made)


def without_bands_beside_each_other() -> ModuleType:
    """Rule 5 for each figure by itself."""
    made = copy()
    made._zones_beside = lambda *given: []
    return _module(made)


SWITCHES: dict[str, Callable[[], ModuleType]] = {
    "rule 1": without_floors,
    "rules 2 and 3": without_looking_at_what_is_left,
    "rule 4": without_looking_back,
    "rule 5": without_bands,
    "rule 5 beside others": without_bands_beside_each_other,
}


def _rounded(one: Sum) -> Band:
    place = int((one.total / one.n + 2.5) // 5) * 5
    return Band(place, place)


def _module(made: Any) -> ModuleType:
    assert isinstance(made, ModuleType)
    return made
