"""1:1s: each of the two writes into their own half, and sees of the other's what was put there, as long as it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from uuid import UUID

import pytest

from extramile.growth import copies
from extramile.growth.coaching import actions
from extramile.growth.coaching.halves import Half, OneToOne, shown
from extramile.growth.coaching.queries import NotThere, one_to_one, one_to_ones, with_what_is_left
from extramile.growth.copies import What
from extramile.growth.journey.actions import delete_everything
from extramile.growth.models import Shared
from extramile.people.models import Sealed
from extramile.people.seal import TooMuch
from tests.cast import Cast
from tests.people.test_sealing import opened
from tests.together import as_processes, at_once

DAY = date(2026, 5, 4)
FRIDAY = datetime(2026, 5, 8, 9, 0, tzinfo=UTC)
ANSWERS = {"happened": "She wrote three times", "moved": "", "next_time": "Say the day first"}


class Two:
    """Maya, who opened a 1:1, and Jo, who leads."""

    def __init__(self, cast: Cast) -> None:
        self.maya, self.jo = cast.maya, cast.jo
        self.mine, self.hers = opened(cast.maya), opened(cast.jo)
        self.of = actions.open_with(self.mine, cast.maya, cast.jo.pk, day=DAY)

    def agent(self) -> OneToOne:
        """As Maya has it."""
        return one_to_one(self.mine, self.maya, self.of)

    def lead(self) -> OneToOne:
        """As Jo has it."""
        return one_to_one(self.hers, self.jo, self.of)

    def says(self, words: str, name: str = "one") -> None:
        """Maya puts a point there."""
        actions.add_point(self.mine, self.maya, self.of, words, name=name, day=DAY)


@pytest.fixture
def two(cast: Cast) -> Two:
    return Two(cast)


def words(half: Half | None) -> list[str]:
    return [point.words for point in half.points] if half else []


def test_whoever_leads_sees_what_is_put_there_and_no_note(two: Two) -> None:
    for _ in range(2):
        two.says("How do I say no?")
        # The way back in the browser, and other words in the same form.
        two.says("And to whom?")
    actions.show_talk(two.mine, two.maya, two.of, 7, ANSWERS)
    actions.keep_notes(two.mine, two.maya, two.of, "Do not forget March", day=DAY)
    seen = two.lead()
    assert (words(seen.theirs), seen.name, seen.leading) == (["How do I say no?", "And to whom?"], "Maya Reyes", True)
    assert [(talk.conversation, talk.answers) for talk in seen.talks] == [(7, ANSWERS)]
    assert "March" not in repr(seen) and two.agent().mine.notes == "Do not forget March"


def test_what_is_taken_out_is_gone_for_both(two: Two) -> None:
    two.says("Stays", "stays")
    two.says("Goes", "goes")
    for talk in (7, 8):
        actions.show_talk(two.mine, two.maya, two.of, talk, ANSWERS)
    actions.drop_point(two.mine, two.maya, two.of, "goes", day=DAY)
    actions.take_out(two.mine, two.maya, two.of, 7)
    assert words(two.lead().theirs) == words(two.agent().mine) == ["Stays"]
    assert [talk.conversation for talk in two.lead().talks] == [8]
    # Nothing of it lies anywhere else either: one copy, of what is there now.
    assert Shared.objects.filter(reader=two.jo.pk).count() == 1


def test_a_point_is_said_anew_in_its_place_and_not_once_it_is_gone(two: Two) -> None:
    two.says("Saturdays", "one")
    two.says("Holidays", "two")
    actions.change_point(two.mine, two.maya, two.of, "Saturdays in May", name="one", day=DAY)
    assert words(two.lead().theirs) == words(two.agent().mine) == ["Saturdays in May", "Holidays"]
    with pytest.raises(TooMuch):
        actions.change_point(two.mine, two.maya, two.of, "y" * 2001, name="one", day=DAY)
    actions.drop_point(two.mine, two.maya, two.of, "one", day=DAY)
    for seal, who in ((two.mine, two.maya), (two.hers, two.jo)):
        with pytest.raises(actions.Gone):
            actions.change_point(seal, who, two.of, "Whose?", name="one", day=DAY)
    assert words(two.agent().mine) == ["Holidays"]


def test_either_says_that_a_point_was_talked_about_and_takes_their_own_word_back(two: Two) -> None:
    two.says("Saturdays", "one")
    two.says("Holidays", "two")
    actions.talked_about(two.hers, two.jo, two.of, "one", on=True, day=DAY)
    actions.talked_about(two.hers, two.jo, two.of, "nowhere", on=True, day=DAY)
    assert two.agent().talked == two.lead().talked == {"one"}
    assert words(two.agent().mine) == ["Saturdays", "Holidays"] and [point.name for point in two.agent().left] == [
        "two"
    ]
    actions.talked_about(two.mine, two.maya, two.of, "one", on=False, day=DAY)
    assert two.agent().talked == {"one"}, "what the other says is theirs"
    actions.talked_about(two.hers, two.jo, two.of, "one", on=False, day=DAY)
    assert two.agent().talked == set()


def test_what_is_still_open_is_put_into_the_next_one_once_each_of_ones_own(two: Two) -> None:
    two.says("Saturdays", "one")
    two.says("Holidays", "two")
    actions.add_point(two.hers, two.jo, two.of, "The new till", name="three", day=DAY)
    actions.talked_about(two.hers, two.jo, two.of, "one", on=True, day=DAY)
    assert with_what_is_left(two.mine, two.maya, two.of)[1] == []
    actions.close(two.hers, two.jo, two.of, on=True, day=DAY)
    two.of = actions.open_with(two.mine, two.maya, two.jo.pk, day=DAY)
    for seal, who, open_ in ((two.mine, two.maya, "Holidays"), (two.hers, two.jo, "The new till")):
        assert [point.words for point in with_what_is_left(seal, who, two.of)[1]] == [open_]
        for _ in range(2):
            actions.carry_over(seal, who, two.of, day=DAY)
        assert with_what_is_left(seal, who, two.of)[1] == []
    assert words(two.agent().mine) == ["Holidays"] and words(two.agent().theirs) == ["The new till"]
    actions.close(two.mine, two.maya, two.of, on=True, day=DAY)
    assert with_what_is_left(two.mine, two.maya, two.of)[1] == [], "over is over"


def test_whoever_leads_adds_points_that_its_opener_sees_and_keeps_notes_that_nobody_does(two: Two) -> None:
    actions.add_point(two.hers, two.jo, two.of, "Your idea for the returns", name="x", day=DAY)
    actions.keep_notes(two.hers, two.jo, two.of, "Thank her for Saturday", day=DAY)
    assert words(two.agent().theirs) == ["Your idea for the returns"]
    assert "Saturday" not in repr(two.agent()) and two.lead().mine.notes == "Thank her for Saturday"
    with pytest.raises(NotThere):
        actions.show_talk(two.hers, two.jo, two.of, 7, ANSWERS)
    with pytest.raises(NotThere):
        actions.take_out(two.hers, two.jo, two.of, 7)


def test_a_time_counts_once_both_say_the_same(two: Two) -> None:
    actions.propose(two.mine, two.maya, two.of, FRIDAY, day=DAY)
    assert two.agent().agreed is None and two.lead().agreed is None
    seen = two.lead().theirs
    assert seen
    actions.propose(two.mine, two.maya, two.of, FRIDAY.replace(hour=11), day=DAY)
    with pytest.raises(actions.Meanwhile):
        actions.agree(two.hers, two.jo, two.of, seen.at, day=DAY)
    assert two.lead().mine.at == ""
    actions.agree(two.hers, two.jo, two.of, two.agent().mine.at, day=DAY)
    assert two.agent().agreed == two.lead().agreed == FRIDAY.replace(hour=11)
    actions.propose(two.hers, two.jo, two.of, None, day=DAY)
    assert two.agent().agreed is None


def test_either_closes_it_for_both_and_only_who_did_opens_it_again(two: Two) -> None:
    actions.close(two.hers, two.jo, two.of, on=True, day=DAY)
    assert two.agent().over and two.lead().over
    actions.close(two.mine, two.maya, two.of, on=False, day=DAY)
    assert two.agent().over
    actions.close(two.hers, two.jo, two.of, on=False, day=DAY)
    assert not two.agent().over
    # While one is open it is that one; after it, there is another.
    assert actions.open_with(two.mine, two.maya, two.jo.pk, day=DAY) == two.of
    actions.close(two.mine, two.maya, two.of, on=True, day=DAY)
    assert actions.open_with(two.mine, two.maya, two.jo.pk, day=DAY) != two.of
    assert len(one_to_ones(two.hers, two.jo)) == 2


def test_one_is_opened_with_somebody_who_leads_and_has_a_key(cast: Cast) -> None:
    seal = opened(cast.maya)
    opened(cast.sam)
    for nobody in (cast.sam.pk, cast.maya.pk, cast.jo.pk, 0):
        with pytest.raises(actions.NoLead):
            actions.open_with(seal, cast.maya, nobody, day=DAY)
    lead = opened(cast.jo)
    with pytest.raises(actions.NoLead):
        actions.open_with(lead, cast.jo, cast.jo.pk, day=DAY)
    assert not Shared.objects.exists() and not Sealed.objects.exists()


def test_nobody_else_has_it_whatever_their_role(two: Two, cast: Cast) -> None:
    two.says("How do I say no?")
    for person in (cast.ines, cast.sam):
        seal = opened(person)
        assert one_to_ones(seal, person) == []
        with pytest.raises(NotThere):
            one_to_one(seal, person, two.of)
        with pytest.raises(NotThere):
            actions.add_point(seal, person, two.of, "I too", name="x", day=DAY)


def test_a_colleague_cannot_slip_into_the_other_half(two: Two, cast: Cast) -> None:
    """A copy that names somebody else's 1:1 is looked at by neither of the two."""
    opened(cast.sam)
    row = UUID(int=9)
    for leading, reader in ((True, two.maya), (False, two.jo)):
        forged = shown(Half(two.of, reader.pk, leading, DAY, notes=""))
        copies.show(cast.sam, row, What.ONE_TO_ONE, forged, [reader.pk])
    two.says("How do I say no?")
    assert two.agent().theirs is None and two.lead().name == "Maya Reyes"
    assert words(two.lead().theirs) == ["How do I say no?"]


