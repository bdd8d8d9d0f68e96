"""The authored ideas of a year, read from the file beside this one. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class Idea:
    """One idea for a Monday, and the question that it leaves. `own` is the number of a company's own idea."""

    key: str
    title: str
    words: str
    question: str
    own: int | None = None


@cache
def authored() -> tuple[Idea, ...]:
    """The 52 of the authored set, in the order in which they come: from one source to the next, so that they vary."""
    read = yaml.safe_load((Path(__file__).parent / "ideas.yaml").read_text(encoding="utf-8"))
    by_source: dict[str, list[Idea]] = {}
    for one in read:
        idea = Idea(one["key"], one["title"], one["words"].strip(), one["question"].strip())
        by_source.setdefault(one["about"], []).append(idea)
    dealt = [(place / len(ideas), idea) for ideas in by_source.values() for place, idea in enumerate(ideas)]
    return tuple(idea for _, idea in sorted(dealt, key=lambda pair: pair[0]))
