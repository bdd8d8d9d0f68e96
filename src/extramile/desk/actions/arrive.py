"""A visitor's first message opens a conversation. A morning's rush opens hundreds, so they are opened together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extramile.customers.actions.identity import customers_of_visitors, hold
from extramile.desk.actions import log
from extramile.desk.actions.head import Head
from extramile.desk.models import Channel, Conversation, Status, Website


@dataclass(frozen=True, slots=True)
class Opening:
    """A conversation that is to be opened: whose, on which website, under the UUID that the widget made.

    It may be meant to be the `first` that the visitor has open.
    """

    visitor: str
    website: int
    public_id: str
    page: str
    language: str
    first: bool


def elsewhere(openings: Sequence[Opening]) -> dict[tuple[str, str], str]:
    """Where the visitor's conversation is, by (visitor, UUID) of those of these openings that came too late to be the
    first; in the order in which they came.

    Two tabs of somebody new may write at the same moment, each under a UUID of its own.
    """
    wanting = {opening.visitor for opening in openings if opening.first}
    if not wanting:
        return {}
    hold(wanting)
    found = Conversation.objects.filter(visitor__in=wanting).exclude(status=Status.RESOLVED).order_by("last_at", "pk")
    there = {str(visitor): str(public_id) for visitor, public_id in found.values_list("visitor", "public_id")}
    late = {}
    for opening in openings:
        first = there.setdefault(opening.visitor, opening.public_id)
        if opening.first and first != opening.public_id:
            late[opening.visitor, opening.public_id] = first
    return late


def open_conversations(openings: Iterable[Opening]) -> dict[str, Head]:
    """Make conversations, without entries yet, for visitors who may be new too; none where the website is gone."""
    wanted = {opening.public_id: opening for opening in openings}
    websites = {opening.website for opening in wanted.values()}
    inboxes = dict(Website.objects.filter(pk__in=websites).values_list("pk", "inbox_id"))
    found = [opening for opening in wanted.values() if opening.website in inboxes]
    if not found:
        return {}
    customers = customers_of_visitors({opening.visitor: opening.language for opening in found})
    made = Conversation.objects.bulk_create(
        Conversation(
            public_id=opening.public_id,
            channel=Channel.WEBSITE,
            inbox_id=inboxes[opening.website],
            website_id=opening.website,
            customer_id=customers[opening.visitor],
            visitor=opening.visitor,
            page=opening.page,
        )
        for opening in found
    )
    heads = log.lock(conversation.pk for conversation in made)
    return {head.row.public_id: head for head in heads.values()}
