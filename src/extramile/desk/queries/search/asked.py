"""What somebody asks for in the search field: words, "phrases", and filters such as `tag:refund before:2026-05`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from extramile.desk.models import Status
from extramile.desk.queries.search.dates import Day, Zone, day_of

MOST_WORDS = 8
NOTE = "note"
STATES = (Status.OPEN.value, Status.SNOOZED.value, Status.RESOLVED.value)
FILTERS = ("from", "tag", "in", "is", "before", "after", "on")
_QUOTE = '["“”„]'
_TOKEN = re.compile(
    r"(?P<open>[A-Za-z]+):(?=\s|$)|(?:(?P<filter>[A-Za-z]+):)?"
    rf'(?:{_QUOTE}(?P<quoted>[^"“”„]*)(?:{_QUOTE}|$)|(?P<bare>[^\s"“”„]+))'
)
_WORD = re.compile(r"[^\W_]+")
# Scripts that put no space between words: a word in them is looked for inside of what others would call one.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


@dataclass(slots=True)
class Asked:
    """A query taken apart.

    `words` are found as beginnings of words, each of `phrases` as its words one after the other, and `inside` anywhere
    in a text. `unclear` holds filters that cannot be followed, as they were written: (filter, value). `last` is the
    filter that the query ends with, whose value may still be on its way.
    """

    words: list[str] = field(default_factory=list)
    phrases: list[tuple[str, ...]] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    inboxes: list[str] = field(default_factory=list)
    states: set[str] = field(default_factory=set)
    notes: bool = False
    since: datetime | None = None
    until: datetime | None = None
    unclear: list[tuple[str, str]] = field(default_factory=list)
    last: tuple[str, str] | None = None
    shortened: bool = False

    @property
    def spoken(self) -> Sequence[str]:
        """Every word, to find customers by and to mark."""
        return [*self.words, *(word for phrase in self.phrases for word in phrase), *self.inside]

    @property
    def filtered(self) -> bool:
        """Whether anything but words is asked for."""
        return bool(self.people or self.tags or self.inboxes or self.states or self.notes or self.since or self.until)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.spoken or self.filtered)


def asked(query: str, zone: Zone) -> Asked:
    """Take a query apart; whatever is written, something comes of it. Days are those of `zone`."""
    found = Asked()
    for token in _TOKEN.finditer(query):
        name = (token["filter"] or token["open"] or "").lower()
        value = token["quoted"] if token["quoted"] is not None else token["bare"] or ""
        if name in FILTERS:
            found.last = (name, value.strip()) if token.end() == len(query) else None
            _filter(found, name, value.strip(), zone)
        else:
            found.last = None
            _speak(found, f"{name} {value}" if name else value, quoted=token["quoted"] is not None)
    return found


def _speak(found: Asked, said: str, *, quoted: bool) -> None:
    words = _WORD.findall(said)
    room = MOST_WORDS - len(found.spoken)
    found.shortened |= len(words) > room
    words = words[:room]
    if quoted and words and not any(map(_UNSPACED.search, words)):
        found.phrases.append(tuple(words))
        return
    for word in words:
        (found.inside if _UNSPACED.search(word) else found.words).append(word)


def _filter(found: Asked, name: str, value: str, zone: Zone) -> None:
    match name:
        case _ if not value:
            return
        case "from":
            found.people.append(value)
        case "tag":
            found.tags.append(value)
        case "in":
            found.inboxes.append(value)
        case "is" if value.lower() in STATES:
            found.states.add(value.lower())
        case "is" if value.lower() in (NOTE, "notes"):
            found.notes = True
        case "before" | "after" | "on" if day := day_of(value, zone):
            _bound(found, name, day)
        case _:
            found.unclear.append((name, value))


def _bound(found: Asked, name: str, day: Day) -> None:
    if name != "before":
        begin = day.begin
        found.since = max(found.since, begin) if found.since else begin
    if name != "after":
        end = day.begin if name == "before" else day.end
        found.until = min(found.until, end) if found.until else end
