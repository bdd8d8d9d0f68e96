"""Words of a conversation without whose they are: names, contacts, numbers and addresses, each in a stand-in. Pure.

What is known of somebody is found however it is written; what nobody has told us, by its shape. A shape can be missed,
so whoever passes the words on looks at them first, and is shown what was taken out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extramile.base import text
from extramile.desk.giveaways import STAYS, shapes, sure

MOST = 20_000  # characters of one line that are looked at; what is longer is cut there

# Names that are words too: only with their capital letter are they names.
_WORDS_TOO = frozenset(
    re.findall(
        r"\w+",
        """will may mark rose grace hope jack bill art dawn sunny joy pat rob rich drew chase grant max amber olive ivy
        june april august summer autumn faith frank gene guy iris jade jasmine lance miles misty norm penny ray rusty
        sandy sky stone storm wade wolf young long short brown green black white king page price
        day west north field hill""",
    )
)


@dataclass(frozen=True, slots=True)
class Known:
    """Something that is known of a person, such as their name, and what stands in its place, as it is to be read."""

    words: str
    stand_in: str


@dataclass(frozen=True, slots=True)
class Anonymous:
    """Lines without whose they are, and what was taken out of them, each once, in the order of the lines."""

    lines: list[str]
    stripped: list[Known]


def anonymous(lines: Sequence[str], known: Iterable[Known] = ()) -> Anonymous:
    """`lines` with stand-ins for what is known and for what has the shape of a contact, a number or an address.

    Said again of what it returned, it changes nothing.
    """
    finders = [*sure(), *_of(known), *shapes()]
    made: list[str] = []
    stripped: dict[str, Known] = {}
    for line in lines:
        line = unicodedata.normalize("NFC", line[:MOST])
        for pattern, stand_in in finders:
            line, found = _replaced(line, pattern, stand_in)
            stripped |= {words: Known(words, stand_in) for words in found if words not in stripped}
        made.append(line)
    return Anonymous(made, list(stripped.values()))


def _replaced(line: str, pattern: re.Pattern[str], stand_in: str) -> tuple[str, list[str]]:
    # Accents and capitals are left out of the search. A stand-in of before is no name: it is stepped over, as days are.
    looked = text.folded(line) if not pattern.groupindex.get("as_written") else line
    kept, found, done = [], [], 0
    covered = [] if "a_day" in pattern.groupindex else [place.span() for place in STAYS.finditer(line)]
    for place in pattern.finditer(looked):
        start, end = place.span(place.lastgroup or 0)
        if start < done or any(start < to and end > since for since, to in covered):
            continue
        kept += [line[done:start], stand_in]
        found.append(line[start:end])
        done = end
    return "".join([*kept, line[done:]]), found


def _of(known: Iterable[Known]) -> Iterator[tuple[re.Pattern[str], str]]:
    """Whole names before their parts, and long ones before short ones, whatever order they come in."""
    whole, parts = [], []
    for one in known:
        words = unicodedata.normalize("NFC", one.words).split()
        if not words or len("".join(words)) < 2:
            continue
        whole.append((words, one.stand_in))
        if len(words) > 1:
            parts += [([word], one.stand_in) for word in words if len(word) > 2]
    for words, stand_in in sorted(whole, key=_length) + sorted(parts, key=_length):
        yield _named(words), stand_in


def _length(one: tuple[list[str], str]) -> int:
    return -len(" ".join(one[0]))


def _named(words: list[str]) -> re.Pattern[str]:
    if len(words) == 1 and text.folded(words[0]) in _WORDS_TOO:
        return re.compile(rf"(?<!\w)(?P<as_written>{re.escape(words[0].capitalize())})(?!\w)")
    return re.compile(r"(?<!\w)" + r"\s+".join(re.escape(text.folded(word)) for word in words) + r"(?!\w)")