def test_destroyed_by_its_opener_nothing_of_it_is_left_but_the_leads_own_notes(two: Two) -> None:
    two.says("How do I say no?")
    actions.add_point(two.hers, two.jo, two.of, "Your idea", name="x", day=DAY)
    actions.keep_notes(two.hers, two.jo, two.of, "Thank her", day=DAY)
    actions.drop(two.mine, two.maya, two.of)
    assert one_to_ones(two.mine, two.maya) == [] and not Shared.objects.exists()
    left = two.lead()
    assert left.theirs is None and left.over and left.mine.notes == "Thank her"
    actions.keep_notes(two.hers, two.jo, two.of, "Thank her still", day=DAY)
    assert not Shared.objects.exists()
    actions.drop(two.hers, two.jo, two.of)
    assert one_to_ones(two.hers, two.jo) == [] and not Sealed.objects.exists()


def test_destroying_everything_of_ones_own_takes_it_from_the_lead_too(two: Two) -> None:
    two.says("How do I say no?")
    delete_everything(two.mine, two.maya)
    assert one_to_ones(two.hers, two.jo) == [] and one_to_ones(two.mine, two.maya) == []


def test_a_half_holds_so_much_and_a_point_so_many_characters(two: Two) -> None:
    for number in range(actions.MOST):
        two.says(f"Point {number}", str(number))
    with pytest.raises(actions.Full):
        two.says("One more", "more")
    with pytest.raises(TooMuch):
        two.says("x" * (actions.LONGEST + 1), "long")
    assert len(words(two.lead().theirs)) == actions.MOST


@pytest.mark.postgres
def test_at_once_nothing_of_either_is_lost_and_it_is_over_once(
    transactional_db: None, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both write and both close in the same moment, from two tabs each, and two tabs open one."""
    as_processes(monkeypatch)
    mine, hers = opened(cast.maya), opened(cast.jo)
    begun = partial(actions.open_with, mine, cast.maya, cast.jo.pk, day=DAY)
    assert at_once(begun, begun) == ["done", "done"]
    of = begun()
    assert [one.of for one in one_to_ones(mine, cast.maya)] == [of]
    sides = ((mine, cast.maya), (hers, cast.jo))

    def tab(number: int) -> None:
        seal, person = sides[number % 2]
        actions.add_point(seal, person, of, f"Point {number}", name=str(number), day=DAY)
        actions.close(seal, person, of, on=True, day=DAY)

    assert at_once(*(partial(tab, number) for number in range(4))) == ["done"] * 4
    for seal, person in sides:
        found = one_to_one(seal, person, of)
        both = [*words(found.mine), *words(found.theirs)]
        assert sorted(both) == [f"Point {number}" for number in range(4)]
        assert found.over and found.mine.closed and found.theirs and found.theirs.closed
