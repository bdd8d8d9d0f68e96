"""What of a round may be told, and how exactly: docs/privacy.md says why. Pure: no rows, no clock, no settings."""
