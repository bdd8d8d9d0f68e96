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
    """A conversation of Maya's, which she may look at again; and Rui, who leads, and with whom she may have a 1:1."""
    rui = Agent.objects.create_user(email="rui@northfold.example", password=PASSWORD, name="Rui Prado", role="lead")
    sealing.ready(rui, PASSWORD)
    return talked(cast)
