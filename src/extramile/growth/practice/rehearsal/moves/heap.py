"""Words in a heap: what stands side by side in no sentence that anybody would write."""

from __future__ import annotations

from itertools import pairwise

_TO_A_THING = frozenset(["the", "a", "an", "your", "our", "my"])
_NO_THING = _TO_A_THING | frozenset(
    [
        "i",
        "i'm",
        "i'll",
        "you're",
        "that's",
        "is",
        "am",
        "are",
        "was",
        "must",
        "does",
        "be",
        "of",
        "by",
        "at",
        "to",
        "because",
        "please",
        "in",
        "which",
    ]
)
_I_AM = frozenset(["i'm", "i've", "you're"])
_I_WILL = frozenset(["i'll", "you'll"])
_IS = frozenset(["is", "are", "was", "must", "will", "does", "am", "do"])
_NOT_AFTER_IS = frozenset(["must", "will", "does", "am", "are", "was", "i'm", "i'll", "you're", "that's"])
_NOT_AFTER_I_AM = frozenset(
    [
        "is",
        "must",
        "will",
        "be",
        "does",
        "are",
        "i",
        "i'm",
        "i'll",
        "you",
        "you're",
        "today",
        "tomorrow",
        "which",
        "of",
        "please",
        "and",
        "that's",
    ]
)
_TOWARDS = frozenset(["of", "by", "at", "to"])
_NOT_TOWARDS = frozenset(
    ["of", "by", "must", "because", "and", "please", "does", "will", "is", "are", "to", "at", "that's"]
)
_TWICE = frozenset("had that no so very sorry ha really too hi hey hello yes ok okay bye there thanks now many".split())  # noqa: SIM905
_OPENS = frozenset(["what", "all", "who", "how", "something", "anything"])
_WORDS_TO_A_BREAK = 25


def is_heap(parts: list[list[str]]) -> bool:
    """Whether the words of a line, by its clauses and in small letters, break off more often than people do."""
    breaks = sum(_breaks(words) for words in parts)
    return breaks * _WORDS_TO_A_BREAK >= sum(map(len, parts)) > 0


def _breaks(words: list[str]) -> int:
    found = sum(_is_break(one, after) for one, after in pairwise(words))
    # “What I can give you is …”
    found -= bool(words and words[0] in _OPENS and ("you", "is") in pairwise(words))
    return found + bool(words and words[-1] in _TO_A_THING)


def _is_break(one: str, after: str) -> bool:
    return (
        (one == after and one not in _TWICE)
        or (one in _TO_A_THING and after in _NO_THING)
        or (one in _I_AM and after in _NOT_AFTER_I_AM)
        or (one in _I_WILL and after in _NOT_AFTER_I_AM - {"be"})
        or (one in _IS and after in _NOT_AFTER_IS)
        or (one in {"you", "we"} and after in {"is", "am", "does", "i'm", "i'll", "that's", "you're"})
        or (one in _TOWARDS and after in _NOT_TOWARDS)
        or (one == "because" and after in {"must", "does", "will", "and", "please"})
        or (one in {"please", "thank"} and after in {"is", "will", "of", "by", "must", "does"})
    )
