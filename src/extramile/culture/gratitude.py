"""Whether a customer's message is a real thank-you, and not how one ends a sentence. Pure; in the chat's languages."""

from __future__ import annotations

import re

from extramile.base import text

_THANKS = re.compile(
    r"\b(thank(s| you)|cheers for|grateful|gratitude|appreciate|danke?\b|bedanke|dankbar|merci|reconnaissant\w*|gracias"
    r"|agradecid\w+|obrigad[oa]|agradeco|grazie|grat[oa]\b|dziekuje|dzieki|bedankt|takk|tack\b)|شكر"
)
_STEMS = (
    "thank", "dank", "merci", "graci", "graz", "grat", "obrigad", "agradec", "appreciate", "cheers for", "dziek",
    "takk", "tack", "reconnaissant", "شكر",
)  # fmt: skip
# What says it all by itself.
_WARM = re.compile(
    r"\b(saved? (my|our) (day|weekend|trip|holiday|wedding|christmas|life)|ma(d|k)e (my|our) (day|week)"
    r"|you('re| are) (a |the |an )?"
    r"(dear|star|stars|angels?|best|legends?|treasure|wonderful|amazing|brilliant|lovely|so kind|very kind)"
    r"|love you( people| all| guys)?|told everyone|best service|could not have been kinder|went out of your way)\b"
)
_NOT_MEANT = re.compile(
    r"\b(thanks for nothing|no,? thank(s| you)|thank(s| you)( so much| very much)?,? (but|anyway)|in advance|im voraus"
    r"|por adelantado|d'avance|no thanks to)\b"
)
_SAYS_WHAT_FOR = 5  # words: fewer are a courtesy


def is_thanks(words: str) -> bool:
    """Whether a message thanks for something: in five words or more, or in some that are warm by themselves."""
    looked = text.folded(words.replace("’", "'"))
    # A page looks at a thousand messages, of which most have not one of these.
    thanks = any(stem in looked for stem in _STEMS) and len(looked.split()) >= _SAYS_WHAT_FOR
    said = _WARM.search(looked) or (thanks and _THANKS.search(looked))
    return bool(said) and not _NOT_MEANT.search(looked)
