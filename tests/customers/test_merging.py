"""Two customers become one, and two again: nothing is lost, and nobody sees more than before."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext

from extramile.base import clock
from extramile.base.ids import uuid7
from extramile.customers.account.facts import GIVEN_BACK, Fact
from extramile.customers.actions import account, merging
from extramile.customers.actions.merging import rows
from extramile.customers.models import Attribute, Balance, Block, Customer, Identity, Line, Merge, Moved, Standing
from extramile.customers.models.merge import LONGEST_UNDO
from extramile.customers.queries.account import weights, worth
from extramile.desk.actions import customers as desk
from extramile.desk.actions import live
from extramile.desk.actions.recent import Recent
from extramile.desk.models import Conversation
from extramile.desk.queries import resume
from tests.cast import Cast
from tests.customers.known import WAYS, bought, everything, known_customer

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


def _owners() -> dict[str, set[int]]:
    return {
        model._meta.label_lower: set(model._base_manager.values_list(field.attname, flat=True))
        for model, field in rows.tables()
    }


def _sum(customer: int) -> float:
    found = Line.objects.filter(customer=customer).aggregate(kept=Sum(worth(weights())))["kept"]
    return float(found or 0)


def test_every_table_that_points_at_a_customer_is_known_here() -> None:
    assert {model._meta.label_lower for model, _ in rows.tables()} - WAYS.keys() == {"desk.conversation"}


def test_everything_comes_along_and_goes_back_as_it_was(cast: Cast) -> None:
    old = known_customer(cast, "T. Ortega", email="T@example.org", phone="+34 600", place="Sevilla")
    new = known_customer(cast, "Tomás Ortega", email="tomas@example.org")
    assert {len(owners) for owners in _owners().values()} == {2}, "each table has a row of both"
    before = everything()
    made = desk.merge(cast.maya, gone=old.pk, kept=new.pk)
    owners = _owners()
    assert owners.pop("customers.merge") == {new.pk}
    assert set().union(*owners.values()) == {new.pk}
    assert not Customer.objects.filter(pk=old.pk).exists()
    new.refresh_from_db()
    assert (new.email, new.phone, new.place) == ("tomas@example.org", "+34 600", "Sevilla")
    assert Identity.objects.get(kind="email").value == "t@example.org"
    assert Balance.objects.get(pk=new.pk).kept == pytest.approx(_sum(new.pk))
    assert Standing.objects.get(pk=new.pk).repeats == 1, "both bought on the same two days"
    assert Attribute.objects.get(name="Other name").value == "T. Ortega"
    desk.undo_merge(cast.sam, made.pk)
    assert everything() == before
    made.refresh_from_db()
    assert (made.undone_by, made.was) == (cast.sam.pk, None)
    assert not Moved.objects.exists()


def test_what_is_taken_back_meanwhile_is_of_the_account_in_which_it_stands(cast: Cast) -> None:
    old, new = Customer.objects.create(), Customer.objects.create()
    account.record(old.pk, Fact.GESTURE, key="gesture:1", at=clock.now())
    made = desk.merge(cast.maya, gone=old.pk, kept=new.pk)
    account.take_back("gesture:1", reason=GIVEN_BACK)
    desk.undo_merge(cast.maya, made.pk)
    assert set(Line.objects.values_list("customer", flat=True)) == {old.pk}
    assert [_sum(one) for one in (old.pk, new.pk)] == pytest.approx([0, 0])
    assert not Balance.objects.filter(kept__gt=0.001).exists() and not Balance.objects.filter(kept__lt=-0.001).exists()


def test_who_had_nothing_takes_over_all_that_there_was(cast: Cast) -> None:
    old = known_customer(cast, "Known")
    new = Customer.objects.create()
    before = everything()
    made = desk.merge(cast.maya, gone=old.pk, kept=new.pk)
    new.refresh_from_db()
    assert (new.name, new.manner.pace, new.standing.repeats) == ("Known", "fast", 1)
    assert Block.objects.get().customer_id == new.pk
    desk.undo_merge(cast.maya, made.pk)
    assert everything() == before


def test_what_both_say_otherwise_stays_beside(cast: Cast) -> None:
    old, new = known_customer(cast, "One"), known_customer(cast, "Two")
    made = desk.merge(cast.maya, gone=old.pk, kept=new.pk)
    assert Attribute.objects.get(name="Shoe size").value == str(new.pk)
    assert Attribute.objects.get(name="Shoe size (2)").value == str(old.pk)
    desk.undo_merge(cast.maya, made.pk)
    assert not Attribute.objects.filter(name="Shoe size (2)").exists()


def test_what_came_since_goes_with_the_browser_it_came_from(cast: Cast) -> None:
    old, new = known_customer(cast, "One"), known_customer(cast, "Two")
    Block.objects.all().delete()
    visitor = Identity.objects.get(customer=old, kind="visitor").value
    made = desk.merge(cast.maya, gone=old.pk, kept=new.pk)
    [outcome] = live.commit([live.Receive(visitor, cast.website.pk, str(uuid7()), str(uuid7()), "hello", "", "en")])
    assert isinstance(outcome, live.Done)
    begun = Conversation.objects.get(pk=outcome.row.conversation)
    assert begun.customer_id == new.pk
    Line.objects.create(customer=new, fact="solved_first", at=clock.now(), grown=1, key="since", conversation=begun.pk)
    desk.undo_merge(cast.maya, made.pk)
    begun.refresh_from_db()
    assert begun.customer_id == old.pk
    assert Line.objects.get(key="since").customer_id == old.pk
    assert Balance.objects.get(pk=old.pk).kept == pytest.approx(_sum(old.pk))


def test_what_an_agent_wrote_since_stays(cast: Cast) -> None:
    old, new = known_customer(cast, "One", phone="1", place="Hull"), known_customer(cast, "Two")
    made = desk.merge(cast.maya, gone=old.pk, kept=new.pk)
    Customer.objects.filter(pk=new.pk).update(phone="2")
    bought(cast.maya, new.pk, days=5)
    desk.undo_merge(cast.maya, made.pk)
    new.refresh_from_db()
    assert (new.phone, new.place) == ("2", "")
    assert new.purchases.count() == 3


def test_one_into_another_into_a_third(cast: Cast) -> None:
    one, two, three = (known_customer(cast, name) for name in ("One", "Two", "Three"))
    before = everything()
    first = desk.merge(cast.maya, gone=one.pk, kept=two.pk)
    second = desk.merge(cast.maya, gone=two.pk, kept=three.pk)
    assert Merge.objects.get(pk=first.pk).kept_id == three.pk
    desk.undo_merge(cast.maya, second.pk)
    assert Merge.objects.get(pk=first.pk).kept_id == two.pk
    desk.undo_merge(cast.maya, first.pk)
    assert everything() == before


def test_undone_once_and_not_for_ever(cast: Cast) -> None:
    old, new = known_customer(cast, "One"), known_customer(cast, "Two")
    made = desk.merge(cast.maya, gone=old.pk, kept=new.pk)
    desk.undo_merge(cast.maya, made.pk)
    with pytest.raises(merging.TooLate):
        desk.undo_merge(cast.maya, made.pk)
    again = desk.merge(cast.maya, gone=old.pk, kept=new.pk)
    Merge.objects.filter(pk=again.pk).update(at=clock.now() - LONGEST_UNDO - timedelta(minutes=1))
    with pytest.raises(merging.TooLate):
        desk.undo_merge(cast.maya, again.pk)
    merging.forget_old()
    again.refresh_from_db()
    assert again.was is None
    assert not Moved.objects.filter(merge=again).exists()


def test_two_who_merge_at_once(cast: Cast) -> None:
    old, new = known_customer(cast, "One"), known_customer(cast, "Two")
    desk.merge(cast.maya, gone=old.pk, kept=new.pk)
    with pytest.raises(merging.Gone):
        desk.merge(cast.sam, gone=new.pk, kept=old.pk)
    with pytest.raises(merging.SamePerson):
        desk.merge(cast.sam, gone=new.pk, kept=new.pk)


def test_a_browser_sees_its_own_conversations_and_no_other(cast: Cast) -> None:
    old, new = known_customer(cast, "One"), known_customer(cast, "Two")
    talks = {talk.customer_id: talk for talk in Conversation.objects.all()}
    desk.merge(cast.maya, gone=old.pk, kept=new.pk)
    theirs, others = talks[old.pk], talks[new.pk]
    for mine, other in ((theirs, others), (others, theirs)):
        assert resume.missed_by_visitor(str(mine.public_id), str(mine.visitor), said=0)
        assert resume.missed_by_visitor(str(other.public_id), str(mine.visitor), said=0) is None
        assert resume.older_for_visitor(str(other.public_id), str(mine.visitor), before=99) is None


@pytest.mark.django_db(transaction=True)
def test_the_live_writer_forgets_whose_a_conversation_was(cast: Cast) -> None:
    old, new = known_customer(cast, "One"), known_customer(cast, "Two")
    Block.objects.all().delete()
    talk = Conversation.objects.get(customer=old)
    recent = Recent()

    def write() -> live.Outcome:
        sent = live.Receive(str(talk.visitor), cast.website.pk, str(talk.public_id), str(uuid7()), "hi", "", "")
        return live.commit([sent], recent)[0]

    assert isinstance(first := write(), live.Done) and first.row.customer == old.pk

    def merge() -> None:
        desk.merge(cast.maya, gone=old.pk, kept=new.pk)
        connection.close()

    elsewhere = threading.Thread(target=merge)
    elsewhere.start()
    elsewhere.join(20)
    assert isinstance(second := write(), live.Done)
    assert (second.row.customer, second.row.customer_name) == (new.pk, "Two")


def test_as_many_statements_for_many_rows_as_for_few(cast: Cast) -> None:
    def statements(purchases: int) -> int:
        old, new = known_customer(cast, "One"), known_customer(cast, "Two")
        for days in range(100, 100 + purchases):
            bought(cast.maya, old.pk, days=days)
        with CaptureQueriesContext(connection) as asked:
            desk.merge(cast.maya, gone=old.pk, kept=new.pk)
        return len(asked)

    assert statements(1) == statements(30)
