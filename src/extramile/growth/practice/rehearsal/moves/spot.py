"""What a rule finds, and how rules are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extramile.growth.practice.rehearsal.kinds import Kind
from extramile.growth.practice.rehearsal.words import Sentence, clause_at

# Many leave these apostrophes out; in “I'll” and “we're” they tell the word from another.
_LEFT_OUT = re.compile(
    r"(?<=n)'(?=t)|(?<=i)'(?=m|ve)|(?<=that)'(?=s)|(?<=you)'(?=re|ve|ll|d)|(?<=we)'(?=ve)"
    r"|(?<=\(\?:)'(?=s\|)|(?<=you\(\?:)'(?=re|ll|ve|d)"
)
_YOU = re.compile(r"(?<![a-z'])you(?![a-z])")


@dataclass(frozen=True, slots=True)
class Spot:
    """A move at a place of a line; `about` are ids of facts, steps or rules it is about, `timed` if it names a time."""

    kind: Kind
    start: int
    end: int
    about: tuple[str, ...] = ()
    timed: bool = False


def pattern(block: str, **parts: str) -> re.Pattern[str]:
    """Any line of a block, as whole words of a text in small letters; `<name>` stands for a part of that name.

    A line that ends with a backslash goes on in the next.
    """
    lines = any_of(block)
    for name, part in parts.items():
        lines = lines.replace(f"<{name}>", f"(?:{part})")
    lines = _YOU.sub("(?:you|u)", _LEFT_OUT.sub("'?", lines))
    return re.compile(rf"(?<![a-z'])(?:{lines})(?![a-z])")


def any_of(block: str) -> str:
    """Any line of a block, as a part of a pattern."""
    whole = re.sub(r"\\\n\s*", "", block)
    return "|".join(line.strip() for line in whole.splitlines() if line.strip())


def spots(
    kind: Kind, found: re.Pattern[str], sentence: Sentence, *, unless: re.Pattern[str] | None = None
) -> Iterator[Spot]:
    """A move where a pattern matches a sentence, quoted with its clause, unless the clause says the opposite."""
    for match in found.finditer(sentence.text):
        start, end = clause_at(sentence, sentence.start + match.start(), sentence.start + match.end())
        said = sentence.text[start - sentence.start : end - sentence.start]
        if unless is None or not unless.search(said):
            yield Spot(kind, start, end)
            return


def first_of_each(found: Iterable[Spot]) -> list[Spot]:
    """One move of each kind and subject, in the order of the line; what the same words are about is one move."""
    seen: set[tuple[Kind, str]] = set()
    kept: dict[tuple[Kind, int, int], Spot] = {}
    for spot in sorted(found, key=lambda one: (one.start, one.end)):
        subjects = {(spot.kind, about) for about in spot.about or ("",)}
        if subjects <= seen:
            continue
        seen |= subjects
        place = (spot.kind, spot.start, spot.end)
        twin = kept.get(place)
        kept[place] = replace(twin, about=twin.about + spot.about, timed=twin.timed or spot.timed) if twin else spot
    return list(kept.values())
