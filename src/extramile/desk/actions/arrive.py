"""A visitor's first message opens a conversation."""

from __future__ import annotations

from extramile.customers.actions import customer_of_visitor
from extramile.desk.actions.head import Head
from extramile.desk.columns import ROW, row_of
from extramile.desk.models import Channel, Conversation, Website


def open_conversation(*, visitor: str, website: int, public_id: str, page: str, language: str) -> Head | None:
    """Make a conversation, without entries yet, for a visitor who may be new too; None when the website is gone."""
    inbox = Website.objects.filter(pk=website).values_list("inbox_id", flat=True).first()
    if inbox is None:
        return None
    customer = customer_of_visitor(visitor, language=language)
    made = Conversation.objects.create(
        public_id=public_id, channel=Channel.WEBSITE, inbox_id=inbox, website_id=website,
        customer=customer, visitor=visitor, page=page,
    )  # fmt: skip
    return Head(row_of(Conversation.objects.filter(pk=made.pk).values_list(*ROW).get()))
