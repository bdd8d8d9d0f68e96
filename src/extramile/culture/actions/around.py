"""Posting what a team is doing and why, and adding cards to talk through."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from extramile.base import text
from extramile.base.tries import in_one
from extramile.culture import access
from extramile.culture.models import Card, Post, Thread
from extramile.people.models import Agent, Team

WORDS, WHY, QUESTION, MORE = 700, 400, 200, 300


class NotInTeam(ValueError):
    """People post for teams they are in, and leads for any."""


def post(actor: Agent, words: str, why: str, *, team: int | None, name: UUID, day: date) -> Post:
    """Tell everybody what a team is doing and why; under the same name once.

    Raises NotInTeam, text.EmptyText or text.TextTooLong.
    """
    words, why = text.clean(words, WORDS), text.clean(why, WHY)

    def write() -> Post:
        teams = Team.objects.all() if actor.leads else actor.teams.all()
        if team is not None and not teams.filter(pk=team).exists():
            raise NotInTeam(team)
        there = Post.objects.filter(name=name).first()
        return there or Post.objects.create(
            name=name, team_id=team, author=actor, words=words, why=why, day=day, thread=Thread.objects.create()
        )

    return in_one(write)


def remove(actor: Agent, post: int) -> None:
    """Take a post away, with what was said of it. Raises access.NotThere."""
    with transaction.atomic():
        found = access.post_for(post)
        if not access.may_remove(actor, found):
            raise access.NotThere(post)
        found.thread.delete()


def add_card(actor: Agent, question: str, more: str, *, day: date) -> Card | None:
    """Add a card of the team's own; the same question twice is one card. None without a question."""
    question = text.line(text.storable(question), QUESTION)
    if not question:
        return None
    with transaction.atomic():
        there = Card.objects.filter(question=question).first()
        return there or Card.objects.create(
            question=question, more=text.line(text.storable(more), MORE), author=actor, day=day
        )


def remove_card(actor: Agent, card: int) -> None:
    """Take a card of the team's own away. Raises access.NotThere."""
    with transaction.atomic():
        found = access.card_for(card)
        if not access.may_remove(actor, found):
            raise access.NotThere(card)
        found.delete()
