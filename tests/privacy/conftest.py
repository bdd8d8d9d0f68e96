"""A served company and people at its doors, as in the tests of the live path."""

import pytest

from extramile.desk.models import Conversation
from extramile.people.actions import sealing
from extramile.people.models import Agent
from tests.cast import PASSWORD, Cast, talked
from tests.web.live.conftest import desk, house, knock, talks, visit, way

__all__ = ["desk", "house", "knock", "talks", "visit", "way"]


@pytest.fixture
def held_talk(cast: Cast) -> Conversation:
    """A conversation of Maya's, which she may look at again; and Priya, who leads, for a 1:1 with her."""
    priya = Agent.objects.create_user(
        email="priya@northfold.example", password=PASSWORD, name="Priya Raman", role="lead"
    )
    sealing.ready(priya, PASSWORD)
    return talked(cast)
