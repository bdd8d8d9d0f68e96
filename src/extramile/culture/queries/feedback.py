"""Reading feedback: what everybody may, one's own, and for leads all of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_
from statistics import quantiles

from django.db.models import Q, QuerySet

from extramile.culture.models import Feedback, PartnerLink, Step
from extramile.culture.queries.stories import holding
from extramile.people.models import Agent

PAGE = 20
OF_LATE = timedelta(days=180)
FEWEST = 5
_MOST = 500
_ALIKE, _NEAR = 8, 100
_COURTESY = 3  # letters: words no longer than that stand everywhere


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for: `words` that stand in it, and a kind, one of some statuses, a source, or who takes it
    on, where they are given."""

    words: str = ""
    kind: str = ""
    statuses: Collection[str] = ()
    source: str = ""
    owner: int | None = None


@dataclass(frozen=True, slots=True)
class Answering:
    """How long the company takes to answer, in days: half is answered within `half`, four of five within `most`."""

    half: int
    most: int


def page(wanted: Wanted, *, before: int | None = None) -> tuple[list[Feedback], bool]:
    """PAGE of all feedback, the newest days first, after a row if one is given, and whether there are more. What is
    merged with another is found when one looks for words."""
    found = _narrowed(Feedback.objects.filter(holding(wanted.words)), wanted)
    found = found if wanted.words else found.filter(same_as=None)
    listed = found.defer("found_by", "found_inside", "told", "did").select_related("owner", "partner")
    return _paged(listed, before)


def inside(wanted: Wanted, *, before: int | None = None) -> tuple[list[Feedback], bool]:
    """PAGE of what everybody reads. Words are looked for in what everybody reads of it alone: in all of it, the search
    would tell what stands there."""
    looked = holding(wanted.words, column="found_inside")
    found = _narrowed(Feedback.objects.filter(looked, inside=True, same_as=None), wanted)
    return _paged(found.defer("found_by", "found_inside").select_related("author"), before)


def own(agent: Agent) -> list[Feedback]:
    """What somebody said under their name, the newest days first; no more than PAGE."""
    found = Feedback.objects.filter(author=agent).select_related("same_as")
    return list(found.order_by("-day", "pk")[:PAGE])


def newest_done() -> Feedback | None:
    """Where everybody reads last what we did."""
    done = Feedback.objects.filter(inside=True, same_as=None).exclude(did="").exclude(answered=None)
    return done.only("told", "words", "did").order_by("-answered", "-pk").first()


def steps(feedback: Feedback) -> list[Step]:
    """What was done with it, the earliest first."""
    return list(feedback.steps.select_related("by").order_by("pk"))


def alike(feedback: Feedback, words: str = "") -> list[Feedback]:
    """What it may be the same as: what holds the words one looks for, or some of its own, most of them first."""
    others = Feedback.objects.filter(same_as=None).exclude(pk=feedback.pk)
    if words:
        return list(others.filter(holding(words)).order_by("-day", "pk")[:_ALIKE])
    ours = _telling(feedback.found_by)
    some = reduce(or_, (Q(found_by__contains=word) for word in sorted(ours, key=len)[-_ALIKE:]), Q(pk=None))
    near = list(others.filter(some).order_by("-day", "pk")[:_NEAR])
    return sorted(near, key=lambda one: -len(ours & _telling(one.found_by)))[:_ALIKE]


def _telling(words: str) -> set[str]:
    return {word for word in re.findall(r"\w+", words) if len(word) > _COURTESY}


def answering(today: date) -> Answering | None:
    """How long an answer took of late, of the company as a whole; None of fewer than FEWEST."""
    answered = Feedback.objects.filter(answered__gt=today - OF_LATE).order_by("-answered")
    return _answering([(done - day).days for day, done in answered.values_list("day", "answered")[:_MOST] if done])


def partner_links() -> list[PartnerLink]:
    """The links for partners, by their names."""
    return list(PartnerLink.objects.order_by("name", "pk"))


def _answering(took: Sequence[int]) -> Answering | None:
    if len(took) < FEWEST:
        return None
    fifths = quantiles(took, n=10, method="inclusive")
    return Answering(round(fifths[4]), round(fifths[7]))


def _narrowed(found: QuerySet[Feedback], wanted: Wanted) -> QuerySet[Feedback]:
    named = {"kind": wanted.kind, "status__in": wanted.statuses, "source": wanted.source, "owner": wanted.owner}
    return found.filter(**{name: value for name, value in named.items() if value})


def _paged(found: QuerySet[Feedback], before: int | None) -> tuple[list[Feedback], bool]:
    # Within a day the keys give the order, and they are by chance.
    last = Feedback.objects.filter(pk=before).values_list("day", flat=True).first() if before is not None else None
    if last is not None:
        found = found.filter(Q(day__lt=last) | Q(day=last, pk__gt=before))
    listed = list(found.order_by("-day", "pk")[: PAGE + 1])
    return listed[:PAGE], len(listed) > PAGE
