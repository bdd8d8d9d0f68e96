"""A form sent twice at one moment, by a double click: told once, and both clicks see it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from extramile.culture.actions import around, slips, stories
from extramile.culture.models import Post, Slip, Story, Thread
from extramile.people.models import Agent
from tests.cast import Cast
from tests.culture.test_stories import TODAY
from tests.together import as_processes, at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def _story(who: Agent, name: UUID) -> object:
    return stories.tell(who, stories.Telling("A tent", "We drove it there."), conversation=None, name=name, day=TODAY)


def _slip(who: Agent, name: UUID) -> object:
    said = slips.Telling("A date", "I promised it", "That it holds", "Ask first", "Lorry days")
    return slips.tell(who, said, conversation=None, unnamed=True, name=name, day=TODAY)


def _post(who: Agent, name: UUID) -> object:
    return around.post(who, "Stock-taking", "So that we know", team=None, name=name, day=TODAY)


@pytest.mark.parametrize(("tell", "told"), [(_story, Story), (_slip, Slip), (_post, Post)])
def test_a_double_click_tells_once(
    cast: Cast, tell: Callable[[Agent, UUID], object], told: type[Story | Slip | Post], monkeypatch: pytest.MonkeyPatch
) -> None:
    as_processes(monkeypatch)
    for name in [uuid4() for _ in range(4)]:
        assert at_once(*[lambda name=name: tell(cast.maya, name)] * 3) == ["done"] * 3
    assert told.objects.count() == Thread.objects.count() == 4
