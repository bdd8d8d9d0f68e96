"""One conversation, locked for one action of one agent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from extramile.base import events
from extramile.desk.access import NotThere, inboxes_of
from extramile.desk.actions import log
from extramile.desk.actions.head import Head
from extramile.people.models import Agent


@contextmanager
def held(actor: Agent | None, conversation: int) -> Iterator[Head]:
    """Lock a conversation, ask whether `actor` may see it (None: the desk itself acts), and save what the block added.

    Raises NotThere. Events are published after the commit.
    """
    with transaction.atomic():
        head = log.lock([conversation]).get(conversation)
        if head is None or (actor is not None and head.row.inbox not in inboxes_of(actor)):
            raise NotThere(conversation)
        yield head
        events.publish(*log.save([head]))
