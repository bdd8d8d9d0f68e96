"""A promise in an agent's sentence: who will do something, and until when, in the agent's own time zone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache

import parsedatetime

CLOSE = time(17)
_FURTHEST = timedelta(days=366)
_LONGEST = 300
_LOOKS = 12
_SENTENCE = re.compile(r"[^.!?\n]*(?:(?<=\d)[.:](?=\d)[^.!?\n]*)*[.!?\n]?")
_WILL = re.compile(
    r"\b(?:i'm|we're) (?:sending|shipping|posting|calling|writing|mailing|ordering|refunding)\b"
    r"|\b(?:i|we)(?:'ll| will| shall|'m going to| am going to|'re going to| are going to| promise| guarantee)\b"
    r"|\byou(?:'ll| will) (?:hear from (?:me|us)|have (?:it|an answer|a reply|your)|get (?:it|a|an|your))\b"
    r"|\b(?:expect|look for) (?:my|our|a) (?:call|mail|email|answer|reply)\b"
)
_BEGIN = re.compile(r"^.*?\b(?:i|we)(?:['’](?:ll|m going to|re going to)| will| am going to| are going to)\s+", re.I)
_NOT_SURE = re.compile(r"\b(?:if|unless|would|could|might|maybe|perhaps|probably|hope|try|won't|will not|never)\b")
# What people say for times that the library does not know, or takes for the day after.
_PLAINER = (
    (
        re.compile(r"\b(?:the )?(?:end|close) of (?:the |this |my )?(?:business |working )?(day|week|month)\b"),
        r"end of \1",
    ),
    (re.compile(r"\b(?:before|by) (?:the |this )?weekend\b"), "by friday 17:00"),
    (re.compile(r"\bby the weekend\b"), "by friday 17:00"),
    (re.compile(r"\bthis morning\b"), "today at 12:00"),
    (re.compile(r"\b(?:this|today) afternoon\b"), "today at 17:00"),
    (re.compile(r"\b(?:this evening|tonight)\b"), "today at 20:00"),
    (re.compile(r"\b(tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday) morning\b"), r"\1 at 12:00"),
    (re.compile(r"\b(tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday) afternoon\b"), r"\1 at 17:00"),
    (re.compile(r"\b(tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday) evening\b"), r"\1 at 20:00"),
    (re.compile(r"\bend of day\b"), "today at 17:00"),
    (re.compile(r"\bwithin (?:the next )?"), "in "),
    (re.compile(r"\b(?:a couple of|a few)\b"), "2"),
    (re.compile(r"\b(\w+) (?:working|business) days?\b"), r"\1 days"),
)
# What goes on after the promise, and may well begin with "if".
_ASIDE = re.compile(r",? (?:and|but) (?:if|when|should)\b.*", re.I)
_LASTS = re.compile(r"\d\s?[mh]\b|min|hour|\bhrs?\b")
# These say nothing by themselves, and the library would find a month or a moment in them.
_NO_TIME = re.compile(r"\s*(?:may|march|now|second|a second|a minute|sat|sun|mon)\s*")


@dataclass(frozen=True, slots=True)
class Said:
    """A promise as it was said: the sentence, the words that tell the time, and the moment in the agent's zone."""

    what: str
    when: str
    due: datetime


def promise_in(text: str, *, now: datetime) -> Said | None:
    """The first promise with a time in what an agent writes, or None. `now` is in the agent's own zone."""
    looked = 0
    for sentence in _sentences(text):
        plain = _ASIDE.sub("", sentence.lower().replace("\u2019", "'"))
        if sentence.endswith("?") or not _WILL.search(plain) or _NOT_SURE.search(plain):
            continue
        found = _time_in(plain, now)
        looked += 1
        if found:
            return Said(sentence, *found)
        # Each look takes 10 ms: whoever pastes a hundred good intentions must not keep others waiting.
        if looked == _LOOKS:
            break
    return None


def moment_in(words: str, *, now: datetime) -> datetime | None:
    """The moment that an agent means by a few words, such as "Friday noon"; None when it is none, or has passed."""
    found = _time_in(words[:_LONGEST].lower().replace("\u2019", "'"), now)
    return found[1] if found else None


def short(sentence: str) -> str:
    """A promise as it stands in a list: "I'll write to you by Friday noon." is "Write to you by Friday noon"."""
    rest = _BEGIN.sub("", _ASIDE.sub("", sentence)).strip(" .!,")
    return rest[:1].upper() + rest[1:] if rest else sentence


def _sentences(text: str) -> Iterator[str]:
    for match in _SENTENCE.finditer(text):
        if sentence := " ".join(match.group().split()):
            yield sentence[:_LONGEST]


def _time_in(plain: str, now: datetime) -> tuple[str, datetime] | None:
    for pattern, plainer in _PLAINER:
        plain = pattern.sub(plainer, plain)
    for moment, _, begin, end, words in _calendar().nlp(plain, sourceTime=now.replace(tzinfo=None)) or ():
        if _NO_TIME.fullmatch(words):
            continue
        due = _due(plain[begin:end], moment, now)
        if now < due <= now + _FURTHEST:
            return words.strip(), due
    return None


def _due(words: str, moment: datetime, now: datetime) -> datetime:
    hour_said = re.search(r"\d\s?(?:am|pm|:|h\b|o'clock)|noon|midnight|minute|hour|lunch|end of", words)
    if _LASTS.search(words):
        # Two hours are two hours, also in the night when the clocks are changed.
        lasts = moment - now.replace(tzinfo=None)
        moment = (now.astimezone(UTC) + lasts).astimezone(now.tzinfo)
    due = moment.replace(second=0, microsecond=0, tzinfo=now.tzinfo, fold=moment.fold)
    # A day without an hour is kept when it is kept before the day is over at the desk.
    return due if hour_said else datetime.combine(due.date(), CLOSE, now.tzinfo)


@cache
def _calendar() -> parsedatetime.Calendar:
    return parsedatetime.Calendar(version=parsedatetime.VERSION_CONTEXT_STYLE)
