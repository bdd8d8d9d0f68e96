"""Giving a customer something."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from extramile.base import events, money
from extramile.customers.models import Customer
from extramile.desk.access import conversation_for
from extramile.desk.actions.head import Draft, Head
from extramile.desk.actions.held import held
from extramile.desk.actions.mile import sums, telling
from extramile.desk.actions.refused import Refused
from extramile.desk.events import Gave
from extramile.desk.mile.rails import Kind, Reason
from extramile.desk.mile.told import note, says
from extramile.desk.models import By, Gesture, Type
from extramile.desk.queries.gestures import Left, No, no_to, week_of
from extramile.desk.queries.settings import names_of_inboxes
from extramile.people.models import Agent


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to give: `amount` in the smallest unit of the company's currency, and a line on why.

    `reason` is what made it necessary, and `lesson` a line on that.
    """

    kind: Kind
    amount: int
    why: str
    reason: Reason
    lesson: str = ""


def give(actor: Agent, conversation: int, wish: Wish, *, name: UUID) -> Gesture:
    """Give it, unless a guard rail says no or the allowance does not reach. `name` makes it safe to repeat.

    Raises NotThere, or Refused with what is possible instead.
    """
    with transaction.atomic():
        # Two tabs of one agent would each see the allowance whole, and spend it twice. Taken before the conversation,
        # as who hands conversations on does.
        giver = Agent.objects.select_for_update(no_key=True).get(pk=actor.pk)
        with held(giver, conversation) as head:
            # Two colleagues in two conversations of one customer would each find that nothing was given lately.
            Customer.objects.select_for_update(no_key=True).get(pk=head.row.customer)
            known = Gesture.objects.filter(name=name).first()
            if known is not None:
                return _repeated(known, giver, conversation)
            if no := no_to(giver, conversation_for(giver, conversation), wish.kind, wish.amount):
                raise Refused(in_words(no))
            return add(giver, head, wish, name)


def in_words(no: No) -> str:
    """Why not, and on a line of its own what is possible instead."""
    if no.rail is None:
        return _allowance(no.left)
    rule = says(no.rail, inboxes=names_of_inboxes(), currency=no.left.currency)
    return _("Our rule is “%(rule)s”.") % {"rule": rule} + f"\n{no.rail.instead}"


def _allowance(left: Left) -> str:
    if not left.allowed:
        return _("No allowance is set for your role yet.") + "\n" + _("What costs no money you may give at any time.")
    most = money.reads(left.most, left.currency)
    if left.talk < left.week:
        said = _("That is more than is left for this conversation.")
    else:
        said = _("That is more than you have left this week.")
    return said + "\n" + _("Up to %(most)s is possible.") % {"most": most}


def _repeated(known: Gesture, giver: Agent, conversation: int) -> Gesture:
    if (known.agent, known.conversation_id) != (giver.pk, conversation):
        raise Refused(_("That did not work. Open the form once more."))
    return known


def add(giver: Agent, head: Head, wish: Wish, name: UUID) -> Gesture:
    """Add a gesture to a conversation that is held, once it is known that it may be given."""
    currency, team = sums.place_of(giver)
    made = Gesture.objects.create(
        conversation_id=head.row.conversation, name=name, kind=wish.kind, amount=wish.amount, currency=currency,
        why=wish.why, reason=wish.reason, lesson=wish.lesson, agent=giver.pk, week=week_of(head.at), team=team,
        at=head.at,
    )  # fmt: skip
    words = note(wish.kind, wish.amount, currency, wish.why)
    head.add(Draft(head.row.conversation, str(name), Type.NOTE, By.AGENT, giver.pk, giver.name, words))
    sums.add(made)
    telling.tell(made)
    events.keep(Gave(made.pk))
    return made
