"""Ending a conversation with last words."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from extramile.desk.actions.resolve import resolve
from extramile.desk.actions.write import write
from extramile.people.models import Agent


def end(actor: Agent, conversation: int, *, name: UUID, text: str) -> None:
    """Say something last, and resolve the conversation: both or neither. `name` makes it safe to repeat.

    Raises NotThere, base.text.EmptyText or base.text.TextTooLong.
    """
    with transaction.atomic():
        write(actor, conversation, name=name, text=text)
        resolve(actor, conversation)
