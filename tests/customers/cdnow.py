"""CDNOW: 2,357 customers of a music shop, 39 weeks to learn from and 39 to compare with. Read where it lies."""

from __future__ import annotations

import tarfile
from collections import defaultdict
from datetime import date, datetime
from pathlib import Path

import pytest

FILE = Path(__file__).resolve().parents[3] / "shared" / "data" / "cdnow_sample_2357.tar.gz"
LEARNED_UNTIL = date(1997, 9, 30)
needs_cdnow = pytest.mark.skipif(not FILE.exists(), reason="the CDNOW sample is not beside the project")


def purchases() -> dict[str, list[date]]:
    """The days on which each customer bought, as the file has them."""
    with tarfile.open(FILE) as archive:
        held = archive.extractfile("lifetimes/datasets/CDNOW_sample.txt")
        assert held is not None
        lines = held.read().decode().splitlines()
    bought: dict[str, list[date]] = defaultdict(list)
    for line in lines:
        _, customer, day, _, _ = line.split()
        bought[customer].append(datetime.strptime(day, "%Y%m%d").date())
    return bought
