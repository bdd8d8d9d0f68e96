"""A served company and people at its doors, as in the tests of the live path."""

import pytest

from extramile.desk.models import Conversation
from tests.cast import Cast, talked
from tests.web.live.conftest import desk, house, knock, talks, visit, way

__all__ = ["desk", "house", "knock", "talks", "visit", "way"]


@pytest.fixture
def held_talk(cast: Cast) -> Conversation:
    """A conversation of Maya's, which she may look at again."""
    return talked(cast)
