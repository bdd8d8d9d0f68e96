"""An install of which the tests stop PostgreSQL, Redis and processes. Redis has a password, to see it in no log."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cluster import Cluster
from tests.scale.conftest import Fleet, install, pair
from tests.scale.valkey import Valkey
from tests.web.live.conftest import House


@pytest.fixture(scope="session")
def own() -> Iterator[Cluster]:
    """A PostgreSQL that these tests may stop."""
    made = Cluster()
    yield made
    made.remove()


@pytest.fixture(scope="session")
def valkey() -> Iterator[Valkey]:
    """A Redis that these tests may kill; each starts it again."""
    made = Valkey(password="mark-of-the-broker")
    yield made
    made.remove()


@pytest.fixture(scope="session")
def fleet(tmp_path_factory: pytest.TempPathFactory, own: Cluster, valkey: Valkey) -> Iterator[Fleet]:
    """An install without processes yet."""
    yield from install(tmp_path_factory.mktemp("fleet"), own.address, valkey)


@pytest.fixture(scope="session")
def houses(fleet: Fleet) -> list[House]:
    """Two processes of one install."""
    return pair(fleet)
