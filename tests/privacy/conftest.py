"""A served company and people at its doors, as in the tests of the live path."""

from tests.web.live.conftest import desk, house, knock, talks, visit, way

__all__ = ["desk", "house", "knock", "talks", "visit", "way"]
