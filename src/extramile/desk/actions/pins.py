"""Pinning up what a team should know."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from extramile.base import text
from extramile.desk.models.pin import Pin
from extramile.desk.queries.pins import pins_for
from extramile.people.models import Agent, Team

LONGEST = timedelta(days=31)
MOST = 200


class NoWords(ValueError):
    """A pin says something."""


class WrongDay(ValueError):
    """A pin stays up until today at least, and for LONGEST at most."""


class NotInTeam(ValueError):
    """People pin things up for teams they are in; leads for any."""


def pin(actor: Agent, words: str, *, team: int | None, until: date, today: date) -> Pin:
    """Pin a line up until the end of a day. Raises NoWords, WrongDay or NotInTeam."""
    words = text.line(text.storable(words), MOST)
    if not words:
        raise NoWords
    if not today <= until <= today + LONGEST:
        raise WrongDay
    with transaction.atomic():
        teams = Team.objects.all() if actor.leads else actor.teams.all()
        if team is not None and not teams.filter(pk=team).exists():
            raise NotInTeam
        return Pin.objects.create(team_id=team, words=words, by=actor.pk, author=actor.name, until=until)


def take_down(actor: Agent, pin: int, *, today: date) -> bool:
    """Take down a pin that this person sees; false when there is none."""
    with transaction.atomic():
        if pin not in {one.pk for one in pins_for(actor, today)}:
            return False
        return bool(Pin.objects.filter(pk=pin).delete()[0])
