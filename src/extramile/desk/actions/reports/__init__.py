"""Counting what happened at the desk into kept sums."""

from extramile.desk.actions.reports.folding import fold, follow
from extramile.desk.actions.reports.walking import again, look, walk

__all__ = ["again", "fold", "follow", "look", "walk"]
