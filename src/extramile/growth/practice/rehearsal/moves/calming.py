"""Moves that may calm: owning, next steps, reasons, apologies that fit, the feeling by its name."""

from __future__ import annotations

from collections.abc import Iterator

from extramile.growth.practice.rehearsal.kinds import Kind
from extramile.growth.practice.rehearsal.moves.spot import Spot, pattern, spots
from extramile.growth.practice.rehearsal.moves.times import names_a_time
from extramile.growth.practice.rehearsal.words import Sentence

_I_WILL = "i'll|i will|i'm going to|i am going to"
_OWNING = pattern(
    r"""
    <will>(?! <idle>(?![a-z])) \w+ \w+
    i(?:'m| am) (?:sending|ordering|booking|calling|writing|refunding|checking|fixing|putting|opening|taking) \w+
    let me (?!know|be clear|tell you|explain|say)\w+ \w+
    (?:that|this|it)(?:'s| is| was) (?:on (?:me|us)|(?:our|my) (?:mistake|error|fault))
    (?:my|our) (?:mistake|error|fault)
    you(?:'re| are) (?:absolutely |quite |completely )?right
    (?:we|i) (?:got|did) (?:this|that|it) wrong
    (?:we|i) should have
    we let you down
    i take (?:this|it) on
    leave (?:it|this) with me
    """,
    will=_I_WILL,
    idle="not|never|have to|need|be honest|be able|try|see|look into|pass|let you|ask you|only|just say|do my best|say",
)
_DISOWNING = pattern(
    r"""
    if|unless|but you|wasn't|isn't
    not (?:my|our)
    """
)
_COMMITTING = pattern(
    r"""
    <will>
    i(?:'m| am) \w+ing
    you(?:'ll| will) (?:have|get|hear|receive|see)
    \w+(?:'ll| will) (?:be|come|go|arrive|leave|call|write|bring|reach)
    let me
    i(?:'ve| have) (?:just |already |now )?\w+ed
    i can \w+
    (?:it|that)(?:'s| is) (?:on its way|done|booked|sent)
    """,
    will=_I_WILL,
)
_PERHAPS = pattern(
    r"""
    can't|cannot|won't|will not|not able|unable|if|unless|might|may|maybe|perhaps|try|hope|would|could
    """
)
_WHY = pattern(
    r"""
    because
    the reason (?:is|was|for|why|that)
    that(?:'s| is| was) why
    which is why
    so that
    this happen(?:s|ed) when
    what happened (?:is|was)
    """
)
_POOR_REASON = pattern(
    r"""
    because you
    policy|rules?|terms
    """
)
_SORRY = pattern(
    r"""
    (?:<we>(?:so |very |really |truly |deeply )?)?sorry (?:that|for|about) \w+
    (?:<we>(?:so |very |really |truly |deeply )?)sorry (?:we|i|this|it|your|the|our|you (?:had|have|were))
    (?:i|we) apologi[sz]e (?:that|for|about) \w+
    my apologies (?:for|that)
    """,
    we="i'm |i am |we're |we are ",
)
_NO_APOLOGY = pattern(
    r"""
    inconvenience|any trouble|if|sorry but
    you feel(?: that way)?
    that you (?:think|feel|didn't|did not)
    """
)
_FEELING = (
    "angry|angrier|annoyed|annoying|frustrated|frustrating|frustration|upset|upsetting|worried|worrying|worry|tired|"
    "tiring|exhausted|exhausting|disappointed|disappointing|disappointment|stressful|stressed|fed up|let down|ignored|"
    "scared|scary|anxious|unfair|infuriating|maddening|confused|confusing|nervous|embarrassed|embarrassing|hurt|"
    "hurtful|sad|furious|awful|miserable|unheard|lonely|helpless|humiliated|humiliating|wearing|galling|horrible"
)
_NAMING = pattern(
    r"""
    (?:that|this|it) (?:must|has to) (?:be|feel|have been|have felt) (?:\w+ ){0,3}<feeling>
    (?:that|this|it)(?:'s| is| was| sounds| feels) (?:\w+ ){0,2}<feeling>
    i (?:can )?(?:see|hear|tell|imagine|understand) (?:\w+ ){0,6}<feeling>
    no wonder (?:\w+ ){0,4}<feeling>
    (?:i'd|i would) (?:be|feel) (?:\w+ )?<feeling>
    you (?:must|have every (?:reason|right) to) (?:be|feel) (?:\w+ )?<feeling>
    you(?:'re| are| sound| seem) (?:\w+ )?<feeling>
    how <feeling> (?:that|this|it|you)
    """,
    feeling=_FEELING,
)
_NO_NAMING = pattern(
    r"""
    understand your (?:frustration|disappointment)
    don't|no need|not|why are you
    if you(?:'re| are)
    """
)


def calming(sentence: Sentence) -> Iterator[Spot]:
    """What in a sentence may calm, whatever it is about."""
    if sentence.asks:
        return
    yield from spots(Kind.OWNED, _OWNING, sentence, unless=_DISOWNING)
    yield from spots(Kind.WHY, _WHY, sentence, unless=_POOR_REASON)
    yield from spots(Kind.APOLOGY, _SORRY, sentence, unless=_NO_APOLOGY)
    yield from spots(Kind.NAMED_FEELING, _NAMING, sentence, unless=_NO_NAMING)
    if commits(sentence) and names_a_time(sentence.text):
        yield Spot(Kind.NEXT_STEP, sentence.start, sentence.end, timed=True)


def commits(sentence: Sentence) -> bool:
    """Whether a sentence says that something will be done, and not only perhaps."""
    return bool(_COMMITTING.search(sentence.text)) and not _PERHAPS.search(sentence.text)
