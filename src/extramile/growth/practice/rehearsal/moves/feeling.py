"""Moves about how it feels: an apology that fits, and the feeling by its name."""

from __future__ import annotations

from collections.abc import Iterator

from extramile.growth.practice.rehearsal.kinds import Kind
from extramile.growth.practice.rehearsal.moves.spot import Spot, pattern, spots
from extramile.growth.practice.rehearsal.words import Sentence

_SORRY = pattern(
    r"""
    (?:i'm|i am|we're|we are) (?:so |very |really |truly |deeply |terribly |genuinely )*sorry
    (?:^|(?<=[,;:(-] )|(?<=and )|(?<=but ))(?:so |very |really )*sorry
    (?:i|we) (?:do |really |want to |must |sincerely )*apologi[sz]e
    my (?:\w+ )?apologies|accept (?:my|our) (?:\w+ )?apologies
    (?:^|(?<=[,;:-] ))apologies
    """
)
_NO_APOLOGY = pattern(
    r"""
    inconvenience|sorry,? but|sorry,? if|feel sorry|safe than|for your loss|any \w+ (?:caused|this)
    sorry to (?:hear|say|tell|see|inform|disappoint|interrupt|bother|read|learn)
    sorry (?:that )?you (?:feel|think|see|took|got|didn't|did not|misunder\w+)
    sorry\?|sorry,? (?:which|what|who|where|when|how|can|could|did|do|are|is|no|not|wrong|my|only)
    sorry,? (?:we|i|you|they|that|this|it|the \w+|there)(?:'re|'s|'m| is| are| am)? ?(?:can't|cannot|don't|\
      do not|won't|not|isn't|no|only|must|aren't|closed|nothing|should|would|need)
    (?:not|be) sorry
    """
)
_FELT = (
    "angry|angrier|annoyed|annoying|frustrated|frustrating|upset|upsetting|worried|worrying|tired|tiring|exhausted|"
    "exhausting|disappointed|disappointing|stressful|stressed|fed up|let down|ignored|scared|scary|anxious|unfair|"
    "infuriating|maddening|confusing|nervous|embarrassed|embarr?ass?ing|hurtful|sad|furious|fuming|livid|cross(?!-)|awful|"
    "miserable|unheard|lonely|helpless|humiliated|humiliating|wearing|galling|horrible|frightening|frightened|horrid|"
    "terrifying|unsettling|dreadful|gutted|heartbreaking|unnerving|daunting|overwhelming|draining|nerve-?w?racking|"
    "painful|an? (?:fright|shock|worry|nuisance|pity|shame|disappointment|blow|let-?down|nightmare)|"
    "irritating|bitter|alarming"
)
_MUCH = (
    "(?:so |very |really |quite |rather |pretty |just |more than |all |truly |bitterly |such |and |deeply |doubly )*"
)
_STRONG = "infuriating|maddening|frightening|galling|exhausting|humiliating|terrifying|heartbreaking|dreadful|scary"
_NAMING = pattern(
    r"""
    (?:that|this|it|you) (?:must|has to) (?:be|feel|have been|have felt|make you) (?:\w+ ){0,2}<felt>
    (?:that|this|it)(?:'?s| is| was| sounds| feels| would be) <much><felt>(?! (?:coffee|weather|news))
    (?:that|this|it)(?:'d| would) (?:make|drive) (?:me|anyone|anybody) (?:angry|mad|furious|cross|nervous|\
      worried|sad)
    (?:that|this|it)(?:'d| would) (?:annoy|upset|worry|scare|anger|frighten) (?:me|anyone|anybody)
    i (?:can )?(?:see|hear|tell|imagine)(?: that| why)? <is> <much><felt>
    i (?:can )?(?:see|hear|tell|imagine|understand) how <felt> (?:that|this|it|you)
    no wonder (?:that )?(?:you're |you are |you feel |it |this )?(?:\w+ ){0,2}<felt>
    (?:i'd|i would) (?:be|feel) <much><felt>
    you (?:must|have every (?:reason|right) to) (?:be|feel) <much><felt>
    you(?:'re| are| sound| seem) <much><felt>
    how <felt>(?: (?:that|this|it|for you)|[.!,]|$)
    what an? (?:\w+ )?(?:fright|shock|blow|let-?down|pity|nuisance|disappointment|nightmare)
    ^(?:\w+ )?\w+ing .* is (?:\w+ )?<strong>
    (?:not|the) (?:knowing|waiting|silence) is the worst
    (?:that|the) sinking feeling
    must be keeping you (?:awake|up)
    """,
    felt=_FELT,
    strong=_STRONG,
    much=_MUCH,
    **{"is": "(?:it's|it is|you're|you are|this is|that is|that's)"},
)
_NO_NAMING = pattern(
    r"""
    understand your|don't|no need|not|never|why are you|stop|only when|but|if you
    """
)
_YET = pattern(
    r"""
    but (?:there|i|we|you|that|it|this|please|rules|our)
    """
)
_TAGGED = pattern(
    r"""
    isn't it|doesn't it|aren't you|isn't that
    """
)


def feeling(sentence: Sentence) -> Iterator[Spot]:
    """What a sentence says about how it feels."""
    if not _NO_APOLOGY.search(sentence.text):
        yield from spots(Kind.APOLOGY, _SORRY, sentence)
    if (not sentence.asks or _TAGGED.search(sentence.text)) and not _YET.search(sentence.text):
        yield from spots(Kind.NAMED_FEELING, _NAMING, sentence, unless=_NO_NAMING)
