"""An agent's reply or note."""

from __future__ import annotations

from uuid import UUID

from extramile.base import text as texts
from extramile.desk.actions import log
from extramile.desk.actions.head import Draft
from extramile.desk.actions.held import held
from extramile.desk.models import By, Type
from extramile.desk.shapes import EntryShape
from extramile.people.models import Agent


def write(actor: Agent, conversation: int, *, name: UUID, text: str, note: bool = False) -> EntryShape:
    """Answer the customer, or leave a note. `name` makes it safe to repeat.

    Raises NotThere, base.text.EmptyText or base.text.TextTooLong.
    """
    kind = Type.NOTE if note else Type.MESSAGE
    draft = Draft(conversation, str(name), kind, By.AGENT, actor.pk, actor.name, texts.clean(text))
    with held(actor, conversation) as head:
        return log.write({conversation: head}, [draft])[0].entry
