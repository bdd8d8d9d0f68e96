"""Slips: without blame, without a name by wish, and found again."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core import serializers

from extramile.culture import access
from extramile.culture.actions import slips as actions
from extramile.culture.actions import talk
from extramile.culture.actions.slips import Telling
from extramile.culture.models import Change, Comment, Slip, Thread
from extramile.culture.queries.slips import newest, page
from extramile.desk.models import Conversation
from tests.cast import Cast
from tests.culture.test_stories import TODAY, talked

__all__ = ["talked"]
pytestmark = pytest.mark.django_db


def slipped(cast: Cast, held: Conversation | None = None, **given: Any) -> Slip:
    said = {
        "title": "A date",
        "happened": "I promised it.",
        "learned": "Ask first.",
        "changes": "Lorry days\n\n A plan ",
    }
    unnamed = given.pop("unnamed", False)
    return actions.tell(
        cast.maya, Telling(**{**said, **given}), conversation=held.pk if held else None, unnamed=unnamed,
        name=uuid4(), day=TODAY,
    )  # fmt: skip


def test_neither_customer_nor_colleague_is_named(cast: Cast, talked: Conversation) -> None:
    happened = "Sam told Tomás Ortega that NF-20418 had left. Jo saw it."
    made = slipped(cast, talked, happened=happened)
    assert made.happened == "a colleague told the customer that [number] had left. a colleague saw it."
    assert made.author == cast.maya and made.conversation == talked
    assert [one.words for one in made.changes.order_by("pk")] == ["Lorry days", "A plan"]


def test_without_a_name_nothing_is_stored_of_who_told_it(cast: Cast, talked: Conversation) -> None:
    made = slipped(cast, talked, unnamed=True)
    assert (made.author, made.conversation) == (None, None)
    assert made.name.version == 4, "a name that holds the time would tell when it was written"
    rows = serializers.serialize("json", [made, *made.changes.all()])
    assert "Maya" not in rows and f'"author": {cast.maya.pk}' not in rows
    with pytest.raises(access.NotThere):
        actions.remove(cast.maya, made.pk)
    talk.say(cast.sam, made.thread, "Me too", name=uuid4(), day=TODAY)
    actions.remove(cast.jo, made.pk)
    assert not any(model.objects.exists() for model in (Slip, Change, Comment, Thread))


def test_it_begins_from_ones_own_conversation_only(cast: Cast, talked: Conversation) -> None:
    with pytest.raises(access.NotThere):
        actions.tell(cast.jo, Telling("A", "B", "C"), conversation=talked.pk, unnamed=True, name=uuid4(), day=TODAY)
    with pytest.raises(actions.NothingTold):
        slipped(cast, learned=" ")


def test_the_library_is_searched_and_changes_are_ticked(cast: Cast) -> None:
    made = slipped(cast, happened="In Łódź, at the café")
    other = slipped(cast)
    assert page(words="lodz CAFE")[0] == [made]
    # What came on one day stands in an order that tells nothing of the hour.
    assert set(page()[0]) == {other, made} and newest() == page()[0][0]
    first = made.changes.order_by("pk")[0]
    actions.done(first.pk, on=True, day=TODAY)
    first.refresh_from_db()
    assert first.done == TODAY
    actions.done(first.pk, on=False, day=TODAY)
    first.refresh_from_db()
    assert first.done is None
    with pytest.raises(access.NotThere):
        actions.done(10**20, on=True, day=TODAY)
