"""Which words come so often that their beginnings cannot be looked up word by word.

Neither index gives the hits of a beginning in order of time: both first gather every entry of every word that begins
so, and at millions of entries `th…` is most of them. What begins many words must begin some that come often, and those
are in any sample. So a beginning like that is looked for as the words of the sample, each of which the index can walk
through from the newest; what is left out are rare words among the many.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Sum

from extramile.customers.models import Customer
from extramile.desk.models import Entry, Tally
from extramile.desk.queries.search.marks import words_in

SMALL = 20_000
OFTEN = 0.002
_SAMPLE = 3_000
_FRESH = 600.0
_VARIANTS = 16
_NONE: dict[str, float] = {}


@dataclass(frozen=True, slots=True)
class Sample:
    """In what share of the newest texts each word stands; nothing at all in a small install."""

    shares: dict[str, float]
    conversations: int = 0

    def share(self, word: str) -> float:
        """In what share of the texts some word begins so."""
        return sum(share for one, share in self.shares.items() if one.startswith(word))

    def instead(self, word: str) -> Sequence[str] | None:
        """Words to look for instead of this beginning, itself among them; None to look for the beginning as such."""
        if len(word) == 1:
            return [word]
        variants = [one for one in self.shares if one.startswith(word)]
        if sum(self.shares[one] for one in variants) < OFTEN:
            return None
        often = sorted(variants, key=lambda one: -self.shares[one])[:_VARIANTS]
        return list(dict.fromkeys([word, *often]))


class Kept:
    """A sample that is taken anew when it is ten minutes old."""

    def __init__(self, take: Callable[[], Iterable[str]]) -> None:
        self._take = take
        self._sample = Sample(_NONE)
        self._until = 0.0

    def sample(self) -> Sample:
        """The shares of words now."""
        if time.monotonic() > self._until:
            # Whoever comes meanwhile goes on with the old one.
            self._until = time.monotonic() + _FRESH
            size = _size()
            self._sample = Sample(_shares(self._take()), size) if size > SMALL else Sample(_NONE)
        return self._sample

    def forget(self) -> None:
        """Take the sample anew with the next question."""
        self._until = 0.0


def _entries() -> Iterable[str]:
    newest = Entry.objects.filter(type__in=("message", "note")).order_by("-pk")
    return newest.values_list("text", flat=True)[:_SAMPLE]


def _customers() -> Iterable[str]:
    newest = Customer.objects.order_by("-pk").values_list("name", "email", "phone")
    return map(" ".join, newest[:_SAMPLE])


def _size() -> int:
    """How many conversations there are, by the kept counts."""
    return Tally.objects.filter(scope="any").aggregate(Sum("n"))["n__sum"] or 0


def _shares(texts: Iterable[str]) -> dict[str, float]:
    found: Counter[str] = Counter()
    count = 0
    for text in texts:
        found.update(set(words_in(text)))
        count += 1
    return {word: times / count for word, times in found.items()}


entries, customers = Kept(_entries), Kept(_customers)
