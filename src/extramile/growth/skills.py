"""The skills that the craft is made of: rehearsals touch them, and everybody sees their own in their journey."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext as _


class Skill(StrEnum):
    """What the craft is made of."""

    LISTENING = "listening"
    SAYING_BACK = "saying_back"
    OWNING = "owning"
    PLAIN_WORDS = "plain_words"
    STAYING = "staying_with_anger"
    NEXT_STEP = "next_step"
    PRODUCT = "product"
    WRITING = "writing"


def names_of_skills() -> dict[Skill, str]:
    """The skills in words."""
    return {
        Skill.LISTENING: _("Listening"),
        Skill.SAYING_BACK: _("Saying it back"),
        Skill.OWNING: _("Owning it"),
        Skill.PLAIN_WORDS: _("Plain words"),
        Skill.STAYING: _("Staying with anger"),
        Skill.NEXT_STEP: _("Next step with a time"),
        Skill.PRODUCT: _("Product"),
        Skill.WRITING: _("Writing"),
    }
