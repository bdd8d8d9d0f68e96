"""Making promises, and all that becomes of them. Whether an agent may see one is asked by the caller."""

from extramile.customers.actions.promises.acts import hand_over, keep, move, not_kept, undo, withdraw
from extramile.customers.actions.promises.due import look
from extramile.customers.actions.promises.making import make
from extramile.customers.actions.promises.refused import Refused

__all__ = ["Refused", "hand_over", "keep", "look", "make", "move", "not_kept", "undo", "withdraw"]
