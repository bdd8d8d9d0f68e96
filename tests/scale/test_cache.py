"""The cache that counts tries to sign in: one for all processes, and one for each while Redis is away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from redis import Redis

from extramile.base import cache as room
from extramile.base import limits
from extramile.base.cache import Cache
from extramile.base.limits import Counted
from tests.scale.valkey import Valkey

PARAMS = {"KEY_PREFIX": "extramile:test", "OPTIONS": {"MAX_ENTRIES": 100}}


@pytest.fixture
def own() -> Iterator[Valkey]:
    made = Valkey()
    yield made
    made.remove()


def test_shared_and_as_json(valkey: Valkey) -> None:
    one, other = (Cache(valkey.address, PARAMS) for _ in range(2))
    assert one.add("lock", True, 10) and not other.add("lock", True, 10)
    one.set("tries", [1.5, 2.5], 300)
    assert other.get("tries", []) == [1.5, 2.5]
    with Redis.from_url(valkey.address) as redis:
        assert redis.get("extramile:test:1:tries") == b"[1.5,2.5]"
        assert 0 < redis.ttl("extramile:test:1:tries") <= 300
    assert other.touch("tries", 10) and other.delete("tries") and one.get("tries", "none") == "none"


def test_each_for_itself_while_redis_is_away(own: Valkey, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_AGAIN", 0.0)
    one, other = (Cache(own.address, PARAMS) for _ in range(2))
    one.set("tries", [1], 300)
    own.kill()
    assert one.get("tries", []) == []
    one.set("tries", [2], 300)
    assert one.get("tries") == [2]
    one.clear()
    assert one.get("tries") is None
    own.start()
    one.set("tries", [3], 300)
    assert other.get("tries") == [3]


def test_acts_are_counted_over_all_processes(valkey: Valkey, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = []
    for _ in range(2):
        monkeypatch.setattr(limits, "cache", Cache(valkey.address, PARAMS))
        both = Counted("acts", 3, 1e8)
        taken += [both.take("key"), both.take("key"), both.take("another")]
    assert [bool(wait) for wait in taken] == [False, False, False, False, True, False]
