"""Reading what the team shares."""
