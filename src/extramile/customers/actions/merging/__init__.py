"""Making two customers one, and two again."""

from extramile.customers.actions.merging.doing import Gone, SamePerson, merge
from extramile.customers.actions.merging.undoing import TooLate, forget_old, undo

__all__ = ["Gone", "SamePerson", "TooLate", "forget_old", "merge", "undo"]
