"""This person: their name in address, and their life beyond the case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extramile.growth.practice.rehearsal.kinds import Kind
from extramile.growth.practice.rehearsal.moves.spot import Spot, pattern, spots
from extramile.growth.practice.rehearsal.words import Sentence, plain

_KIN = (
    "daughters?|sons?|wife|husband|partner|mother|father|mum|mom|dad|sisters?|brothers?|grandmother|grandfather|"
    "grandma|grandpa|"
    "gran|grandson|granddaughter|niece|nephew|aunt|uncle|cousin|parents|child|children|kids|baby|twins|family|"
    "friends?|fiancée?|"
    "girlfriend|boyfriend|dog|cat|greyhound|puppy|horse|pony|choir|class|little one|little ones|two|three"
)
_DAY = (
    "birthday|wedding|anniversary|honeymoon|holidays?|exams?|interview|night shift|funeral|christening|"
    "eightieth|retirement|"
    "graduation|recital|play|concert|party|trip|boat trip|weekend|match|marathon|race|move|journey|operation|"
    "dance|tournament|"
    "premiere|reunion|baptism|ceremony|performance|driving test|new job|big day|first day"
)
_LIFE = pattern(
    r"""
    your (?:\w+ ){0,2}(?:<kin>|<day>)(?:'s)?
    your (?:two|little ones|little one)
    (?:congratulations|congrats|happy (?:birthday|anniversary|christmas|easter|new year)|get well|good luck|\
      best of luck|break a leg|fingers crossed|bon voyage|safe (?:travels|trip|journey|flight)|have (?:fun|a safe|\
      an? (?:good|great|lovely|wonderful) (?:trip|flight|journey|match|party|wedding|birthday|holiday|concert|game|\
      time)))
    (?:all the best|my best|best wishes|every good wish|my love|my regards) (?:for|to|with|\
      on)(?: the| your| you| both| all)?
    give (?:my|our|him|her|them) (?:best|love|regards|a (?:hug|pat|stroke|kiss))|say (?:hello|hi) (?:to|from)
    enjoy (?:the|your|every|yourselves?|it up) ?(?:\w+ ){0,3}(?:<day>|film|show|game|walk|sea|mountains|hills|tent|\
      sunshine|evening|dinner|meal|break)
    (?:i |we )?(?:do |really )?hope (?:the |your |his |her |you |they |all of you |it )(?:\w+ ){0,3}(?:goes|go|\
      likes?|enjoys?|feels?|sleeps?|slept|wins?|better|recovers?|had|have a|loves?|passes)
    sleep (?:well|tight)|sweet dreams|welcome (?:home|back) from
    (?:my|our) (?:deepest |sincere )?condolences|sorry for your loss
    """,
    kin=_KIN,
    day=_DAY,
)
# Asked out of interest, and not for the case.
_SMALL_TALK = pattern(
    r"""
    how(?:'s|'re| was| were| is| are| did) (?:the|your|his|her) (?:\w+ ){0,3}?(?:<kin>|<day>)(?: (?:go|doing|\
      keeping|getting|in the end|now|today|today\?|then|these days|turn out|after all))*[?.! ]*$
    (?:did|has|have|is|are|does) (?:the|your|his|her) (?:\w+ ){0,2}?(?:<kin>|back|knee|leg|cold|cough) (?:any |\
      still |all )*(?:sleep|slept|better|enjoy|like|liked|well|asleep|eaten|settled|feel|feeling|have fun|excited|\
      recovered|through|have a|had a)
    did you (?:see|watch|catch) (?:the|that) (?:\w+ )?(?:match|game|race|final|film|show|sunset|fireworks)
    how(?:'s|'re| is| are) (?:\w+ ){1,3}(?:getting on|coming along|keeping)|, by the way\?$
    are you (?:looking forward|feeling better|excited|over (?:it|the))|did you (?:enjoy|have (?:fun|a (?:good|nice|\
      lovely))|sleep)
    """,
    kin=_KIN,
    day=_DAY,
)
_GREETED = re.compile(
    r"(?:(?i:hi|hello|hey|dear|morning|evening|afternoon|thanks|thank you|sorry|of course|sure|welcome|cheers|"
    r"well|right|look|oh|no|yes),? "
    r"(?:(?:Mr|Ms|Mrs|Dr|Miss)\.? )?(?P<after>[A-Z][\w'’-]{1,20})\b(?=[,.!:]|\s*$|\sand\b|\sfor\b))"
    r"|(?:^(?:(?:Mr|Ms|Mrs|Dr|Miss)\.? (?P<titled>[A-Z][\w'’-]{1,20})|"
    r"(?P<first>[A-Z][a-zà-ÿ'’-]{1,20})), (?!in |or |which |by |for short|simply |as |also ))"
    r"|(?:, (?P<last>[A-Z][a-zà-ÿ'’-]{1,20})(?:[.!?]|$))"
    r"|(?<=[a-z]), (?P<mid>[A-Z][a-zà-ÿ'’-]{1,20}), (?=[a-z])"
    r"|(?:\b(?:Mr|Ms|Mrs|Dr|Miss)\.? (?P<late>[A-Z][\w'’-]{1,20})[.!?]?$)"
)
_NO_NAME = frozenset(
    """
    Temper Sir Madam Mate Customer There All Team Everyone Everybody Guest Yes No Ok Okay Right Sure Well So Now
    Then But And Also Still First Again Unfortunately However Sorry Thanks Thank Please Hello Hi Hey Monday
    Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September
    October November December English German Christmas Easter Today Tomorrow Tonight Noted Done Great Good Lovely
    Perfect Absolutely Certainly Honestly Actually Frankly Look Listen Interesting Booking Order Welcome Dear
    Because Since While When If As At In On From Relax Chill Sincerely Regards Worried Long Mind Hmm Hm Oh Ah Um
    Cheers Pity Sadly Luckily Basically Simply Obviously Two Three Four Awesome Alright True Fair Agreed
    Understood Exactly Indeed Apologies Apology Question Nothing Merci That It This The You We They He She What
    Which Who How Let Next Finally Afterwards Meanwhile Otherwise Instead Morning Afternoon Evening Wait Stop Easy
    Steady Calm Policy Rules Refund Refunds Delivery Technically Legally Policies
    """.split()  # noqa: SIM905
)


def personal(sentence: Sentence, text: str, *, name: str = "") -> Iterator[Spot]:
    """What in a sentence of a line is said to this person. `name`: what the customer is called, where that is known."""
    yield from spots(Kind.PERSONAL, _LIFE, sentence)
    if is_small_talk(sentence):
        yield Spot(Kind.PERSONAL, sentence.start, sentence.end)
    yield from spots(Kind.PERSONAL, _called(name), sentence) if name else _greeted(sentence, text)


def is_small_talk(sentence: Sentence) -> bool:
    """Whether a question is asked out of interest in somebody, and not for their matter."""
    return _SMALL_TALK.search(sentence.text) is not None


def is_by_name(spot: Spot, text: str, *, name: str) -> bool:
    """Whether a spot has the name of the customer in it."""
    return bool(name) and _called(name).search(plain(text[spot.start : spot.end])) is not None


@lru_cache(maxsize=1_000)
def _called(name: str) -> re.Pattern[str]:
    return pattern("\n".join(re.escape(part) for part in plain(name).split() if part.isalpha()))


def _greeted(sentence: Sentence, text: str) -> Iterator[Spot]:
    """Somebody called by a name that is not known, as far as a capital and a comma show it."""
    for match in _GREETED.finditer(text[sentence.start : sentence.end]):
        called = next(name for name in match.groupdict().values() if name)
        if called not in _NO_NAME:
            yield Spot(Kind.PERSONAL, sentence.start + match.start(), sentence.start + match.end())
            return
