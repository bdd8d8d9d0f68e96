"""Moves that grate on whoever reads them."""

from __future__ import annotations

from collections.abc import Iterator

from extramile.growth.practice.rehearsal.kinds import Kind
from extramile.growth.practice.rehearsal.moves.spot import Spot, pattern, spots
from extramile.growth.practice.rehearsal.words import Sentence

_POLICY = pattern(
    r"""
    (?:our|company|the|store|shop) (?:\w+ )?polic(?:y|ies)
    (?:per|to) (?:our )?policy
    terms and conditions
    (?:against|by|under|within) (?:the|our) (?:rules|terms|guidelines|procedures?)
    (?:the|our) (?:system|computer|software) (?:won't|will not|doesn't|does not|can't|cannot) (?:let|allow|permit)
    (?:we|i)(?:'re| are|'m| am) not (?:allowed|authori[sz]ed|permitted)
    rules are rules|those are the rules|standard procedure
    that's just how it (?:is|works)
    there(?:'s| is) nothing (?:i|we) can do
    """
)
_NO_POLICY = pattern(
    r"""
    policy (?:allows|lets|gives)
    despite|exception|even though
    """
)
_BLAME = pattern(
    r"""
    you (?:should|could|ought to) (?:have|\w+ have)
    you (?:didn't|did not|failed|forgot|never|must have|clearly|obviously)
    if you(?:'d| had) (?:only |just |actually )?\w+ed
    (?:that's|that is|it's|it is|this is) your (?:own )?(?:fault|mistake|responsibility|problem)
    (?:your|customer) (?:own )?(?:error|mistake|fault)
    (?:as|like) (?:i|we)(?:'ve| have)? (?:already|just|clearly) (?:\w+ )?(?:said|told|explained|mentioned|stated)
    did you (?:even|actually) (?:read|check|look|try)
    you(?:'re| are) (?:the one|wrong|mistaken|confused|being)
    you need to understand
    """
)
_NO_BLAME = pattern(
    r"""
    should(?:n't| not) have (?:had|to)
    you (?:never|didn't|did not) (?:get|got|receive|received|hear|heard|deserve)
    """
)
_CALM = pattern(
    r"""
    calm (?:down|yourself)
    relax|chill|take it easy
    no need to (?:be|get|shout|yell|use|raise|swear)
    don't (?:be|get) (?:so )?(?:angry|upset|rude|emotional|dramatic)
    (?:stop|quit) (?:shouting|yelling|being|overreacting)
    (?:watch|mind) your (?:tone|language|words)
    over(?:-| )?reacting
    (?:stay|be|keep|remain) (?:calm|patient|polite|reasonable)
    """
)
_VAGUE = pattern(
    r"""
    we(?:'ll| will|'re going to| are going to) (?:look into|get back|be in touch|see what|do (?:our|what)|try|work on)
    we(?:'ll| will|'re going to| are going to) (?:investigate|escalate|forward|review|handle|process)
    we(?:'re| are) (?:looking into|working on|investigating|reviewing)
    <someone> (?:will|is going to|should)
    (?:has|have) been (?:forwarded|escalated|passed on|noted|logged)
    it will be (?:processed|handled|dealt with|looked at|reviewed)
    as soon as possible|asap|shortly|in due course
    """,
    someone="someone|somebody|the team|our team|a colleague|the (?:relevant|responsible|right) (?:department|team)",
)
_CANNED = pattern(
    r"""
    thank(?:s| you) for (?:contacting|reaching out)
    thank(?:s| you) for your (?:patience|understanding|cooperation|feedback|message|enquiry|inquiry)
    (?:any|the) inconvenience
    your (?:call|business|feedback|satisfaction|concerns?) (?:is|are) (?:very |extremely )?(?:important|valuable)
    (?:we|i) (?:truly |fully |completely |totally )?<see> your (?:frustration|concerns?|patience|disappointment)
    rest assured|valued customer|be advised|kindly
    (?:do not|don't) hesitate
    dear (?:sir|madam|customer|valued)
    (?:anything|something) else (?:i|we) can (?:help|assist|do)
    have a (?:great|nice|wonderful|lovely) (?:day|rest of)
    we (?:strive|pride)
    at your earliest convenience
    to the best of (?:our|my) (?:ability|abilities)
    we regret to inform
    """,
    see="understand|appreciate|acknowledge",
)
_ALL = (
    (Kind.POLICY, _POLICY, _NO_POLICY),
    (Kind.BLAME, _BLAME, _NO_BLAME),
    (Kind.CALM_DOWN, _CALM, None),
    (Kind.VAGUE_WE, _VAGUE, None),
    (Kind.CANNED, _CANNED, None),
)


def grating(sentence: Sentence) -> Iterator[Spot]:
    """What in a sentence grates, whatever it is about."""
    for kind, found, unless in _ALL:
        yield from spots(kind, found, sentence, unless=unless)
