"""A take whose customer a language model puts into words: one sees that it does, and the take keeps what it said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytest_django.fixtures import Settings

from extramile.growth.practice.model import playing
from tests.cast import Cast, with_open_seal
from tests.growth.practice.model_server import serving
from tests.web.test_rehearsal import HERE, begun, good, page, say

pytestmark = pytest.mark.django_db
SAID = "Right, so you did read it. What happens with it now?"


def test_the_take_says_who_plays_and_keeps_the_words(
    cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(playing, "_rests_until", 0.0)
    maya = with_open_seal(cast.maya)
    assert "model-sign" not in page(maya, HERE)
    with serving() as model:
        settings.CONFIG = replace(settings.CONFIG, llm_url=model.url)
        assert "A language model at 127.0.0.1" in page(maya, HERE)
        take = begun(maya)
        shown = page(maya, take)
        assert "model-sign" in shown and "Nobody here sees" in shown and "Nobody sees" not in shown and model.sent == []
        model.says(SAID)
        say(maya, take, good()[0], 0)
        assert SAID in page(maya, take)
        assert cast.maya.name not in str(model.sent)
        model.says("<img src=x onerror=alert(1)>")
        say(maya, take, good()[1], 1)
    settings.CONFIG = replace(settings.CONFIG, llm_url="")
    shown = page(maya, take)
    assert SAID in shown and "onerror" not in shown and "model-sign" not in shown
    assert len(model.sent) == 2
