"""Going the extra mile: giving something at once, and taking it back. Nothing here waits for anybody."""

from extramile.desk.actions.mile.giving import Wish, add, give
from extramile.desk.actions.mile.telling import forget_old, send_again, send_due, try_out
from extramile.desk.actions.mile.undoing import forget, undo

__all__ = ["Wish", "add", "forget", "forget_old", "give", "send_again", "send_due", "try_out", "undo"]
