"""Moves that grate on whoever reads them: hiding behind a rule, putting it on them, telling them how to feel."""

from __future__ import annotations

from collections.abc import Iterator

from extramile.growth.practice.rehearsal.kinds import Kind
from extramile.growth.practice.rehearsal.moves.spot import Spot, pattern, spots
from extramile.growth.practice.rehearsal.words import Sentence

_POLICY = pattern(
    r"""
    (?:it's|it is|that's|that is|against|per|to|due to|because of|by) (?:our |company |the |store |\
      shop )?(?:\w+ )?policy
    (?:our|company|the|store|shop) (?:\w+ )?policy (?:is (?:to|that)|does|do|states?|says?|forbids?|won't|only)
    terms and conditions|under no obligation|per clause|as per (?:our|the|clause)
    (?:per|in line with) (?:our|the) (?:policy|terms|rules|conditions|contract|agreement|guidelines)
    (?:our|the) (?:terms|rules|guidelines) (?:clearly )?(?:state|say|allow|do|don't)
    (?:against|by|under|within|according to) (?:the|our) <rules>
    in accordance with (?:the|our) <rules>
    (?:the|our|my) (?:\w+ )?<machine> (?:\w+ )?(?:won't|doesn't|does not|can't|cannot|assigns|decides|only lets)
    (?:allocated|assigned|decided|generated) by the (?:\w+ )?system
    (?:not|nothing|something) (?:\w+ )?(?:i'm|i am|we're|we are) (?:allowed|authori[sz]ed|permitted)
    (?:i'm|i am|we're|we are) (?:not|un) ?(?:allowed|authori[sz]ed|permitted|supposed)
    rules are rules|(?:company|house) rules|follow (?:the |our )?procedures?|standard procedure|(?:that's|\
      those are|that is) (?:just )?(?:the|our) (?:rules?|procedure)
    that(?:'s| is) (?:just |simply )?how (?:it|things|the system) (?:is|are|works)
    (?:my|our) hands are tied|no (?:say|influence) (?:in|on|over) (?:it|this|that)
    (?:not|isn't) (?:my|our) (?:department|area|job)
    (?:department|workshop|team|warehouse) is separate
    (?:it's|it is|that's|that is) (?:the )?(?:\w+ ){1,2}(?:department|team) (?:who|that|which)
    (?:i|we) have no access to
    for (?:security|legal|data protection|privacy) reasons,? (?:\w+ ){0,3}(?:unable|can't|cannot|not)
    (?:don't|do not|can't|cannot) make (?:any )?exceptions
    non-?refundable|non-?exchangeable|(?:isn't|not) binding|no refunds?
    """,
    rules="(?:rules|terms|guidelines|procedures?|regulations|conditions|policy|statutes)",
    machine="(?:system|computer|software|program|screen)",
)
_NO_POLICY = pattern(
    r"""
    policy (?:allows|lets|gives|document)|despite|even though|whatever the|make an exception|exception for you
    """
)
_PAST = (
    "\\w+ed|read|told|sent|brought|kept|given|written|paid|put|set|been|come|gone|done|said|let|bought|taken|chosen|"
    "known|seen|thought|left|made|found|spoken"
)
_BLAME = pattern(
    r"""
    you (?:should have|should've|could have|could've|ought to have|should of|could of|\
      would have had to) (?:\w+ )?<past>
    you(?:'d| would) have (?:had to|needed to)
    you must have (?:\w+ )?<past>
    you (?:failed to|forgot to|forgot your|clearly|obviously|neglected)
    you (?:didn't|did not|never) (?:read|check|tell us|follow|fill|enter|return|include|provide|inform|notice|\
      bother)
    why (?:didn't|did) you (?:not )?(?:read|check|tell|say|ask|call|wait|order|come|write|do|only)
    if (?:only )?you(?:'d| had) (?:only |just |actually )?<past>
    had you (?:\w+ )?<past>
    you never (?:told|said|mentioned|asked|informed)
    (?:that's|that is|it's|it is|this is) your (?:own )?(?:fault|mistake|responsibility|problem|doing|bank)
    (?:your|by a?) (?:own |user )?(?:error|mistake|fault|oversight)
    (?:as|like) (?:i|we)(?:'ve| have)? (?:already |clearly )?(?:said|told you|explained|mentioned|\
      stated) (?:before|already|earlier|above|twice)
    (?:i|we)(?:'ve| have)? already (?:told|explained to) you
    (?:did|have) you (?:even|actually)
    you(?:'re| are) (?:the one who|wrong|mistaken|confused|misunderstanding|being (?:rude|difficult|\
      unreasonable|unfair|silly|impatient))
    you need to (?:understand|read|learn)
    (?:that|this)(?:'s| is) what happens when
    nothing to do with us|(?:it|that) isn't us
    (?:somebody|someone) (?:in|at) your|(?:maybe|perhaps|probably) (?:somebody|someone|you)
    it (?:does|did|clearly) say|it (?:says|states) (?:so )?(?:quite )?clearly
    <others> (?:clearly|obviously|should have|must have|messed|lost|forgot|dropped|failed|got it wrong|never)
    <others>(?:'s| made a| made the) (?:fault|mistake|problem|error)
    (?:blame|take (?:it|that) up with|complain to) (?:the|your|our) \w+
    """,
    past=_PAST,
    others="(?:my colleague|the courier|the driver|the bank|your bank|the carrier|the post|the supplier|the workshop|"
    "the warehouse|the hotel|the other department|the manufacturer|courier|customer)",
)
_NO_BLAME = pattern(
    r"""
    (?:not|never|isn't|wasn't) (?:\w+ )?your (?:own )?(?:fault|mistake|error|doing|problem)
    should(?:n't| not) have (?:had|to)
    you (?:should|must|could) have (?:got|gotten|received|had|been|heard)
    """
)
_CALM = pattern(
    r"""
    calm(?:ed)? (?:down|yourself)
    ^(?:\w+, )?(?:please |just |now )*(?:relax|chill)(?:[.,!]|$| now| please| a)
    (?:just|please|to|mate,) relax|chill out|take it easy|take a (?:deep )?breath|cool it
    no (?:need|reason) (?:at all )?to (?:shout|yell|swear|panic|worry|overreact|raise|write in|get (?!in|up|\
      out|it|a ))
    (?:no (?:need|reason) to|don't|do not|stop|quit) (?:be|being|get|getting) (?:so |that |all |too )?<tone>
    (?:don't|do not|try not to|stop) (?:stress|worry|panic|overreact|shout|shouting|yelling|swearing|\
      make a (?:scene|fuss))
    (?:watch|mind|moderate|lower|change|adjust) (?:your|the) (?:tone|language|words|voice|manners)
    your (?:tone|attitude|language|manner) (?:is|isn't|won't|doesn't)
    (?:with|in) that (?:tone|attitude)
    raise (?:our|your) voices?|write in (?:all )?(?:capitals|caps)
    overreact(?:ing)?|getting worked up|so (?:dramatic|emotional)
    (?:stay|be|keep|remain) (?:calm|patient|polite|reasonable|civil|respectful)
    (?:not|isn't|hardly) the end of the world|(?:nobody|no one) (?:has )?died
    there are other (?:guests|people) (?:here|in the|around)
    """,
    tone="(?:rude|angry|upset|aggressive|impolite|like that|sarcastic|dramatic|hostile|impatient|nasty|unpleasant|"
    "alarmed|emotional|difficult|silly|worked up|excited|loud)",
)
_NO_CALM = pattern(
    r"""
    calms me|i (?:stay|keep|remain)|helps? me
    """
)
_ALL = ((Kind.POLICY, _POLICY, _NO_POLICY), (Kind.BLAME, _BLAME, _NO_BLAME), (Kind.CALM_DOWN, _CALM, _NO_CALM))


def grating(sentence: Sentence) -> Iterator[Spot]:
    """What in a sentence grates, whatever it is about."""
    for kind, found, unless in _ALL:
        yield from spots(kind, found, sentence, unless=unless)
