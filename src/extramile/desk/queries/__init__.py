"""Reads of the desk. None asks who is asking: callers pass inboxes from `desk.access`, or a conversation from it."""
