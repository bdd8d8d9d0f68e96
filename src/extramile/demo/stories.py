"""The customers of Northfold and what they wrote, with times that end at the present moment."""

from __future__ import annotations


def tell() -> None:
    """Write every conversation into the database."""
