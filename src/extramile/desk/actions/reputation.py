"""Showing what customers say, and noticing when it turns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from extramile.base import clock, text, turned
from extramile.customers.ladder.acts import Kind
from extramile.customers.models import Act
from extramile.desk.access import NotThere
from extramile.desk.models import PublicPage, RatingTurn, ReportWalk, ShownWords, TurnLetter
from extramile.desk.queries.reputation import reputation, turn, without_names
from extramile.desk.reports.figures import Figures
from extramile.desk.reports.turning import Mean, fell, is_over
from extramile.people import access
from extramile.people.models import Agent
from extramile.people.queries import active_agents, today

MOST = 12
WORDS = 300
# A mail server that is away is asked so long; then it is no news.
NEWS = timedelta(days=7)


def open_page(actor: Agent, words: str, *, day: date) -> None:
    """Open the public page, or change the words at its top. Raises access.NotAllowed."""
    with transaction.atomic():
        access.as_admin(actor)
        said = text.line(text.storable(words), WORDS)
        PublicPage.objects.get_or_create(pk=1, defaults={"since": day})
        PublicPage.objects.update(words=said, edition=F("edition") + 1)


def close_page(actor: Agent) -> None:
    """Close it. What was chosen for it stays chosen. Raises access.NotAllowed."""
    with transaction.atomic():
        access.as_admin(actor)
        PublicPage.objects.all().delete()


def show(actor: Agent, act: int, *, day: date) -> None:
    """Put a customer's words on the page, without names. Raises NotThere, access.NotAllowed, or access.Refused when
    it is full."""
    with transaction.atomic():
        access.as_lead(actor)
        found = Act.objects.filter(pk=act, kind=Kind.THANKS).exclude(about="").select_related("customer").first()
        if found is None:
            raise NotThere(act)
        if ShownWords.objects.exclude(act=found).count() >= MOST:
            raise access.Refused(_("The page holds %(n)s voices. Take one down first.") % {"n": MOST})
        ShownWords.objects.get_or_create(act=found, defaults={"words": without_names([found])[act], "day": day})
        _changed()


def take_down(actor: Agent, act: int) -> None:
    """Take them off it. Raises access.NotAllowed."""
    with transaction.atomic():
        access.as_lead(actor)
        ShownWords.objects.filter(act=act).delete()
        _changed()


def _changed() -> None:
    PublicPage.objects.update(edition=F("edition") + 1)


def look_for_turn(today: date) -> None:
    """Note that ratings have fallen, once for each fall and with a mail to those who lead; or that it is over."""
    now = reputation(today)
    lately, before = _mean(now.lately), _mean(now.before)
    there = turn()
    if lately is None or (there is None and (before is None or not fell(lately, before))):
        return
    with transaction.atomic():
        # The lock of all that count: of two workers who notice it at once, one says so.
        ReportWalk.objects.select_for_update().first()
        there = turn()
        if there is not None:
            if is_over(lately, there.before, (today - there.day).days):
                RatingTurn.objects.filter(pk=there.pk).update(ended=today)
        elif before is not None:
            made = RatingTurn.objects.create(day=today, before=before.mean, now=lately.mean, n=lately.n)
            if settings.CONFIG.mail_url:
                told = [TurnLetter(fall=made, lead=lead, due=clock.now()) for lead in active_agents() if lead.leads]
                TurnLetter.objects.bulk_create(told)


def look_for_letters(send: Callable[[int, int], object]) -> None:
    """Take the next turn of every mail that is due: `send` queues the job. Any number of processes may look."""
    turned.take(TurnLetter.objects.all(), clock.now(), send)


def claim(letter: int, turn: int) -> TurnLetter | None:
    """The mail, when this turn is its newest and nobody has begun it; None too, and for good, when the fall is over or
    no news any more, or whom it is for leads no more."""
    letters = TurnLetter.objects.all()
    if not turned.claim(letters, letter, turn):
        return None
    found = letters.select_related("fall", "lead").get(pk=letter)
    news = found.fall.ended is None and found.fall.day > today() - NEWS
    if news and found.lead.is_active and found.lead.leads:
        return found
    turned.let_be(letters, letter)
    return None


def _mean(figures: Figures) -> Mean | None:
    return None if figures.stars is None else Mean(figures.stars, figures.rated)
