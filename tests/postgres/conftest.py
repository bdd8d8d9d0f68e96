"""What holds of PostgreSQL alone: left out where the tests run on SQLite."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import cluster

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.postgres)
            if not cluster.wanted():
                item.add_marker(pytest.mark.skip(reason="about PostgreSQL: bin/test --postgres"))
