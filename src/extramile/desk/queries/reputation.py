"""What customers say of the company: ratings, their words, reviews. Of all of it, and never of a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from extramile.customers.ladder.acts import Kind
from extramile.customers.models import Act
from extramile.desk.anonymous import Known, anonymous
from extramile.desk.models import PublicPage, Rating, RatingTurn, ShownWords
from extramile.desk.queries.reports import Only, Span, sums
from extramile.desk.reports.figures import Figures
from extramile.desk.reports.turning import DAYS, DAYS_BEFORE
from extramile.people.queries import roster

YEAR = 365
COMMENTS, WORDS, REVIEWS = 20, 30, 10
_FIRST_ANSWERS = 30


@dataclass(frozen=True, slots=True)
class Comment:
    """What a customer wrote beside their rating, for those who lead."""

    stars: int
    words: str
    conversation: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Words:
    """Words that a customer lets us share, as they read without anybody's name; `shown` once they are on the page."""

    act: int
    words: str
    day: date
    shown: bool


@dataclass(frozen=True, slots=True)
class Reputation:
    """The figures of the last 30 days, of the 90 before them and of the last year."""

    lately: Figures
    before: Figures
    year: Figures


def reputation(today: date) -> Reputation:
    """How the company stands with its customers."""
    lately = Span(today - timedelta(days=DAYS - 1), today)
    before = Span(lately.since - timedelta(days=DAYS_BEFORE), lately.since - timedelta(days=1))
    return Reputation(*(_figures(span) for span in (lately, before, _year(today))))


def _figures(span: Span) -> Figures:
    found = Figures()
    found.add(sums(Only(), span))
    return found


def _year(today: date) -> Span:
    return Span(today - timedelta(days=YEAR - 1), today)


def comments() -> list[Comment]:
    """What was written beside the newest ratings."""
    said = Rating.objects.exclude(comment="").order_by("-pk").values_list("stars", "comment", "conversation", "at")
    return sorted((Comment(*one) for one in said[:COMMENTS]), key=lambda one: one.at, reverse=True)


def reviews(today: date) -> tuple[int, list[Act]]:
    """How many public reviews we heard of within a year, and the newest ones with words."""
    found = Act.objects.filter(kind=Kind.REVIEW, day__gt=today - timedelta(days=YEAR))
    return found.count(), list(found.exclude(about="").order_by("-day", "-pk")[:REVIEWS])


def allowed() -> list[Words]:
    """The newest words that customers let us share, and those of them that are on the page."""
    kept = {one.act_id: one.words for one in ShownWords.objects.all()}
    acts = Act.objects.filter(kind=Kind.THANKS).exclude(about="").select_related("customer").order_by("-day", "-pk")
    listed = {act.pk: act for act in [*acts.filter(pk__in=kept), *acts[:WORDS]]}
    nameless = without_names(act for act in listed.values() if act.pk not in kept)
    found = [Words(act.pk, kept.get(act.pk) or nameless[act.pk], act.day, act.pk in kept) for act in listed.values()]
    return sorted(found, key=lambda one: (one.day, one.act), reverse=True)


def without_names(acts: Iterable[Act]) -> dict[int, str]:
    """Customers' words without theirs or a colleague's name, a contact or a number, by act."""
    listed = list(acts)
    colleagues = [Known(one.name, _("[a colleague]")) for one in roster()]
    found = {}
    for act in listed:
        known = [Known(act.customer.name, _("[a name]")), *colleagues]
        found[act.pk] = anonymous([act.about], known).lines[0]
    return found


def page() -> PublicPage | None:
    """The public page, while it is open."""
    return PublicPage.objects.first()


def shown_words(*, most: int) -> list[str]:
    """What stands on it, the newest first."""
    return list(ShownWords.objects.order_by("-act__day", "-pk").values_list("words", flat=True)[:most])


def public_figures(today: date) -> tuple[Figures, Figures]:
    """What it tells: the ratings of a year, and how soon we answered in the last 30 days."""
    return _figures(_year(today)), _figures(Span(today - timedelta(days=_FIRST_ANSWERS - 1), today))


def turn() -> RatingTurn | None:
    """The fall of ratings that is not over."""
    return RatingTurn.objects.filter(ended=None).order_by("-pk").first()
