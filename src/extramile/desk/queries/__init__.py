"""Reads of the desk. None of them asks who is asking: callers pass inboxes from `desk.access`, or a conversation from its door."""
