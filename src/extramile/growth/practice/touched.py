"""Which skills somebody has called to mind, and which they looked at again in conversations. Theirs alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from extramile.growth.practice.debriefs import Debriefed
from extramile.growth.practice.recall.cards import Kind, number_of
from extramile.growth.practice.recall.deck import Deck
from extramile.growth.skills import Skill

# What modules that come with Extramile are about, where that is one skill; a team's own may be of any.
_TAUGHT = {
    "plan-listening": Skill.LISTENING,
    "plan-words": Skill.PLAIN_WORDS,
    "plan-delivery": Skill.WRITING,
    "plan-product": Skill.PRODUCT,
    "mastery-anger": Skill.STAYING,
}


def recalled(deck: Deck) -> Counter[Skill]:
    """How many cards of each skill somebody has called to mind: those of lessons."""
    modules = (number_of(key, Kind.LESSON).partition(":")[0] for key in deck.memories())
    return Counter(_TAUGHT[module] for module in modules if module in _TAUGHT)


def looked_at(debriefs: Iterable[Debriefed]) -> Counter[Skill]:
    """In how many debriefs each skill was what somebody looked at."""
    return Counter(skill for one in debriefs for skill in one.skills)
