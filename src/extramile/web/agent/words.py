"""The texts that the desk's scripts put on the page. Names in braces are filled in by the script."""

from __future__ import annotations

from functools import cache

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    """Every text by its name, in the viewer's language."""
    return _in(get_language() or "")


@cache
def _in(language: str) -> dict[str, str]:
    with override(language):
        return _talk() | _events() | _state() | _writing() | _keys()


def _talk() -> dict[str, str]:
    return {
        "visitor": _("Visitor {id}"),
        "you": _("You"),
        "agent_said": _("{name}: {text}"),
        "wait": _("{time} wait"),
        "waits": _("A customer has waited {time}"),
        "now": _("now"),
        "note": _("Note"),
        "unread": _("Unread:"),
        "sent": _("sent"),
        "delivered": _("delivered"),
        "seen": _("seen"),
        "sending": _("sending…"),
        "kept": _("kept here, goes out when the connection is back"),
        "later": _("the desk is busy, it goes out in a moment"),
        "failed": _("not sent: {why}"),
        "again": _("Try again"),
        "discard": _("Take back to edit"),
        "is_typing": _("{name} is typing…"),
        "writes_note": _("{name} is writing a note…"),
        "viewing": _("{names} also here"),
        "held_by": _("With {name}"),
    }


def _events() -> dict[str, str]:
    return {
        "assigned_self": _("{actor} took the conversation"),
        "assigned_agent": _("{actor} gave it to {agent}"),
        "assigned_team": _("{actor} gave it to the team {team}"),
        "assigned_both": _("{actor} gave it to {agent}, team {team}"),
        "assigned_nobody": _("{actor} put it back for everyone"),
        "snoozed_until": _("{actor} snoozed it until {time}"),
        "snoozed_open": _("{actor} snoozed it until the customer writes"),
        "woken_time": _("Back from snooze: the time has come"),
        "woken_customer": _("Back from snooze: the customer wrote"),
        "woken_agent": _("{actor} brought it back from snooze"),
        "resolved": _("{actor} resolved the conversation"),
        "reopened": _("{actor} reopened the conversation"),
        "reopened_customer": _("Open again: the customer wrote"),
        "tagged": _("{actor} added the tag {tag}"),
        "untagged": _("{actor} removed the tag {tag}"),
        "rated": _("The customer rated the conversation {n} of 5"),
        "recommends": _("would recommend us: {n} of 10"),
        "may_share": _("these words may be shared"),
        "system": _("The desk"),
        "customer": _("The customer"),
    }


def _state() -> dict[str, str]:
    return {
        "connecting": _("Connecting…"),
        "waiting": _("The connection is gone. Trying again by itself; what you write is kept."),
        "offline": _("You are offline. What you write is kept and goes out when you are back."),
        "stopped": _("This desk was signed out. Sign in again to go on."),
        "refused": _("The desk does not let this browser in. Sign in again to go on."),
        "sign_in": _("Sign in"),
        "here": _("Here"),
        "away": _("Away"),
        "off": _("Off"),
        "new_from": _("{name} wrote"),
        "undo": _("Undo"),
        "did_not": _("That did not work. Nothing was changed."),
        "no_answer": _("There was no answer. Check the connection and try again."),
        "gone": _("This conversation is not there, or not yours to see."),
        "done_assign": _("Given to {name}."),
        "done_nobody": _("Back for everyone."),
        "done_snooze": _("Snoozed."),
        "done_wake": _("Back in the inbox."),
        "done_untag": _("The tag {name} is off."),
        "done_did": _("Noted. Thank you for telling."),
        "done_resolve": _("Resolved."),
        "done_reopen": _("Open again."),
        "done_reading": _("Noted. The trace goes by what you say."),
        "unsent": _("{n} of your messages did not go out yet. Sign out and lose them?"),
        "sure_block": _("Block this customer? They cannot write until somebody unblocks them."),
    }


def _writing() -> dict[str, str]:
    return {
        "write_to": _("Write to {name}…   / for saved replies"),
        "write_note": _("A note that only colleagues see…"),
        "send": _("Send"),
        "add_note": _("Add note"),
        "left": _("{n} left"),
        "over": _("{n} over the limit"),
        "too_long": _("it has more than 10,000 characters"),
        "empty": _("there is no text in it"),
        "close": _("Close"),
        "wrap_up": _("Wrap up: {n} minutes"),
        "wrap_up_until": _("Away until {time}. You are back by yourself then."),
        "wrap_up_back": _("Back now"),
        "wrap_up_over": _("You are here again."),
        "vow_found": _("A promise, by {time}? Tab keeps it in mind, Escape lets it be."),
        "vow_kept": _("Promised with this message: by {time}."),
        "vow_keep": _("Keep in mind"),
        "vow_no": _("Not a promise"),
        "promise_soon": _("You promised {name} by {time}:"),
        "promise_due": _("You promised {name}, and it is due now:"),
        "promise_handed": _("A promise to {name} is yours now, due {time}:"),
        "promise_look": _("Look"),
        "not_yours": _("the conversation is not there any more, or not yours to see"),
        "no_replies": _("No saved reply has these letters."),
    }


def _keys() -> dict[str, str]:
    return {
        "key_list": _("In the list"),
        "key_talk": _("In a conversation"),
        "key_all": _("Everywhere"),
        "key_down": _("Next conversation"),
        "key_up": _("Conversation before"),
        "key_open": _("Open it"),
        "key_reply": _("Reply"),
        "key_note": _("Write a note"),
        "key_assign": _("Assign"),
        "key_mine": _("Take it yourself"),
        "key_snooze": _("Snooze"),
        "key_resolve": _("Resolve or reopen"),
        "key_tags": _("Tags"),
        "key_mile": _("Go the extra mile"),
        "key_care": _("After abuse: a break, a boundary, an end"),
        "key_customer": _("Show the customer"),
        "key_search": _("Search"),
        "key_boxes": _("Go to a list"),
        "key_help": _("These keys"),
        "key_undo": _("Undo what was just done"),
        "key_leave": _("Leave a field or close a menu"),
        "key_send": _("Send"),
        "key_line": _("New line"),
        "key_saved": _("Saved replies, at the start of the text"),
    }
