"""What people say when a service has let them down: phrases that a general sense of tone misses, each with its weight.

Written by hand from how complaints are worded. Each match takes its weight from the valence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_AT_MOST = 2  # matches of one message that count
_PHRASES = {
    0.5: (
        r"ridiculous|unacceptable|unbelievable|useless|incompetent|stupid|idiots?|pathetic|a joke|rude",
        r"terrible|horrible|awful|(?:the )?worst|disgrace\w*|shame on you",
        r"wast(?:e|ed|ing) (?:of )?(?:my |our )?time|never again|lost a customer|go(?:ing)? elsewhere",
        r"fed up|sick of|had enough|disappoint\w*|frustrat\w*|annoy(?:ed|ing)|furious|livid|upset",
        r"wtf|what the (?:hell|heck|f\w*)|damn(?:ed)?|bloody|crap|screw (?:you|this|it)",
        r"(?:speak|talk) (?:to|with) (?:a|the|your|some) ?(?:real |human )?(?:manager|supervisor|human|person|boss)",
    ),
    0.35: (
        r"(?:i|we)(?:'ve| have)? (?:already|just) (?:told|said|gave|given|sent|asked|answered|explained|provided|paid)",
        r"(?:as|like) i (?:already )?(?:said|told you|wrote)|how many times|again and again|over and over",
        r"for the (?:second|third|fourth|last|umpteenth) time|(?:once|yet) again",
        r"(?:nobody|no one) (?:answers?|replie[sd]|helps?)",
        r"still (?:waiting|nothing|no (?:answer|reply|refund|news)|not|haven't|hasn't)|heard nothing",
        r"(?:too|so) long|taking forever|hurry|come on|are you (?:even|serious|kidding|there|listening)",
        r"(?:you're|you are|you guys are|you people) (?:not|useless|wrong|never)|not (?:listening|helpful|good enough)",
        r"(?:that's|that is|this is) (?:wrong|not (?:what|right|true|good))|not what i (?:asked|ordered|said|wanted)",
        r"(?:doesn't|does not|didn't|did not|won't|still isn't) (?:work|help|answer|arrive|make sense)",
        r"broken|torn|faulty|damaged|(?:my )?money back|i want (?:a|my) refund",
        r"why (?:is|are|do|does|did|can't|won't|would|haven't|hasn't)|complain\w*|cancel (?:my|the|it|everything)",
        r"forget it|never ?mind|whatever|thanks for nothing|no thanks to you|good luck with that",
    ),
}
_FOUND = [
    (weight, re.compile(rf"(?<![a-z'])(?:{pattern})(?![a-z'])"))
    for weight, patterns in _PHRASES.items()
    for pattern in patterns
]
_SHOUTING = 0.25
_INSISTING = 0.15


def complaints(text: str) -> list[tuple[str, float]]:
    """What in a message says that a service let somebody down, with the weight that each takes away."""
    plain = text.lower().replace("\u2019", "'")
    found = sorted(_matches(plain), key=lambda one: -one[1])[:_AT_MOST]
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) > 6 and all(letter.isupper() for letter in letters):
        found.append(("CAPITALS", _SHOUTING))
    if re.search(r"[!?]{2,}", text) and found:
        found.append((re.findall(r"[!?]{2,}", text)[0][:3], _INSISTING))
    return found


def _matches(plain: str) -> Iterator[tuple[str, float]]:
    for weight, pattern in _FOUND:
        for match in pattern.finditer(plain):
            yield match.group(), weight
