"""Whether a sentence names a time that somebody can be held to."""

from __future__ import annotations

from extramile.growth.practice.rehearsal.moves.spot import pattern

_NUMBER = (
    "\\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|"
    "half an|a couple of|a few"
)
_TIME = pattern(
    r"""
    (?:in|within|after|under) (?:the next |about |around |less than )?(?:<n>)(?: ?(?:to|or|-) ?<n>)? <unit>
    takes? (?:about |only |just |some )?(?:<n>) <unit>
    (?:<n> )(?:to|or|-) (?:<n> )<unit>
    \d+-\d+ <unit>
    (?:in|within) (?:the|this|that) (?:next |quarter |half )?(?:hour|day|week|minute)
    (?:^|(?<=[,;:-] )|(?<=in )|(?<=takes ))(?:about |just |only |another |around )?<n>(?: ?(?:to|or|\
      -) ?<n>)? (?:working )?(?:minutes?|mins?|hours?|days?)(?=$|[,.;:!-]| and | max| tops| at most| from now| or so)
    overnight|by return|first thing
    \d{1,2}(?:[:.]\d\d)? ?(?:am|pm|a\.m|p\.m|o'clock)
    \d{1,2}:\d\d|<n> o'clock
    (?:at|by|before|until|till|around) (?:half past |quarter (?:past|to) )?<n>(?= <after>|[ ,]*$|[.,;!?])
    (?:at|by|before|until|till|around|from) (?:noon|midday|midnight|lunch(?:time)?)
    noon|midday|today|tonight|tomorrow
    this (?:morning|afternoon|evening|week)
    (?:(?:on|by|before|until|next|this|from) )?<day>(?: (?:early )?(?:morning|afternoon|evening|noon|night))?
    (?:by|before|at) (?:the )?(?:end|close) of (?:the |this )?(?:day|week|month|business|shift)
    (?:(?:on|by|before) )?(?:the )?\d{1,2}(?:st|nd|rd|th)?(?: of)? <month>
    (?:on|by|before|until) the \d{1,2}(?:st|nd|rd|th)
    <month> (?:the )?\d{1,2}(?:st|nd|rd|th)?
    next (?:week|month)
    while (?:you wait|i wait|you're here|we (?:talk|chat|write)|i have you)
    before (?:you|i) (?:go|leave)
    """,
    n=_NUMBER,
    after="(?:today|tonight|tomorrow|on|this|at|in|and|so|with|what|whether|to|sharp|latest|or|when|even|by)(?![a-z])",
    unit="(?:working |business )?(?:second|minute|min|hour|day|week|month)s?",
    day="(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|weds|thurs)",
    month="january|february|march|april|may|june|july|august|september|october|november|december",
)


def names_a_time(text: str) -> bool:
    """Whether a text in small letters names a time; “soon” and “right now” are none."""
    return _TIME.search(text) is not None
