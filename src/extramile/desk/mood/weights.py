"""What was learned from GoEmotions (see MODEL_CARD.md): a weight for each word and pair of words, and class."""

from __future__ import annotations

import base64
import gzip
import json
from array import array
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("weights.json.gz")
CLASSES = ("negative", "neutral", "positive")


@dataclass(frozen=True, slots=True)
class Weights:
    """`places` of features in the columns `idf` and, three to a feature, `learned`; `dense` is for VADER's figures."""

    places: dict[str, int]
    idf: array[float]
    learned: array[float]
    dense: tuple[tuple[float, ...], ...]
    intercept: tuple[float, ...]


@cache
def weights() -> Weights:
    """The weights, read once."""
    held = json.loads(gzip.decompress(FILE.read_bytes()))
    return Weights(
        places={feature: place for place, feature in enumerate(held["features"])},
        idf=_scaled(held["idf"]),
        learned=_scaled(held["learned"]),
        dense=tuple(map(tuple, held["dense"])),
        intercept=tuple(held["intercept"]),
    )


def packed(values: list[float]) -> dict[str, object]:
    """Numbers in one byte each, with their scale: what `weights` reads."""
    scale = max(map(abs, values)) / 127
    rounded = array("b", (round(value / scale) for value in values))
    return {"scale": scale, "bytes": base64.b64encode(rounded.tobytes()).decode()}


def _scaled(held: dict[str, object]) -> array[float]:
    raw, scale = array("b"), held["scale"]
    raw.frombytes(base64.b64decode(str(held["bytes"])))
    assert isinstance(scale, float)
    return array("f", (value * scale for value in raw))
