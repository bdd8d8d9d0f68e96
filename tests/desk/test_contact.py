"""What a log says of how the customer fared."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extramile.base import clock
from extramile.desk.contact import LONG, WEEK, Contact, Mark, contact, only_thanks, told_twice, waited_since
from extramile.desk.models import Channel

NOW = clock.now()
# Letters for the steps of a log: what, by whom, and what was said.
STEPS = {
    "c": ("message", "visitor", "It does not work"), "t": ("message", "visitor", "Thank you!"),
    "a": ("message", "agent", "Hello"), "n": ("note", "agent", "He is kind"), "g": ("assigned", "agent", ""),
    "R": ("resolved", "agent", ""), "o": ("reopened", "agent", ""), "O": ("reopened", "visitor", ""),
}  # fmt: skip


def log(steps: str, *, hours: float = 1.0) -> list[Mark]:
    """A log of steps, each so many hours after the one before; a dot is ten days in which nothing happened."""
    marks, at = [], NOW
    for place, step in enumerate(steps, 1):
        at += timedelta(days=10) if step == "." else timedelta(hours=hours)
        if step != ".":
            marks.append(Mark(place, *STEPS[step], at))
    return marks


@pytest.mark.parametrize(
    "said",
    [
        "Thank you!", "thanks", "Thanks so much for your help 🙏", "Perfect, thank you", "ok great", "👍", "…",
        "Vielen herzlichen Dank!", "Alles klar, danke", "muchas gracias", "Merci beaucoup", "Muito obrigada",
        "شكرا جزيلا", "Grazie mille", "Thx", "OK", "That’s easy. Thank you.",
    ],
)  # fmt: skip
def test_thanks_are_no_question(said: str) -> None:
    assert only_thanks(said)


@pytest.mark.parametrize(
    "said",
    [
        "Thanks, but it is still broken", "Thank you. When does it come?", "thanks?", "Help", "your help", "?", "42",
        "It does not work", "Thank you for all you did and for the patience that it took you", "no thanks to you",
        "Danke, aber es geht nicht", "a lot", "for you", "That is easy", "Gracias, pero no llegó",
    ],
)  # fmt: skip
def test_more_than_thanks_is_not_taken_for_thanks(said: str) -> None:
    assert not only_thanks(said)


@pytest.mark.parametrize(
    ("steps", "solved", "again"),
    [
        ("caR", 3, None),
        ("cR", None, None),  # nobody answered
        ("caRO", 3, None),
        ("caROt", 3, None),  # mere thanks
        ("caROtR", 3, None),
        ("caROc", 3, 5),  # `solved` names what is to be taken back
        ("caROcc", 3, 5),
        ("caROtc", 3, 6),  # thanks that were none
        ("caR.Oc", None, None),  # another matter, and long settled
        ("caR.OcaR", None, None),
        ("caR.OcaROc", None, 10),
        ("caROcaR", None, None),
        ("caROcaROc", None, 9),
        ("caRo", None, None),
        ("caRoR", 5, None),  # a slip of the hand
        ("caRoacR", 7, None),  # an agent had more to say, and asked
        ("caRoROc", 5, 7),
    ],
)
def test_solved_at_first_contact_and_wrote_again(steps: str, solved: int | None, again: int | None) -> None:
    found = contact(log(steps))
    assert (found.solved and found.solved.seq, found.again and found.again.seq) == (solved, again)


def test_a_week_is_a_week() -> None:
    resolved = log("caR")
    for late, comes in ((timedelta(), True), (timedelta(milliseconds=1), False)):
        back = Mark(5, *STEPS["c"], resolved[-1].at + WEEK + late)
        assert (contact([*resolved, back]).again is back) is comes


def test_where_too_much_was_said_nothing_counts_as_a_first_contact() -> None:
    assert contact(log("R"), whole=False) == Contact(True, True, log("R")[0], None, None)
    assert contact(log("ROc"), whole=False).again


@given(st.text("ctanogRO.", max_size=30))
def test_what_is_solved_was_answered_and_resolved_before_the_customer_came_back(steps: str) -> None:
    marks = log(steps)
    found = contact(marks)
    if found.solved:
        before = [mark for mark in marks if mark.seq < found.solved.seq]
        assert any(mark.by == "agent" and mark.type == "message" for mark in before)
        assert contact(before).again is None
    if found.again:
        assert found.last and found.last.seq < found.again.seq and not only_thanks(found.again.text)


@pytest.mark.parametrize(
    ("steps", "waits"), [("c", 1), ("cc", 1), ("cac", 3), ("ca", None), ("cat", None), ("catc", 4), ("cRo", None)]
)
def test_who_waits_waits_since_the_first_word_that_nobody_answered(steps: str, waits: int | None) -> None:
    marks = log(steps)
    assert waited_since(marks) == (marks[waits - 1].at if waits else None)


@pytest.mark.parametrize(
    ("steps", "twice"),
    [
        ("cacgc", True),
        ("cagc", True),
        ("cagct", True),
        ("cacg", False),  # who takes over answers what was said: nobody had to say it again
        ("cangc", False),  # a note was left
        ("cagnc", False),
        ("cagcn", False),
        ("cagt", False),
        ("cac", False),
        ("ngca", False),
        ("cagcac", False),  # of the answer before
    ],
)
def test_told_twice_is_who_was_handed_on_without_a_note_and_wrote_again(steps: str, twice: bool) -> None:
    assert told_twice(log(steps)) is twice


def test_each_channel_has_a_long_wait() -> None:
    assert LONG.keys() == set(Channel.values)
