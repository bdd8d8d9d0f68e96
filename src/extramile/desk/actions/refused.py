"""What the desk says no to."""

from __future__ import annotations


class Refused(Exception):
    """The caller asked for something that cannot be. The text is a translated sentence for the person who asked."""
