"""What it costs to guess."""

from __future__ import annotations

import subprocess
import sys

from argon2.low_level import Type, hash_secret_raw

PASSWORD, SALT = "a-long-walk-home", bytes(range(16))
MADE = f"from extramile.base.sealing import Key; print(Key.remembered({PASSWORD!r}, salt={SALT!r}).secret.hex())"


def test_each_guess_takes_sixty_four_megabytes() -> None:
    """In a process of its own, since the tests' settings ask for less. Of other costs another key would come."""
    made = subprocess.run([sys.executable, "-c", MADE], capture_output=True, text=True, check=True).stdout.strip()
    costs = {"time_cost": 3, "memory_cost": 64 * 1024, "parallelism": 4}
    assert made == hash_secret_raw(PASSWORD.encode(), SALT, hash_len=32, type=Type.ID, **costs).hex()
