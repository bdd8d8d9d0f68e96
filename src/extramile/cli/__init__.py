"""The commands: `extramile serve`, `extramile demo`, `extramile worker`, `extramile import chats`."""

from extramile.cli.app import main

__all__ = ["main"]
