"""Everything that changes how the desk is set up. Leads may keep replies, tags and teams; the rest is for admins."""

from extramile.desk.actions.settings.inboxes import remove_inbox, save_inbox
from extramile.desk.actions.settings.leaving import change_place, deactivate
from extramile.desk.actions.settings.mile import (
    Allowed,
    remove_rail,
    renew_hook,
    save_allowances,
    save_hook,
    save_rail,
)
from extramile.desk.actions.settings.mood import switch_mood
from extramile.desk.actions.settings.origins import WrongOrigin, origin_from
from extramile.desk.actions.settings.replies import remove_reply, save_reply
from extramile.desk.actions.settings.tags import remove_tag, save_tag
from extramile.desk.actions.settings.teams import remove_team, save_team
from extramile.desk.actions.settings.websites import first_website, remove_website, save_website

__all__ = [
    "Allowed",
    "WrongOrigin",
    "change_place",
    "deactivate",
    "first_website",
    "origin_from",
    "remove_inbox",
    "remove_rail",
    "remove_reply",
    "remove_tag",
    "remove_team",
    "remove_website",
    "renew_hook",
    "save_allowances",
    "save_hook",
    "save_inbox",
    "save_rail",
    "save_reply",
    "save_tag",
    "save_team",
    "save_website",
    "switch_mood",
]
