"""Words of a conversation without whose they are: names, contacts, numbers and addresses, each in a stand-in. Pure.

What is known of somebody is found however it is written; what nobody has told us, by its shape. A shape can be missed,
so whoever passes the words on looks at them first, and is shown what was taken out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from extramile.base import text

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
_STREETS = (
    "street|st|road|rd|avenue|ave|lane|ln|drive|square|court|place|close|crescent|terrace|boulevard|blvd|gardens|grove"
)
_DAY = r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
_STAYS = re.compile(rf"\[[^\]\n]{{1,40}}\]|(?<![\w.])(?:{_DAY})(?!\w)")
_MEASURES = "€|euro|eur|usd|gbp|dollar|pound|metre|meter|m|km|mm|cm|kg|g|ml|l|w|steps|people|times|hours|days|words|%"
_BEFORE = (
    r"(?:\bmy name is|\bthis is|\bI am called|\bI['’]m called|\bDear|\bMr|\bMrs|\bMs|\bMiss|\bDr|\bHerr|\bFrau)\.?\s+"
)
_A_NAME = r"[^\W\d_a-z][\w'’-]{1,30}(?:\s+[^\W\d_a-z][\w'’-]{1,30}){0,2}"
_IBAN = re.compile(r"(?<!\w)[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){3,7}(?: ?[a-z0-9]{1,3})?(?!\w)")
_CARD = re.compile(r"(?<!\w)(?:\d{4}[ -]){3}\d{1,7}(?!\w)")
_PHONE = re.compile(r"(?<![\w.,])(?:\+|\(?0)[\d ()/-]{6,20}\d(?!\w)")
_ADDRESSES = (
    re.compile(rf"(?<!\w)\d{{1,5}}[a-z]?,? (?:[\w'’.-]{{2,20}} ){{1,3}}(?:{_STREETS})\b\.?"),
    re.compile(r"(?<!\w)[\w-]{3,25}(?:strasse|straße|str\.|platz|gasse|allee|weg) ?\d{1,4}[a-z]?(?!\w)"),
    re.compile(r"(?<!\w)(?:rue|avenida|av\.|calle|rua|plaza|praca|via|piazza) (?:[\w'’.-]{1,20},? ){1,4}\d{1,4}(?!\w)"),
    re.compile(r"(?<!\w)[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}(?!\w)"),
    re.compile(r"(?<!\w)(?P<as_written>\d{5} [A-Z][\w-]{2,25})(?!\w)"),
)
_NUMBERED = re.compile(
    r"(?<!\w)(?:order|ref|reference|ticket|invoice|no\.|number|nr\.?|#)[ :#]{0,3}(?P<n>\d[\d-]{1,20})(?!\w)"
)
_LONG_NUMBER = re.compile(
    r"(?<![\w$€£.,#])#?(?!(?:19|20)\d\d(?![\w-]))(?=(?:[a-z-]{0,12}\d){4})[a-z0-9]{1,40}(?:-[a-z0-9]{1,20}){0,4}"
    rf"(?![\w€$£]| ?(?:{_MEASURES})s?(?!\w))"
)
_CALLED = re.compile(rf"(?P<as_written>(?i:{_BEFORE}))(?P<n>{_A_NAME})")


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
    finders = [*_sure(), *_of(known), *_shapes()]
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
    covered = [place.span() for place in _STAYS.finditer(line)]
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


def _sure() -> list[tuple[re.Pattern[str], str]]:
    """What holds names in itself, and so comes before them: addresses of mail, links, names as networks write them."""
    return [
        (re.compile(r"(?:mailto:)?[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"), _("[mail address]")),
        (re.compile(r"(?:https?://|www\.)[^\s<>\"”’)]{2,500}"), _("[link]")),
        (re.compile(r"(?<![\w@])@\w{3,40}"), _("[name]")),
    ]


def _shapes() -> list[tuple[re.Pattern[str], str]]:
    """What gives somebody away by its shape, the surest first. Amounts of money, measures, years and days stay."""
    number, address = _("[number]"), _("[address]")
    return [
        (_IBAN, number), (_CARD, number), (_PHONE, _("[phone number]")), *((one, address) for one in _ADDRESSES),
        (_NUMBERED, number), (_LONG_NUMBER, number), (_CALLED, _("[name]")),
    ]  # fmt: skip
