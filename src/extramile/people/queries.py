"""Reads about the company and its people."""

from __future__ import annotations

from extramile.people.models import Agent, Company

_founded = False


def is_founded() -> bool:
    """Whether the first-run page has been filled in. Once true it stays true, so the answer is kept."""
    global _founded
    if not _founded:
        _founded = Company.objects.exists()
    return _founded


def company() -> Company:
    """The company of this install. Raises Company.DoesNotExist before the first run."""
    return Company.objects.get()


def active_agents() -> list[Agent]:
    """Everyone who may sign in, by name."""
    return list(Agent.objects.filter(is_active=True).order_by("name"))
