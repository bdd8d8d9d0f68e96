"""What a line may do in a talk, by name."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext as _

from extramile.growth.skills import Skill


class Kind(StrEnum):
    """A move. The last three are the talk's own: time that passed, a line with nothing in it, and abuse."""

    SAID_BACK = "said_back"
    NAMED_FEELING = "named_feeling"
    APOLOGY = "apology"
    OWNED = "owned"
    QUESTION = "question"
    NEXT_STEP = "next_step"
    WHY = "why"
    PLAIN = "plain"
    THANKS = "thanks"
    PERSONAL = "personal"
    POLICY = "policy"
    BLAME = "blame"
    CALM_DOWN = "calm_down"
    VAGUE_WE = "vague_we"
    CANNED = "canned"
    REPEATED = "repeated"
    OVERPROMISE = "overpromise"
    WAITED = "waited"
    NOTHING = "nothing"
    ABUSE = "abuse"


FIXING = frozenset({Kind.SAID_BACK, Kind.OWNED, Kind.QUESTION, Kind.NEXT_STEP, Kind.WHY})
FEELING = frozenset({Kind.NAMED_FEELING, Kind.APOLOGY})
GRATING = frozenset(
    {Kind.POLICY, Kind.BLAME, Kind.CALM_DOWN, Kind.VAGUE_WE, Kind.CANNED, Kind.REPEATED, Kind.OVERPROMISE, Kind.ABUSE}
)
UNDERSTOOD = tuple(kind for kind in Kind if kind not in {Kind.WAITED, Kind.NOTHING, Kind.ABUSE})

SKILL_OF = {
    Kind.SAID_BACK: Skill.SAYING_BACK,
    Kind.NAMED_FEELING: Skill.LISTENING,
    Kind.QUESTION: Skill.LISTENING,
    Kind.OWNED: Skill.OWNING,
    Kind.APOLOGY: Skill.OWNING,
    Kind.NEXT_STEP: Skill.NEXT_STEP,
    Kind.WHY: Skill.PRODUCT,
    Kind.PLAIN: Skill.PLAIN_WORDS,
    Kind.THANKS: Skill.WRITING,
    Kind.PERSONAL: Skill.WRITING,
}


def names_of_moves() -> dict[Kind, str]:
    """The moves in words."""
    return {
        Kind.SAID_BACK: _("Said it back"),
        Kind.NAMED_FEELING: _("Named the feeling"),
        Kind.APOLOGY: _("Said sorry for what went wrong"),
        Kind.OWNED: _("Owned it"),
        Kind.QUESTION: _("Asked"),
        Kind.NEXT_STEP: _("Next step"),
        Kind.WHY: _("Said why"),
        Kind.PLAIN: _("Plain words"),
        Kind.THANKS: _("Please and thank you"),
        Kind.PERSONAL: _("Spoke to this person"),
        Kind.POLICY: _("Stood behind a rule"),
        Kind.BLAME: _("Put it on them"),
        Kind.CALM_DOWN: _("Told them how to feel"),
        Kind.VAGUE_WE: _("Nobody in particular will do it"),
        Kind.CANNED: _("Sounds like a template"),
        Kind.REPEATED: _("Asked what was answered"),
        Kind.OVERPROMISE: _("Promised what cannot be kept"),
        Kind.WAITED: _("A long wait"),
        Kind.NOTHING: _("Nothing they could use"),
        Kind.ABUSE: _("An insult"),
    }
