"""What somebody steers by: values in their own words, skills as they see them, the craft, and where they head."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _


class Level(StrEnum):
    """How somebody sees a skill of theirs."""

    NEW = "new"
    GROWING = "growing"
    STEADY = "steady"


@dataclass(frozen=True, slots=True)
class Compass:
    """All of it; whatever was not said is empty. `began` is an ISO day, `weekly` in hours.

    `opens` is false when it was changed or cut short outside of Extramile.
    """

    values: dict[str, str]
    skills: dict[str, str]
    meaning: str = ""
    began: str = ""
    weekly: float = 0.0
    role: str = ""
    asks: str = ""
    next_step: str = ""
    opens: bool = True

    @property
    def since(self) -> date | None:
        """The day on which the craft began, as far as it is one."""
        try:
            return date.fromisoformat(self.began) if self.began else None
        except ValueError:
            return None


def compass_of(content: dict[str, Any] | None, *, opens: bool = True) -> Compass:
    """A compass from what was sealed; None where nothing was, or where it does not open."""
    kept = content or {}
    words = {name: str(kept.get(name) or "") for name in ("meaning", "began", "role", "asks", "next_step")}
    weekly = kept.get("weekly")
    return Compass(
        values={str(name): str(words) for name, words in dict(kept.get("values") or {}).items()},
        skills={str(name): str(level) for name, level in dict(kept.get("skills") or {}).items()},
        opens=opens,
        weekly=float(weekly) if isinstance(weekly, int | float) else 0.0,
        **words,
    )


def names_of_levels() -> dict[Level, str]:
    """How a skill may be seen, in words."""
    return {Level.NEW: _("new"), Level.GROWING: _("growing"), Level.STEADY: _("steady")}


def values_to_choose() -> list[str]:
    """Values that people often choose; anybody may write others."""
    return [
        _("Kindness"), _("Honesty"), _("Calm"), _("Curiosity"), _("Craft"), _("Courage"), _("Humour"), _("Fairness"),
        _("Patience"), _("Learning"), _("Freedom"), _("Belonging"), _("Helping"), _("Reliability"), _("Beauty"),
        _("Family"),
    ]  # fmt: skip
