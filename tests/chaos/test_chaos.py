"""A short run of bench/chaos: plugs are pulled and networks cut while many talk, and nothing promised is missing."""

from __future__ import annotations

import json
import os
import random
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("mode", "kills"),
    [pytest.param("embedded", 2, marks=pytest.mark.sqlite), pytest.param("scale", 2, marks=pytest.mark.long)],
)
def test_nothing_promised_is_missing(mode: str, kills: int) -> None:
    seed = os.environ.get("SEED", str(random.randrange(10**6)))
    print(f"SEED={seed} plays the same blows again")
    command = [str(ROOT / "bench" / "chaos"), "--mode", mode, "--kills", str(kills), "--seed", seed, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=400, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    found = json.loads(done.stdout)[mode]
    assert found["sent"] == found["acknowledged"] == found["stored"] == found["delivered"] > 100
    assert (found["lost"], found["doubled"], found["out_of_order"], found["wrong"]) == (0, 0, 0, [])
    assert found["comebacks"] > found["visitors"], "everybody was cut off at least once"
