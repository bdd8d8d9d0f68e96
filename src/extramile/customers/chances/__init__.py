"""Chances to please: when to offer one, and which. Pure: no database, no clock."""
