"""Moves about how it feels: an apology that fits, and the feeling by its name."""

from __future__ import annotations

from collections.abc import Iterator

from extramile.growth.practice.rehearsal.kinds import Kind
from extramile.growth.practice.rehearsal.moves.spot import Spot, pattern, spots
from extramile.growth.practice.rehearsal.words import Sentence

_SORRY = pattern(
    r"""
    (?:i'm|i am|we're|we are) (?:so |very |really |truly |deeply |terribly |genuinely |awfully )*sorry
    (?:^|(?<=[,;:(-] )|(?<=and )|(?<=but ))(?:so |very |really |terribly )*sorry
    (?:i|we) (?:do |really |want to |must |sincerely |wholeheartedly )*apologi[sz]e
    my (?:\w+ )?apologies|accept (?:my|our) (?:\w+ )?apologies
    (?:^|(?<=[,;:-] ))apologies
    (?:i|we) owe you (?:an|a \w+) apology|(?:you are|you're) owed an apology
    (?:please )?forgive (?:me|us)|(?:i|we) (?:really |deeply |truly )*regret (?:that we|that i|not|how we|\
      the way we|having)
    """
)
_NO_APOLOGY = pattern(
    r"""
    inconvenience|sorry,? but|sorry,? if|feel sorry|safe than|for your loss|any \w+ (?:caused|this)
    sorry to (?:hear|say|tell|see|inform|disappoint|interrupt|bother|read|learn)
    sorry (?:for|about) (?:butting|interrupting|bothering|barging|jumping|asking|being (?:blunt|nosy))
    sorry (?:that )?you (?:feel|think|see|took|got|didn't|did not|misunder\w+)
    sorry\?|sorry,? (?:which|what|who|where|when|how|can|could|did|do|are|is|no|not|wrong|my|only)
    sorry,? (?:we|i|you|they|that|this|it|the \w+|there)(?:'re|'s|'m| is| are| am)? ?(?:can't|cannot|don't|do not|\
      won't|not|isn't|no|only|must|aren't|closed|nothing|should|would|need)
    (?:not|be) sorry|forgive (?:me|us) (?:for|if i|but)(?: asking| saying| being)|sorry(?: sorry)+|sorry (?:state|\
      sight|excuse)
    """
)
_STATE = (
    "angry|angrier|annoyed|frustrated|upset|worried|tired|exhausted|disappointed|stressed|fed up|let down|"
    "ignored|scared|"
    "anxious|nervous|embarrassed|sad|furious|fuming|livid|cross(?!-)|miserable|unheard|lonely|helpless|"
    "humiliated|frightened|"
    "gutted|overwhelmed|desperate|shaken|worn out|drained|hurt|betrayed|forgotten|abandoned|stranded|at (?:your|"
    "their|her|"
    "his) wits' end|devastated|heartbroken|panicked|terrified|ashamed|lost|confused|mad|on edge|sick of|alone|"
    "suspicious|"
    "impatient|bewildered|insulted|puzzled|torn"
)
_QUALITY = (
    "annoying|frustrating|upsetting|worrying|tiring|exhausting|disappointing|stressful|scary|unfair|infuriating|"
    "maddening|"
    "embarr?ass?ing|hurtful|awful|humiliating|wearing|galling|horrible|frightening|horrid|terrifying|"
    "unsettling|"
    "dreadful|heartbreaking|unnerving|daunting|overwhelming|draining|nerve-?w?racking|painful|irritating|bitter|"
    "alarming|"
    "miserable|heart-?wrenching|gutting|crushing|agonising|agonizing|degrading|insulting|distressing|harrowing|"
    "rotten|"
    "lonely|nasty|unpleasant|tedious|sickening|demoralising|disheartening|mortifying|soul-destroying|shattering|"
    "hellish|"
    "ghastly|beastly|vexing|sad"
)
_BLOW = (
    "fright|shock|worry|nuisance|pity|shame|disappointment|blow|let-?down|nightmare|jolt|scare|"
    "kick in the teeth|slap in the face|"
    "punch in the gut|nasty surprise|ordeal|strain|wrench|heartache|headache|pain"
)
_FELT = f"{_STATE}|{_QUALITY}|an? (?:\\w+ )?(?:{_BLOW})"
_MUCH = (
    "(?:so |very |really |quite |rather |pretty |just |more than |all |truly |bitterly |such |and |deeply |"
    "doubly |a bit |"
    "terribly |utterly |absolutely |rightly |completely |especially |still |more )*"
)
_STRONG = (
    "infuriating|maddening|frightening|galling|exhausting|humiliating|terrifying|heartbreaking|dreadful|scary|"
    "wearing|nerve-?w?racking|"
    "unnerving|agonising|agonizing|degrading|soul-destroying|hurtful|upsetting|horrible|awful|painful|"
    "unsettling|draining|frustrating|miserable|lonely|no fun|no joke|wretched|grim|rotten|cruel|hard to bear"
)
_THING = (
    "thing|letter|way|spot|place|moment|night|start|day|one|surprise|message|call|position|situation|wait|"
    "feeling|bill|morning|end|"
    "experience|evening|week|news|journey|welcome|mess|hour|time"
)
_NAMING = pattern(
    r"""
    (?:that|this|it|you|she|he|they|all of (?:that|this)|\w+) (?:must|has to) (?:be|feel|have been|have felt|\
      make you|have left you) (?:\w+ ){0,2}(?:<felt>)
    ^must (?:be|have been|feel|have felt) (?:\w+ ){0,2}(?:<felt>)
    must (?:have (?:been|felt)|be|feel) <much>(?:<felt>|(?:an? )?(?:\w+ )?(?:<quality>) (?:<thing>))
    must (?:have )?(?:stung|sting|hurt|sunk|shaken|stings)(?! yourself)
    (?:that|this|it)(?:'?s| is| was| sounds| feels| would be) <much>(?:<felt>)(?! (?:coffee|weather|news|how))
    (?:that|this|it|what)(?:'?s| is| was| would be| sounds like)? (?:such )?an? (?:\w+ )?(?:<quality>) (?:<thing>)
    (?:that|this|it)(?:'d| would) (?:make|drive|leave) (?:me|anyone|anybody|everybody) (?:\w+ )?(?:<state>)
    (?:that|this|it)(?:'d| would) (?:annoy|upset|worry|scare|anger|frighten|bother|hurt|shake|rattle) (?:me|anyone|\
      anybody)
    (?:enough to|would|could) (?:drive|make) (?:anybody|anyone|you|a saint|me|one) (?:mad|up the wall|crazy|cry|\
      weep|scream|round the bend|swear|despair)
    i (?:can )?(?:only )?(?:see|hear|tell|imagine)(?: that| why)? <is> <much>(?:<state>)
    i (?:can )?(?:only )?(?:see|hear|tell|imagine|understand|sense) how <much>(?:<felt>) (?:that|this|it|you)
    (?:i|we) (?:can )?(?:understand|see|get|hear) why <is> <much>(?:<state>)
    no wonder (?:that )?(?:you're |you are |you feel |it |this )?(?:\w+ ){0,2}(?:<felt>)
    (?:^|(?<=, )|(?<=and ))(?:it's |it is )?no wonder(?: you|[.,]|$)
    (?:i'd|i would) (?:be|feel|have been|have felt) <much>(?:<felt>)
    (?:i'd|i would) (?:be|feel|have been|have felt) \w+ (?:too|as well|myself)(?=[.,;]|$)
    (?:i'd|i would) (?:have lost|lose) (?:my|all) (?:patience|temper|faith)|(?:heart|stomach|spirits?) (?:would |\
      must have |will have )?(?:sank|sunk|sink|drop|dropped|turn|turned)
    you (?:must|have every (?:reason|right) to) (?:be|feel) <much>(?:<felt>)
    you(?:'re| are| sound| seem| look) <much>(?:<state>)(?= |[.,;!]|$)
    how <much>(?:<quality>|<state>)(?: (?:that|this|it|for you|after|to have|to be)|[.!,]|$)
    (?:what|that's|such) an? (?:\w+ )?(?:<blow>)(?! (?:charge|absorber|relief))
    what an? (?:\w+ )?(?:<quality>) \w+
    (?:^|(?<=, )|(?<=and )|(?<=but ))(?:\w+ )?\w+ing (?:\S+ ){0,12}(?:is|was|feels) <much>(?:<strong>)
    ^to (?:be|have|find|hear|read|stand|lose|wait|open|come|learn) (?:\S+ ){0,20}(?:is|was|feels) <much>(?:<strong>)
    (?:not|the) (?:knowing|waiting|silence) is the worst
    ^(?:two|three|four|five|\d+|an?|hours|days|weeks|being|having|no|so|all|and) (?:\S+ ){1,14}(?:is|was|\
      feels) <much>(?:<strong>)[.!]*$
    no way to (?:start|spend|begin|end|be treated|treat)|you(?:'ve| have) (?:had|been through) (?:enough|a lot|\
      an? (?:rough|hard|awful|horrible|long|terrible))
    enough to (?:spoil|ruin|sour) (?:anyone|anybody|any|your|the|a)
    you(?:'ve| have) (?:every|all the|a|good) (?:right|reason|cause) to (?:be|feel)|you(?:'re| are) right to (?:be|\
      feel) (?:<state>)
    i (?:can )?(?:only )?(?:picture|imagine|see|tell|feel|hear|sense) (?:how|what a|what an|\
      that) (?:\w+ ){0,2}(?:<felt>)
    (?:that|this|it)(?:'d| would) have (?:\w+ )?(?:scared|worried|annoyed|upset|frightened|shaken|hurt|made|driven|\
      rattled|broken|infuriated)
    (?:would|could|must|will|to) (?:wear|wore|grind|drag|get|bring) (?:anybody|anyone|you|me|one|people|\
      a person) (?:out|down|to tears)
    (?:is|was|sounds like|must be|must have been|feels like) (?:\w+ )?(?:torture|agony|hell|misery|purgatory|\
      a nightmare|no fun|no joke|a lot to ask)
    you(?:'ve| have)? (?:had|must have had) (?:quite |more than )?enough of|(?:worn|frayed|run) (?:to a thread|\
      to the bone|ragged|thin)|^ouch|i know (?:it's|it is|that's|this is|how) <much>(?:<quality>)
    (?:it's|it is|that's) <much>(?:<quality>) (?:to|when|that|being|having) (?!say|use|get to|find|read the|print|\
      wash|carry)\w+
    hard to (?:sleep|breathe|think|concentrate) (?:with|when|while)|sleepless night|deserved? better
    (?:that|the) sinking feeling|(?:feels|felt|feel) like (?:talking|speaking|shouting|banging|running|being|nobody|\
      no one)
    must be keeping you (?:awake|up)|(?:kept|keeps|keeping) you awake
    it (?:hurts|stings) (?:to|when|that)|(?:hard|tough|rough|harsh|cruel) on (?:you|her|him|them|both of you|your)
    (?:a lot|too much|hard|heavy) to (?:take|carry|bear|cope with|swallow|stomach)|the last straw|last thing (?:you|\
      anyone|anybody) (?:need|want)s?
    ^(?:how |simply |just |utterly )?(?:<strong>|horrid|ghastly|awful|maddening|dreadful)[.!]*$
    (?:nobody|no one) (?:likes|wants|enjoys|deserves) (?:to be|being|to have|to stand|to sit|to wait|that|this)
    """,
    felt=_FELT,
    state=_STATE,
    quality=_QUALITY,
    blow=_BLOW,
    strong=_STRONG,
    thing=_THING,
    much=_MUCH,
    **{"is": "(?:it's|it is|you're|you are|this is|that is|that's)"},
)
_NO_NAMING = pattern(
    r"""
    understand your|don't|no need|not|never|why are you|stop|only when|but|if you|sorry state|to say
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
