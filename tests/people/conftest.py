from __future__ import annotations

import pytest

from extramile.base import events


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every domain event, in the order in which it was published."""
    heard: list[object] = []
    monkeypatch.setattr(events, "publish", lambda *happened: heard.extend(happened))
    return heard
