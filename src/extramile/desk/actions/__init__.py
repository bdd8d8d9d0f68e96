"""Everything that changes a conversation. Each action asks for access inside its transaction and tells afterwards."""

from extramile.desk.actions.assign import CannotSee, assign
from extramile.desk.actions.refused import Refused
from extramile.desk.actions.resolve import reopen, resolve
from extramile.desk.actions.snooze import PastTime, snooze, wake
from extramile.desk.actions.tags import tag, untag
from extramile.desk.actions.write import write

__all__ = [
    "CannotSee",
    "PastTime",
    "Refused",
    "assign",
    "reopen",
    "resolve",
    "snooze",
    "tag",
    "untag",
    "wake",
    "write",
]
