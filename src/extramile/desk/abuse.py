"""Whether a customer's message plainly abuses whoever reads it: slurs, threats and sexual insults, in English.

It decides nothing and nothing of it is kept: the desk offers a break. Rather missed than accused: bad language about a
thing is none of it, nor is what somebody quotes, and an insult counts only where it is aimed at the reader. Pure.
"""

from __future__ import annotations

import re
from functools import lru_cache

_READ = 2_000
_KEPT = 2_000
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
_FUCK = r"f(?:u|\*)+(?:c|\*)*k"
# Words that may stand between "you" and what somebody is called.
_BETWEEN = (
    rf"(?:are|r|all|a|an|such|just|nothing|but|bunch|of|lot|total|complete|absolute|utter|bloody|{_FUCK}(?:ing|in)?|"
    r"stupid|dumb|useless|dirty|filthy|ugly|fat|little|worthless|damn|goddamn)"
)
_SEXUAL = r"bitch(?:es)?|cunts?|whores?|sluts?|slags?|twats?|cocksuckers?|motherfuckers?"
_SLURS = r"faggots?|fags?|dykes?|tranny|trannies|pakis?|chinks?|spics?|kikes?|gooks?|wogs?|coons?|retards?"
_INSULTS = r"idiots?|morons?|arseholes?|assholes?|pigs?|cows?|scum|imbeciles?|wankers?|pricks?|dickheads?"
_AIMED = rf"(?<!if )(?<!\bsaying )(?:you|ya|u)(?:['’]?re)?(?:\s+{_BETWEEN}){{0,6}}\s+"
_WILL = r"\b(?:i|we)(?:['’]?ll|\s+will|(?:\s+am|['’]?m)\s+(?:going\s+to|gonna)|\s+want\s+to)\s+"
_ABUSE = re.compile(
    "|".join(
        (
            rf"\b{_AIMED}(?:{_SEXUAL}|{_SLURS})\b",
            rf"\b(?:you|ya)\s+(?:are\s+(?:an?\s+)?)?(?:\w+\s+)?{_FUCK}(?:ing|in)\s+(?:\w+\s+)?(?:{_INSULTS})\b",
            rf"\b(?:stupid|dumb|{_FUCK}(?:ing|in)|dirty|filthy)\s+(?:{_SEXUAL}|{_SLURS})\b",
            r"\bnigg(?:ers?|as?)\b",
            rf"\b{_FUCK}\s+(?:you|u|off)\b(?!\s+(?:my|the|your)\b)",
            rf"\bgo\s+{_FUCK}\s+(?:yourself|urself)\b",
            r"\b(?:kill|hang|shoot)\s+(?:yourself|urself)\b",
            r"(?:^|[.!?]\s*)kys\b",
            r"\bhope\s+(?:that\s+)?(?:you|u)\s+(?:\w+\s+)?(?:die|get\s+(?:cancer|raped|killed)|burn\s+in\s+hell)\b",
            rf"{_WILL}(?:kill|murder|rape|stab|strangle|hurt|beat\s+up)\s+(?:you|u|your\s+family)\b(?!\s+with\b)",
            rf"{_WILL}(?:find\s+(?:you|u)\s+and|hunt\s+(?:you|u)\s+down|{_FUCK}\s+(?:you|u)\b|beat\s+(?:you|u)\s+up)",
            r"\b(?:i|we)\s+know\s+where\s+(?:you|u)\s+(?:live|sleep)\b",
            r"\bsuck\s+my\s+(?:dick|cock|balls)\b",
            r"\b(?:show|send)\s+(?:me\s+)?(?:your|ur)\s+(?:tits|boobs|pussy|nudes)\b",
        )
    )
)


# What every one of them holds some of: most messages hold none, and are not looked at any closer.
_SIGNS = (
    "fuc", "fuk", "fuu", "fu*", "f*", "bitch", "cunt", "whore", "slut", "slag", "twat", "cocksuck", "motherf", "fag",
    "dyke", "trann", "paki", "chink", "spic", "kike", "gook", "wog", "coon", "retard", "nigg", "yourself", "urself",
    "kys", "hope", "murder", "rape", "kill", "stab", "strang", "hurt", "beat", "find", "hunt", "where", "suck", "tits",
    "boobs", "pussy", "nudes",
)  # fmt: skip


def is_abusive(text: str) -> bool:
    """Whether a message is plain abuse of whoever reads it; its first 2,000 characters are read."""
    return _found(text[:_READ])


# The same messages are shown each time somebody opens their conversation.
@lru_cache(maxsize=_KEPT)
def _found(text: str) -> bool:
    plain = text.casefold()
    return any(map(plain.__contains__, _SIGNS)) and _ABUSE.search(_QUOTED.sub(" ", plain)) is not None
