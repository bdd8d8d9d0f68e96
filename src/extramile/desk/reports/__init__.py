"""What the desk's reports are made of: facts of a conversation's log, as counts that know of no person."""
