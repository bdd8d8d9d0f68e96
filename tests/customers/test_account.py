"""The emotional account: facts once each, what they weigh, how they fade, and how one is taken back."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extramile.base import clock
from extramile.base.prepared import Part
from extramile.customers.account.facts import BY_HAND, CAME_BACK, DEFAULTS, DEPOSITS, Fact, WrongWeight
from extramile.customers.account.fading import HALF_LIFE, Memory, faded, memory
from extramile.customers.actions import account, sums
from extramile.customers.actions.account import AlreadyReversed, AlreadyThere, NoReason, NotByHand
from extramile.customers.events import Reweighed
from extramile.customers.models import Balance, Customer, Line, Weight
from extramile.customers.queries.account import effect_of, overdrawn, statement
from extramile.desk import actions
from extramile.desk.models import Conversation
from extramile.desk.queries import inbox
from extramile.desk.queries.holders import holders
from extramile.desk.queries.sight import sight
from tests.cast import Cast, conversation
from tests.test_house import PACKAGE

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
NOW = clock.now()


@pytest.fixture
def linh() -> int:
    return Customer.objects.create(name="Linh").pk


def told(customer: int, fact: Fact, key: str, *, days_ago: float = 0, **more: int) -> bool:
    return account.record(customer, fact, key=key, at=NOW - timedelta(days=days_ago), **more)


def test_a_fact_told_twice_counts_once(linh: int) -> None:
    assert told(linh, Fact.SOLVED_FIRST, "solved:7:12")
    assert not told(linh, Fact.SOLVED_FIRST, "solved:7:12")
    assert statement(linh, now=NOW).balance == pytest.approx(1.0)


def test_facts_weigh_half_after_half_a_year(linh: int) -> None:
    told(linh, Fact.PROMISE_BROKEN, "promise:1", days_ago=180)
    told(linh, Fact.THANKS, "thanks:1", days_ago=360)
    found = statement(linh, now=NOW)
    assert [(entry.fact, entry.weight, round(entry.now, 6)) for entry in found.entries] == [
        (Fact.PROMISE_BROKEN, -4.0, -2.0),
        (Fact.THANKS, 1.0, 0.25),
    ]
    assert found.balance == pytest.approx(-1.75)
    assert statement(linh, now=NOW + HALF_LIFE).balance == pytest.approx(-0.875)


def test_a_disputed_line_stays_and_counts_no_more(cast: Cast, linh: int) -> None:
    told(linh, Fact.WROTE_AGAIN, "again:1", days_ago=33)
    line = Line.objects.get().pk
    with pytest.raises(NoReason):
        account.dispute(cast.maya, line, reason="  ")
    account.dispute(cast.maya, line, reason="It was about another order.")
    found = statement(linh, now=NOW)
    assert found.balance == pytest.approx(0.0)
    assert [entry.reversed_because for entry in found.entries] == ["It was about another order."]
    reversal = Line.objects.get(reverses=line)
    assert reversal.by == cast.maya.pk
    for one in (line, reversal.pk):
        with pytest.raises(AlreadyReversed):
            account.dispute(cast.maya, one, reason="Once more.")


def test_other_weights_are_seen_before_and_hold_for_what_was_before(cast: Cast, linh: int) -> None:
    told(linh, Fact.WAITED, "waited:1")
    other = Customer.objects.create().pk
    told(other, Fact.RATED_POORLY, "rated:1")
    told(other, Fact.GESTURE, "gesture:1")
    lighter = {Fact.WAITED: 0.0, Fact.GESTURE: 5.0}
    effect = effect_of(lighter)
    assert (effect.below, effect.would_be) == (2, 0)
    account.weigh(cast.jo, lighter)
    assert statement(linh, now=NOW).balance == 0.0, "what an account shows does not wait for the worker"
    sums.walk(0)
    assert not overdrawn().exists()
    assert (statement(linh, now=NOW).balance, statement(other, now=NOW).balance) == (0.0, pytest.approx(1.0))
    for wrong in ({Fact.GESTURE: -1.0}, {Fact.WAITED: 1.0}, {Fact.THANKS: 21.0}, {Fact.THANKS: float("nan")}):
        with pytest.raises(WrongWeight):
            account.weigh(cast.jo, wrong)


def remembered(customer: int) -> Memory | None:
    """How conversation 7 is."""
    return statement(customer, most=1, conversation=7).memory


def test_a_conversation_is_remembered_by_its_peak_and_its_end(cast: Cast, linh: int) -> None:
    assert remembered(linh) is None
    for days, fact in ((3, Fact.WROTE_AGAIN), (2, Fact.WAITED), (1, Fact.GESTURE)):
        told(linh, fact, f"{fact}:7", days_ago=days, conversation=7)
    assert remembered(linh) == Memory(remembered=(-4 + 1) / 2, mean=(-4 - 4 + 1) / 3)
    account.dispute(cast.maya, Line.objects.get(fact=Fact.GESTURE).pk, reason="It was for somebody else.")
    assert remembered(linh) == Memory(remembered=-4.0, mean=-4.0)
    assert memory([]) is None


_steps = st.lists(
    st.tuples(st.sampled_from(["record", "dispute", "weigh"]), st.sampled_from(list(Fact)), st.integers(0, 2000)),
    max_size=25,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=_steps)
def test_the_balance_is_the_sum_of_its_lines_at_any_moment(cast: Cast, steps: list[tuple[str, Fact, int]]) -> None:
    customer = Customer.objects.create().pk
    there: set[object] = set()
    for number, (act, fact, days) in enumerate(steps):
        _step(cast, customer, act, fact, days, number)
        for now in (NOW, NOW + timedelta(days=days)):
            assert statement(customer, now=now).balance == pytest.approx(_summed(customer, now), abs=1e-9)
        kept = Balance.objects.filter(pk=customer).values_list("kept", flat=True).first() or 0.0
        assert faded(kept, NOW) == pytest.approx(_summed(customer, NOW), abs=1e-9)
        there, before = set(Line.objects.filter(customer=customer).values_list("pk", "fact", "grown", "about")), there
        assert before <= there, "a line was changed or deleted"
    account.weigh(cast.jo, DEFAULTS)


def _step(cast: Cast, customer: int, act: str, fact: Fact, days: int, number: int) -> None:
    standing = Line.objects.filter(customer=customer, reverses=None, reversal=None).first()
    if act == "weigh":
        account.weigh(cast.jo, {fact: (days % 5) * (1.0 if fact in DEPOSITS else -1.0)})
        sums.walk(0)
    elif act == "dispute" and standing:
        account.dispute(cast.maya, standing.pk, reason="Not so.")
    else:
        told(customer, fact, f"{customer}:{number}", days_ago=days)


def _summed(customer: int, now: datetime) -> float:
    """The sum by the definition: each line that stands, at its own age."""
    entries = statement(customer, most=100, now=now).entries
    ages = [(entry, (now - entry.at) / HALF_LIFE) for entry in entries if entry.reversed_because is None]
    return sum(entry.weight * 0.5**age for entry, age in ages)


def test_every_balance_is_of_a_customer_with_lines(linh: int) -> None:
    told(linh, Fact.THANKS, "thanks:2")
    Customer.objects.all().delete()
    assert not Line.objects.exists() and not Balance.objects.exists()


def test_a_line_that_was_taken_back_leaves_no_debt(cast: Cast, linh: int) -> None:
    for number in range(7):
        told(linh, Fact.THANKS, f"thanks:{number}", days_ago=number * 3.7)
        told(linh, Fact.WAITED, f"waited:{number}", days_ago=number * 11.3)
    for line in Line.objects.filter(reverses=None):
        account.dispute(cast.maya, line.pk, reason="Not so.")
    assert statement(linh).balance == pytest.approx(0.0, abs=1e-9)
    assert not overdrawn().exists()


def test_what_the_desk_takes_back_is_taken_back_once(cast: Cast, linh: int) -> None:
    assert not account.take_back("solved:7:12", reason=CAME_BACK)
    told(linh, Fact.SOLVED_FIRST, "solved:7:12")
    assert account.take_back("solved:7:12", reason=CAME_BACK)
    assert not account.take_back("solved:7:12", reason=CAME_BACK)
    (entry,) = statement(linh).entries
    assert (entry.reversed_because, entry.reversed_by_hand) == (CAME_BACK, False)


def test_an_agent_writes_facts_down_with_a_line_of_why(cast: Cast, linh: int) -> None:
    def write(fact: Fact, about: str, key: str = "a", conversation: int | None = 7) -> bool:
        return account.write_down(cast.maya, linh, fact, key=key, about=about, conversation=conversation)

    for fact in set(Fact) - set(BY_HAND):
        with pytest.raises(NotByHand):
            write(fact, "Why")
    with pytest.raises(NoReason):
        write(Fact.GESTURE, "  ")
    assert write(Fact.GESTURE, "A repair kit on the house") and not write(Fact.GESTURE, "A repair kit on the house")
    with pytest.raises(AlreadyThere):
        write(Fact.GESTURE, "Once more", key="b")
    assert write(Fact.GESTURE, "In another talk", key="c", conversation=8)
    assert write(Fact.GESTURE, "In no talk", key="d", conversation=None)
    assert {line.by for line in Line.objects.all()} == {cast.maya.pk}


def test_a_mood_is_no_fact() -> None:
    """Facts only: nothing that was estimated has a name in the account, or a way into it."""
    assert not [fact for fact in Fact if re.search("mood|valence|estimate|feel|anger|angry", fact)]
    for path in (PACKAGE / "desk" / "mood").rglob("*.py"):
        assert not re.search(r"customers\.(actions|account|queries)|Fact\b", path.read_text()), path
    for path in (PACKAGE / "customers").rglob("*.py"):
        assert "desk.mood" not in path.read_text(), path
    told = re.findall(r"(?m)^.*(?:Fact\.|account\.).*$", (PACKAGE / "wiring.py").read_text())
    assert told and not [line for line in told if "mood" in line]


def test_a_walk_over_the_sums_goes_on_where_it_stopped(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        told(Customer.objects.create().pk, Fact.WAITED, f"waited:{number}")
    Balance.objects.update(kept=1.0)
    followed = [Reweighed(after=0)]
    done = []
    monkeypatch.setattr(sums, "_AT_ONCE", 1)
    monkeypatch.setattr(sums.events, "keep", followed.append)
    while followed:
        sums.walk(followed.pop().after, seconds=0.0)
        done.append(overdrawn().count())
    assert done == [1, 2, 3, 3]


def test_a_page_of_the_account_is_one_query(cast: Cast, linh: int, django_assert_num_queries: Any) -> None:
    for number in range(30):
        told(linh, Fact.THANKS, f"thanks:{number}", days_ago=number, conversation=number % 2 and 7)
    with django_assert_num_queries(1):
        found = statement(linh, most=6, conversation=7, seen=Part(Conversation.objects.none(), {}), now=NOW)
    assert (len(found.entries), found.more, found.memory) == (6, True, Memory(1.0, 1.0))
    assert {entry.conversation for entry in found.entries} == {None}
    shown = [statement(linh, most=10, skip=skip, now=NOW) for skip in (0, 10, 20)]
    assert [page.more for page in shown] == [True, True, False]
    days = [entry.at for page in shown for entry in page.entries]
    assert days == sorted(days, reverse=True) and len(set(days)) == 30


def test_a_long_account_is_summed_whole(cast: Cast, linh: int, django_assert_num_queries: Any) -> None:
    Weight.objects.create(fact=Fact.THANKS, weight=2.0)
    for number in range(103):
        told(linh, Fact.THANKS if number % 2 else Fact.WAITED, f"long:{number}")
    account.dispute(cast.maya, Line.objects.earliest("pk").pk, reason="Not so.")
    with django_assert_num_queries(2):
        found = statement(linh, most=6, now=NOW)
    assert found.balance == pytest.approx(51 * 2.0 - 51 * 4.0) and found.more
    assert statement(linh, most=10, skip=100, now=NOW).balance == found.balance


def test_what_was_said_elsewhere_is_not_shown_to_who_may_not_see_it(cast: Cast, linh: int) -> None:
    open_to_maya, hidden = conversation(cast), conversation(cast)
    for made in (open_to_maya, hidden):
        account.write_down(cast.jo, linh, Fact.WRONG_ANSWER, key=str(made.pk), about="Why", conversation=made.pk)
        account.dispute(cast.jo, Line.objects.latest("pk").pk, reason="Because")
    seen = Part(Conversation.objects.filter(pk=open_to_maya.pk), {})
    found = {entry.conversation: (entry.about, entry.reversed_because) for entry in statement(linh, seen=seen).entries}
    assert found == {open_to_maya.pk: ("Why", "Because"), None: ("", "")}


def test_lists_and_holders_never_ask_for_accounts(cast: Cast) -> None:
    """Neither the order of a list nor who may hold a conversation depends on what stands in an account."""
    boxes = ("mine", "unassigned", "everyone", "snoozed", "resolved")
    with CaptureQueriesContext(connection) as captured:
        for box in boxes:
            inbox.page(cast.maya, frozenset({cast.inbox.pk}), box)
        holders(cast.maya)
    asked = " ".join(query["sql"] for query in captured)
    assert len(captured) >= len(boxes)
    for table in (Line, Balance):
        assert table._meta.db_table not in asked


def test_no_list_changes_with_what_stands_in_accounts(cast: Cast) -> None:
    """Every list, before and after each of its customers has another balance than the one before."""
    talks = [conversation(cast, at=NOW - timedelta(minutes=number)) for number in range(6)]
    for made in talks[::2]:
        actions.assign(cast.maya, made.pk, agent=cast.maya.pk)
    inboxes = frozenset({cast.inbox.pk})

    def lists() -> list[list[int]]:
        pages = [inbox.page(cast.maya, inboxes, box) for box in ("mine", "unassigned", "everyone")]
        return [[row.conversation for row in page.rows] for page in pages] + [sight(cast.maya).waiting]

    before = lists()
    for number, made in enumerate(talks):
        fact = Fact.PROMISE_BROKEN if number % 3 else Fact.GESTURE
        for turn in range(number):
            told(made.customer_id, fact, f"{number}:{turn}")
    assert lists() == before and len(before[2]) == 6
