"""Customers who are merged by one process while another one writes about them."""

from __future__ import annotations

import pytest

from extramile.customers.models import Customer
from extramile.desk.actions import customers as desk
from extramile.desk.actions import live
from extramile.desk.models import Conversation, Entry
from tests.cast import Cast
from tests.desk.receiving import Writer, done, gapless, new
from tests.postgres.test_batches import Other, begin, other, until_it_waits

__all__ = ["other"]
pytestmark = pytest.mark.django_db(transaction=True)


def test_who_writes_first_while_elsewhere_they_are_merged(cast: Cast, other: Other) -> None:
    tomas = Writer(cast)
    tomas.says()
    gone, kept = tomas.conversation.customer_id, Customer.objects.create(name="Tomás").pk
    other.execute(b"SELECT id FROM customers_customer WHERE id IN (%s, %s) ORDER BY id FOR UPDATE", [gone, kept])
    for table in (b"customers_identity", b"desk_conversation"):
        other.execute(b"UPDATE " + table + b" SET customer_id = %s WHERE customer_id = %s", [kept, gone])
    other.execute(b"DELETE FROM customers_customer WHERE id = %s", [gone])
    # A conversation of theirs that begins now is of somebody who is about to go, and waits for what becomes of them.
    going = begin(lambda: live.commit([tomas.job("A second one", public_id=new())]))
    until_it_waits(other)
    other.commit()
    begun = done(going.result(20)[0]).row
    assert begun.customer == kept
    gapless(begun.conversation)
    assert set(Conversation.objects.values_list("customer", flat=True)) == {kept}


def test_what_arrives_while_a_merge_waits_comes_along(cast: Cast, other: Other) -> None:
    tomas = Writer(cast)
    tomas.says()
    gone, kept = tomas.conversation.customer_id, Customer.objects.create(name="Tomás").pk
    talk = tomas.conversation.pk
    other.execute(b"SELECT id FROM desk_conversation WHERE id = %s FOR UPDATE", [talk])
    going = begin(lambda: desk.merge(cast.maya, gone=gone, kept=kept))
    until_it_waits(other)
    # As the other process's writer does: more in this conversation, and another one of the same customer.
    other.execute(
        b"INSERT INTO desk_entry (id, conversation_id, seq, said, name, type, by, author, text, at)"
        b" SELECT id + 1, conversation_id, 2, 2, gen_random_uuid(), type, by, author, 'more', at FROM desk_entry",
    )
    other.execute(b"UPDATE desk_conversation SET seq = 2, said = 2 WHERE id = %s", [talk])
    other.execute(
        b"INSERT INTO customers_identity (customer_id, kind, value) VALUES (%s, 'visitor', 'another browser')", [gone]
    )
    other.commit()
    going.result(20)
    assert not Customer.objects.filter(pk=gone).exists()
    assert Conversation.objects.get(pk=talk).customer_id == kept
    assert Entry.objects.filter(conversation=talk).count() == 2
    gapless(talk)
    assert Customer.objects.get(pk=kept).identities.count() == 2
