"""Moves that make a line good to read and move no temper: plain words, please and thanks, this person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extramile.growth.practice.rehearsal.kinds import Kind
from extramile.growth.practice.rehearsal.moves.spot import Spot, pattern, spots
from extramile.growth.practice.rehearsal.words import Sentence, plain

_THANKS = pattern(
    r"""
    please|thank you|thanks|cheers for|(?:much )?obliged
    i'm grateful|i am grateful|grateful (?:that|for)
    i appreciate (?:that|it|you)
    """
)
_HOLLOW = pattern(
    r"""
    for (?:contacting|reaching out|getting in touch|writing to us|choosing|calling)
    for your (?:\w+ )?(?:patience|understanding|cooperation|enquiry|inquiry|call|interest|feedback|message|\
      e?-?mail|loyalty)
    please (?:calm|relax|stop|be|do not|don't|note|refer|understand|find|accept|stay|watch|mind|remain|keep|\
      bear|read|see|consult)
    (?:language|tone|voice|words),? please
    (?:thanks|thank you),? but|no,? (?:thanks|thank you)|thanks to
    """
)
_PLAIN = pattern(
    r"""
    you can (?!'t|not|only|see|say|imagine|understand|find|check|read|ask)\w+
    you may (?:keep|use|have|send|bring)
    you(?:'re| are) (?:very )?welcome to
    you (?:don't|do not|won't|needn't|need not) (?:\w+ )?(?:have to|need to|need|send|pay|fill|ring|call|do|\
      wait|return)
    (?:nothing|no need) (?:for you )?to (?:do(?! with)|send|return|pay|fill|bring|call|ring|print|sign|worry about)
    here(?:'s| is) what (?:i|we|you) can
    what (?:i|we) can do(?: \w+)? is
    i can (?:send|swap|change|offer|give|refund|book|move|hold|put|add|order|replace|exchange|reserve|post|\
      take|get|let|open|split|waive)
    (?:yes|sure),? (?:that|it|this) works
    (?:is|are) (?:also |still )?(?:possible|enough|free of charge)
    (?:still|also) has room
    the (?:quickest|easiest|simplest|fastest) way
    """
)
_NO = pattern(
    r"""
    unfortunately|i'm afraid|only when|only if|regret
    """
)
_DETAIL = pattern(
    r"""
    your (?:\w+ )?<theirs>
    (?:reach|for|to|with|of) your (?:two|three)(?: \w+)?
    your (?:two|little ones|little one)
    (?:congratulations|happy birthday|get well|good luck with|enjoy) (?:on |the |your )
    """,
    theirs="daughter|son|sons|wife|husband|partner|mother|father|mum|mom|dad|sister|brother|grandmother|grandfather|"
    "grandson|niece|nephew|parents|child|children|kids|baby|family|dog|cat|greyhound|puppy|horse|birthday|wedding|"
    "anniversary|honeymoon|holiday|exam|interview|shift|funeral|christening|eightieth|retirement|graduation|recital|play",
)
_GREETED = re.compile(
    r"(?:(?i:hi|hello|hey|dear|morning|evening|afternoon|thanks|thank you|sorry|of course|sure|welcome),? "
    r"(?:(?:Mr|Ms|Mrs|Dr)\.? )?(?P<after>[A-Z][\w'’-]{1,20})\b(?=[,.!:]|\s*$|\sand\b|\sfor\b))"
    r"|(?:^(?:(?:Mr|Ms|Mrs|Dr)\.? )?(?P<first>[A-Z][a-zà-ÿ'’-]{1,20}), )"
    r"|(?:, (?P<last>[A-Z][a-zà-ÿ'’-]{1,20})(?:[.!?]|$))"
)
_NO_NAME = frozenset(
    """
    Sir Madam Mate Customer There All Team Everyone Everybody Guest Yes No Ok Okay Right Sure Well So Now Then But And
    Also Still First Again Unfortunately However Sorry Thanks Thank Please Hello Hi Monday Tuesday Wednesday Thursday
    Friday Saturday Sunday January February March April May June July August September October November December
    English German Christmas Easter Today Tomorrow Noted Done Great Good Lovely Perfect Absolutely Certainly Honestly
    Actually Frankly Look Listen Interesting Booking Order Welcome Dear Because Since While When If As At In On From
    Relax Chill Sincerely Regards Worried Long Mind
    Two Three Four Awesome Alright True Fair Agreed Understood Exactly Indeed Apologies Apology Question Nothing
    """.split()  # noqa: SIM905
)


def manners(sentence: Sentence, text: str, *, name: str = "") -> Iterator[Spot]:
    """What in a sentence of a line is good to read. `name`: what the customer is called, where that is known."""
    if not _HOLLOW.search(sentence.text):
        yield from spots(Kind.THANKS, _THANKS, sentence)
    if not sentence.asks:
        yield from spots(Kind.PLAIN, _PLAIN, sentence, unless=_NO)
    yield from spots(Kind.PERSONAL, _DETAIL, sentence)
    yield from spots(Kind.PERSONAL, _called(name), sentence) if name else _greeted(sentence, text)


@lru_cache(maxsize=1_000)
def _called(name: str) -> re.Pattern[str]:
    return pattern("\n".join(re.escape(part) for part in plain(name).split() if part.isalpha()))


def _greeted(sentence: Sentence, text: str) -> Iterator[Spot]:
    """Somebody called by a name that is not known, as far as a capital and a comma show it."""
    match = _GREETED.search(text[sentence.start : sentence.end])
    called = match and next(name for name in match.groupdict().values() if name)
    if match and called not in _NO_NAME:
        yield Spot(Kind.PERSONAL, sentence.start + match.start(), sentence.start + match.end())
