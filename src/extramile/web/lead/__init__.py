"""The pages of those who lead: how the team is doing, where a hand is wanted, what to read before a hard hour."""
