"""The columns of the kept sums.

`began` counts conversations by when their customer wrote first. `first_N`, `wait_N` and `done_N` count lengths of time
by their band: until the first answer, until any answer, and from what was asked until it was resolved. `solved` is
at first contact, `again` a customer who came back within a week, `handed` a hand-over, `twice` one that made them
tell it again. `star_N` are ratings, and `would_N` those who would rather not, perhaps, or surely recommend us.
"""

from __future__ import annotations

from extramile.desk.reports.bands import BANDS

FIRST, WAIT, DONE = "first", "wait", "done"
STARS, WOULD = "star", "would"
TIMED = tuple(f"{what}_{band}" for what in (FIRST, WAIT, DONE) for band in range(BANDS))
SAID = (*(f"{STARS}_{n}" for n in range(1, 6)), *(f"{WOULD}_{n}" for n in range(3)))
COLUMNS = ("began", "solved", "again", "handed", "twice", *TIMED, *SAID)
HOURLY = ("began", *(f"{FIRST}_{band}" for band in range(BANDS)))
