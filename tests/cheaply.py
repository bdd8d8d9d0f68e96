"""`extramile`, with passwords and seals that are cheap to try, so that signing in costs tests what a page does.

The same Argon2id, with less memory: what it takes elsewhere is asked for by tests/base/test_sealing.py.
"""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher

from extramile.base import sealing
from extramile.cli import main

sealing.MEMORY = 32
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 32, 1

if __name__ == "__main__":
    main()
