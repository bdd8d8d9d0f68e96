"""Sentences, words and phrases of a line, with the places at which they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})
_SENTENCE = re.compile(r"(?:[^.!?\n]|(?<=\d)[.](?=\d)|(?<=\b[ap])\.(?=m\b)|(?<=[ap]\.m)\.)+[.!?]*")
_CLAUSE = re.compile(r"[^,;:()\n]+(?:(?<=\d)[,:](?=\d)[^,;:()\n]+)*")
_WORD = re.compile(r"[a-z0-9]+(?:[:.,]\d+)*(?:'[a-z]+)?|[€$£]\d+")
SMALL = frozenset(
    """
    a an the to of in on at for with by from and or but so as it its is are was were be been being am do does did has
    have had i you we they he she me my your our their his her us them this that these those will would can could
    shall should may might must yes if then than there here what which who whom whose when where why how up out
    about into over just also too very really now already again any some one it's i'm i'll i've i'd you're you've
    you'll we're we've we'll they're that's there's what's
    """.split()  # noqa: SIM905
)
_MARKS = " \t\r\n,;:."
_JOINS = re.compile(r"(?:and|but|so|then)\s+", re.I)
_REACH = 7
_IRREGULAR = {
    "paid": "pay", "sent": "send", "told": "tell", "bought": "buy", "went": "go", "gone": "go", "came": "come",
    "took": "take", "taken": "take", "gave": "give", "given": "give", "got": "get", "left": "leave", "found": "find",
    "kept": "keep", "rang": "ring", "rung": "ring", "wrote": "write", "written": "write", "made": "make",
    "said": "say", "broke": "break", "broken": "break", "lost": "lose", "tore": "tear", "torn": "tear", "held": "hold",
    "brought": "bring", "thought": "think", "knew": "know", "known": "know", "stolen": "steal", "chosen": "choose",
}  # fmt: skip
_ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("sses", "ss"),
    ("ments", ""),
    ("ment", ""),
    ("ings", ""),
    ("ing", ""),
    ("ed", ""),
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word by its stem, and where it stands in the line."""

    stem: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in small letters with straight quotes, and where it stands. `asks` when it ends as a question."""

    text: str
    start: int
    words: tuple[Word, ...]

    @property
    def end(self) -> int:
        """Where it ends in the line."""
        return self.start + len(self.text)

    @property
    def asks(self) -> bool:
        """Whether it is a question by its mark."""
        return self.text.rstrip().endswith("?")


def plain(text: str) -> str:
    """The same text, character for character, in small letters and with straight quotes."""
    straight = text.translate(_STRAIGHT)
    lowered = straight.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in straight)


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a line."""
    lowered = plain(text)
    found = []
    for match in _SENTENCE.finditer(lowered):
        said = match.group()
        start = match.start() + len(said) - len(said.lstrip())
        if said.strip():
            found.append(Sentence(said.strip(), start, words(said.strip(), start)))
    return tuple(found)


def words(lowered: str, start: int = 0) -> tuple[Word, ...]:
    """The words of a text in small letters that begins at `start`."""
    return tuple(Word(stem(m.group()), start + m.start(), start + m.end()) for m in _WORD.finditer(lowered))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without the commonest English endings: cards, carded and carding are card."""
    word = word.removesuffix("'s")
    word = _IRREGULAR.get(word, word)
    if len(word) > 4:
        for ending, instead in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) > (1 if instead == "y" else 2):
                return _shorter(word[: -len(ending)] + instead)
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return _shorter(word)


def _shorter(word: str) -> str:
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sle":
        word = word[:-1]
    while len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    return word


@lru_cache(maxsize=20_000)
def core(phrase: str) -> tuple[str, ...]:
    """The stems of a phrase that carry it; all of them where it has small words only."""
    found = _WORD.findall(plain(phrase))
    return tuple(dict.fromkeys(stem(word) for word in found if word not in SMALL)) or tuple(map(stem, found))


def place_of(phrase: str, sentence: Sentence) -> tuple[int, int] | None:
    """Where all that carries a phrase stands close together in a sentence, in any order; None when it does not."""
    wanted = core(phrase)
    if not wanted:
        return None
    last: dict[str, int] = {}
    for place, word in enumerate(sentence.words):
        if word.stem in wanted:
            last[word.stem] = place
            if len(last) == len(wanted) and place - min(last.values()) < len(wanted) + _REACH:
                return sentence.words[min(last.values())].start, word.end
    return None


def first_of(phrases: tuple[str, ...], sentence: Sentence) -> tuple[int, int] | None:
    """Where the first of some phrases stands that does."""
    return next((place for phrase in phrases if (place := place_of(phrase, sentence))), None)


def clause_at(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The clauses that hold a place, so that what is quoted can be read by itself."""
    found = [
        (sentence.start + m.start(), sentence.start + m.end())
        for m in _CLAUSE.finditer(sentence.text)
        if sentence.start + m.end() > start and sentence.start + m.start() < end
    ]
    return (found[0][0], found[-1][1]) if found else (start, end)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A place without what joins it to its neighbours: white space, marks, and an “and” before it."""
    end = start + len(text[start:end].rstrip(_MARKS))
    start = end - len(text[start:end].lstrip(_MARKS))
    joins = _JOINS.match(text, start, end)
    return (joins.end() if joins and joins.end() < end else start), end
