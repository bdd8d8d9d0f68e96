"""Changing what the team shares. Each action asks for access inside its transaction."""
