"""A client that a stranger wrote from docs/live.md alone, to find out whether that page is enough."""
