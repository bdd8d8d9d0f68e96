"""Pace and style, read from what customers wrote."""

from __future__ import annotations

from datetime import timedelta

import pytest

from extramile.customers.actions import manner
from extramile.customers.manner import Wrote, lines, read
from extramile.customers.models import Customer, Manner
from extramile.desk import actions
from extramile.desk.models import Entry
from extramile.desk.queries.wrote import wrote
from tests import cast as northfold
from tests.cast import Cast
from tests.desk.test_facts import worked_off

BRISK = ["Where is order 8790?", "No", "The left one", "Friday works", "ok", "And the invoice?"]
WARM = [
    "Hello, how are you today?", "Good morning! We are back from our holidays", "My daughter loves the tent",
    "Hi again :)", "The blue one please", "Have a lovely evening, hope you get out too",
]  # fmt: skip


def _wrote(texts: list[str], after: float | None) -> list[Wrote]:
    return [Wrote(text, after) for text in texts]


@pytest.mark.parametrize(
    ("texts", "after", "pace", "style"),
    [
        (BRISK, 20.0, "fast", "business"),
        (WARM, 400.0, "slow", "chat"),
        (BRISK, 120.0, "", "business"),
        (["\n".join(["a line of words"] * 8)] * 6, 30.0, "slow", ""),
        (BRISK[:3], 20.0, "", ""),
        (BRISK, None, "", "business"),
        (["", "  "] * 9, None, "", ""),
        (["Hi, my order 8790 is late", *BRISK[1:]], 20.0, "fast", "business"),
    ],
)
def test_what_messages_say(texts: list[str], after: float | None, pace: str, style: str) -> None:
    found = read(_wrote(texts, after))
    assert (found.pace, found.style) == (pace, style)
    assert (found.pace_why is None, found.style_why is None) == (not pace, not style)


def test_the_reason_is_in_figures() -> None:
    found = read(_wrote(BRISK, 20.0))
    assert found.pace_why == {"answers": 6, "seconds": 20, "lines": 1}
    assert found.style_why == {"messages": 6, "letters": 12, "friendly": 0}


def test_a_night_between_two_messages_is_no_answer() -> None:
    slept = _wrote(BRISK, 9 * 3600.0)
    assert read(slept).pace == ""
    assert read([*slept, *_wrote(BRISK[:4], 10.0)]).pace == "fast"


@pytest.mark.parametrize(("text", "n"), [("one", 1), ("one\n\ntwo", 2), ("x" * 61, 2), ("x" * 60 + "\nx", 2)])
def test_lines(text: str, n: int) -> None:
    assert lines(text) == n


@pytest.mark.parametrize("text", ["Hiking boots", "Heyday", "Highest price?", "Dearest is best", "lollipop", "(see D)"])
def test_words_that_only_begin_like_a_greeting(text: str) -> None:
    assert read(_wrote([text] * 6, None)).style == "business"


def test_what_an_agent_said_stays(cast: Cast) -> None:
    customer = Customer.objects.create(name="Tomás")
    found = read(_wrote(BRISK, 20.0))
    assert manner.suggest(customer.pk, found)
    assert not manner.suggest(customer.pk, found)
    manner.say(cast.maya, customer.pk, "pace", "slow")
    manner.say(cast.maya, customer.pk, "style", "")
    assert not manner.suggest(customer.pk, found)
    kept = Manner.objects.get()
    assert (kept.pace, kept.pace_by, kept.pace_why, kept.style) == ("slow", cast.maya.pk, None, "")
    manner.unsay(customer.pk, "style")
    assert manner.suggest(customer.pk, found)
    assert manner.suggest(customer.pk, read([])), "a style that is not clear any more"
    kept.refresh_from_db()
    assert (kept.pace, kept.style) == ("slow", "")
    with pytest.raises(manner.NoSuchPreference):
        manner.say(cast.maya, customer.pk, "pace", "chat")


def test_a_customer_of_whom_nothing_can_be_said_has_no_row(db: None) -> None:
    customer = Customer.objects.create()
    assert not manner.suggest(customer.pk, read([]))
    assert not manner.suggest(customer.pk + 1, read(_wrote(BRISK, 20.0)))
    assert not Manner.objects.exists()


def test_a_resolve_lets_a_worker_read_what_the_customer_wrote_and_nothing_else(cast: Cast) -> None:
    talk = northfold.conversation(cast)
    for n, (text, after) in enumerate(zip(BRISK, [20] * 6, strict=True)):
        northfold.said(talk, "How are you? A lovely day, by the way, hello!", agent=cast.maya)
        said = northfold.said(talk, text)
        Entry.objects.filter(conversation=talk, seq__gte=said.seq - 1).update(at=talk.opened_at + timedelta(hours=n))
        Entry.objects.filter(pk=said.pk).update(at=talk.opened_at + timedelta(hours=n, seconds=after))
    assert [one.after for one in wrote(talk.customer_id)] == [20.0] * 6
    actions.resolve(cast.maya, talk.pk)
    worked_off()
    kept = Manner.objects.get()
    assert (kept.pace, kept.style, kept.style_why) == (
        "fast",
        "business",
        {"messages": 6, "letters": 12, "friendly": 0},
    )
