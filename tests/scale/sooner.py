"""`tests.cheaply`, with the waiting times between processes cut to a tenth, so that tests of silence are short."""

from __future__ import annotations

from extramile import alone
from extramile.web.live import elsewhere
from tests.cheaply import main

elsewhere.EVERY /= 10
elsewhere.LEASE /= 10
alone._LOOK /= 10

if __name__ == "__main__":
    main()
