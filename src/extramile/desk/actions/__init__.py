"""Everything that changes a conversation. Each action asks for access inside its transaction and tells afterwards."""

from extramile.desk.actions.assign import CannotSee, assign
from extramile.desk.actions.ending import end
from extramile.desk.actions.refused import Refused
from extramile.desk.actions.resolve import reopen, resolve
from extramile.desk.actions.snooze import PastTime, snooze, wake
from extramile.desk.actions.tags import tag, untag
from extramile.desk.actions.wrap_up import wrap_up
from extramile.desk.actions.write import write

__all__ = [
    "CannotSee",
    "PastTime",
    "Refused",
    "assign",
    "end",
    "reopen",
    "resolve",
    "snooze",
    "tag",
    "untag",
    "wake",
    "wrap_up",
    "write",
]
