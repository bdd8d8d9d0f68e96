"""Installs with years behind them, made once and kept: bench/.cache, or where --cache says."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.lib import bulk, rows, server
from bench.lib.figures import note
from bench.lib.fill import fill
from bench.lib.install import found
from bench.lib.postgres import Cluster, running

CACHE = server.ROOT / "bench" / ".cache"
PASSWORD = "years-of-conversations"
_SERVES = ("shared_buffers=256MB",)
_FILLS = ("shared_buffers=1GB", "max_wal_size=8GB", "wal_level=minimal", "max_wal_senders=0", "fsync=off")


@dataclass(frozen=True)
class Years:
    """An install that is there: its data folder, its settings, and what was made."""

    data: Path
    settings: dict[str, str]
    made: dict[str, float]
    cluster: Cluster | None


@contextmanager
def years(cache: Path, database: str, conversations: int, *settings: str) -> Iterator[Years]:
    """An install on `sqlite` or `postgres` of that size, its database running; made when it is not there yet.

    One that was made before the tables changed is brought up to date as anybody's is: by the product, when it starts.
    """
    folder = cache / f"{database}-{conversations}-{bulk.EDITION}"
    if not (folder / "made.json").exists():
        shutil.rmtree(folder, ignore_errors=True)
        note(f"Making {conversations:,} conversations on {database}; they are kept in {folder}")
        _make(folder, database, conversations)
    made = json.loads((folder / "made.json").read_text())
    if database == "sqlite":
        yield Years(folder / "data", {}, made, None)
        return
    with running(Cluster(folder / "postgres"), *_SERVES, *settings) as cluster:
        yield Years(folder / "data", {"EXTRAMILE_DATABASE_URL": cluster.address}, made, cluster)


def _make(folder: Path, database: str, conversations: int) -> None:
    began = time.perf_counter()
    data = folder / "data"
    data.mkdir(parents=True)
    if database == "sqlite":
        _found(data, {})
        with rows.sqlite(data / "extramile.sqlite3") as store:
            company = fill(store, conversations)
    else:
        cluster = Cluster(folder / "postgres")
        cluster.make()
        with running(cluster, *_FILLS):
            _found(data, {"EXTRAMILE_DATABASE_URL": cluster.address})
            with rows.postgres(cluster.address) as store:
                company = fill(store, conversations)
    made = {
        "conversations": conversations,
        "messages": company.messages,
        "customers": company.customers,
        "seconds_to_make": round(time.perf_counter() - began),
    }
    (folder / "made.json").write_text(json.dumps(made))


def _found(data: Path, settings: dict[str, str]) -> None:
    with server.product(data, settings) as ours:
        found(ours.port, PASSWORD)
