"""Whether a line is something that a customer can read at all."""

from __future__ import annotations

import re

from extramile.base.languages import ELSEWHERE
from extramile.desk.abuse import is_abusive
from extramile.growth.practice.rehearsal.moves.heap import is_heap
from extramile.growth.practice.rehearsal.moves.joined import is_unjoined
from extramile.growth.practice.rehearsal.moves.spot import pattern
from extramile.growth.practice.rehearsal.take import Heard
from extramile.growth.practice.rehearsal.words import SMALL, Sentence

READ = 2_000
_BLANK = re.compile(
    r"""
    \{\{.{0,60}?\}\} | \{[a-z_ .]{1,60}\}
    | \[(?:insert|your|customer|first|last|agent|name|order|date|number|link)[^\]]{0,60}\]
    | <(?:name|customer|order|date|first)[^>]{0,60}>
    | %(?:name|first)
    """,
    re.I | re.X,
)
_INSULT = pattern(
    r"""
    (?<!calling )(?<!call )you(?:'re| are)? (?:all |just |such |really |being )*(?:an? )?<how><names>
    you(?:'re| are) (?:so |really |just |too |all )*(?:stupid|dumb|thick|pathetic|insane|crazy)
    shut (?:up|your mouth)|go to hell|piss off|get lost|nobody likes you
    """,
    how="(?:bloody |stupid |total |complete |absolute |lazy |dumb |old )*",
    names="(?:idiots?|morons?|fools?|liars?|imbeciles?|losers?|clowns?|pigs?|cretins?|arseholes?|assholes?|wankers?)",
)
_FEW = 4
_CLAUSES = re.compile(r"[,;:()]")
_SPOKEN = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_ENGLISH = 0.12
_COURTESIES = frozenset(
    ["please", "thank", "thanks", "sorry", "hello", "hi", "dear", "okay", "ok", "today", "tomorrow", "good"]
)
# Words that hold a sentence together, and carry a phrase all the same.
_GLUE = SMALL | frozenset(
    """
    no not won't can't cannot don't doesn't didn't isn't aren't wasn't weren't couldn't wouldn't haven't hasn't
    down off back only after before until while than without
    """.split()  # noqa: SIM905
)
_BEGUN = 60
_MANY = 8
_BARE = 0.12


def heard(text: str, found: tuple[Sentence, ...], before: frozenset[str], own: frozenset[str]) -> Heard:
    """How a line is taken. `before`: what was written earlier, as `key` has it; `own`: words that the scenario uses."""
    if not text.strip():
        return Heard.EMPTY
    if key(text) in before:
        return Heard.SAME_AGAIN
    read = text[:READ]
    if _BLANK.search(read):
        return Heard.TEMPLATE
    said = [word for one in found for word in re.findall(r"[a-z]+(?:'[a-z]+)?", one.text)]
    letters = [letter for letter in read if letter.isalpha()]
    if not said:
        return Heard.NONSENSE if all(letter.isascii() for letter in letters) else Heard.OTHER_LANGUAGE
    if sum(letter.isascii() for letter in letters) < len(letters) * 0.7:
        return Heard.OTHER_LANGUAGE
    if not _is_english(said, own):
        return Heard.OTHER_LANGUAGE if _vowels(said) else Heard.NONSENSE
    if _keywords(said, found) or is_unjoined(said, before):
        return Heard.KEYWORDS
    return Heard.LONG if len(text) > READ else Heard.PLAIN


def insults(text: str, found: tuple[Sentence, ...]) -> bool:
    """Whether a line insults whoever reads it: what a customer may shrug off is more from somebody who serves them."""
    return is_abusive(text) or any(_INSULT.search(one.text) for one in found)


def key(text: str) -> str:
    """As much of a line as is read, without what does not matter to somebody who reads it a second time."""
    return " ".join(re.findall(r"\w+", text[:READ].lower()))


def _is_english(said: list[str], own: frozenset[str]) -> bool:
    """Whether some of the words are English ones, or the scenario's, and fewer of another language."""
    english = sum(word in _GLUE or word in own or word in _COURTESIES for word in said)
    foreign = sum(word in ELSEWHERE and word not in _GLUE for word in said)
    if len(said) < _FEW:
        return _vowels(said) and english >= foreign
    return english > foreign and english >= len(said) * _ENGLISH


def _keywords(said: list[str], found: tuple[Sentence, ...]) -> bool:
    if is_heap([_SPOKEN.findall(part) for one in found for part in _CLAUSES.split(one.text)]):
        return True
    if len(said) < _FEW + 2:
        return False
    small = sum(word in _GLUE for word in said)
    parts = [part for one in found for part in re.split(r"[,;:/|+]", one.text) if part.strip()]
    short = len(parts) >= _FEW and len(said) / len(parts) < 2.6
    begun = said[:_BEGUN]
    if any(begun[at : at + 2] * 3 == begun[at : at + 6] for at in range(len(begun) - 5)):
        return True
    bare = small < len(said) * _BARE if len(said) >= _MANY else not small
    return bare or len(set(begun)) < len(begun) * 0.45 or short


def _vowels(said: list[str]) -> bool:
    """Whether most words could be words of some language."""
    return (
        sum(bool(re.search(r"[aeiouy]", word)) and not re.search(r"[^aeiouy']{5}", word) for word in said)
        > len(said) * 0.6
    )
