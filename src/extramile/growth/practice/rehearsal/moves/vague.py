"""Nobody in particular, at no time: what may be done, or not."""

from __future__ import annotations

from collections.abc import Iterator

from extramile.growth.practice.rehearsal.kinds import Kind
from extramile.growth.practice.rehearsal.moves.spot import Spot, pattern, spots
from extramile.growth.practice.rehearsal.moves.times import names_a_time
from extramile.growth.practice.rehearsal.words import Sentence

_FOLK = (
    "(?:department|team|people|office|staff|specialists?|experts?|coll?eagues?|engineers?|technicians?|depot|"
    "workshop|warehouse|"
    "management|accounts|billing|maintenance|support|technical|developers|colleague|branch|lab|logistics)"
)
_SOMEONE = (
    "(?:an? (?:\\w+ )?(?:technician|agent|advis[eo]r|specialist|manager|engineer|expert|representative)|"
    "someone|somebody|they|one of us|colleagues|management|maintenance|technical|a colleague|"
    "a member of \\w+ \\w+|one of \\w+ \\w+|"
    f"(?:the|our|my|your) (?:\\w+ ){{0,2}}{_FOLK})"
)
_DEAL = (
    "(?:look(?:ing)? (?:into|at)|have a (?:closer )?look|get back|getting back|be in touch|get in touch|"
    "see what|do(?:ing)? (?:our|what we|"
    "what they|everything|all)|try(?:ing)?|work(?:ing)? on|checking|investigat\\w+|escalat\\w+|forward\\w*|"
    "review\\w*|handl\\w+|process\\w*|"
    "notify|inform|contact|let you know|keep you|update you|revert|respond|reply|deal(?:ing)? with|"
    "sort(?:ing)? (?:it|this|something)|"
    "come back|reach out|take care|assist|take (?:it|this) from|pass(?:ing)? (?:it|this|that|them|"
    "your \\w+) (?:on|along)|pick (?:it|this) up|"
    "get on to it|look(?:ing)? after|see(?:ing)? to|chas\\w+|address)"
)
_PASSED = (
    "(?:forwarded|escalated|passed (?:on|along)|noted|logged|processed|handled|dealt with|looked (?:at|into)|"
    "reviewed|raised|reported|"
    "investigated|opened|registered|taken care of|informed|notified|contacted|checked|sorted|considered|"
    "assessed|flagged|recorded|"
    "alerted|made aware|worked on|seen to|addressed|actioned|received by|submitted|brought to)"
)
_VAGUE = pattern(
    r"""
    we(?:'ll| will|'re going to| are going to|'re| are| r|re) (?:\w+ly |now |of course |still |all )*<deal>
    <someone>(?:'ll|'re going to|\
      're| will| is going to| are going to| should| may| might| are| is| ought to) (?:now |then |probably |\
      \w+ly )?(?:to )?<deal>
    <someone>(?:'ll| will| is going to| are going to| should| may| might| ought to) (?:call|ring|give you|write|\
      mail|email|be in contact|look|check|get|phone)
    (?:someone|somebody) (?:will|should|ought to) (?:\w+ ){1,3}(?:you|it|this)
    (?:i|we)(?:'ve| have|'ll| will)? (?:forwarded|passed|pass|escalated|escalate|handed|forward) (?:this|it|that|\
      them|your (?:request|case|complaint|message|ticket|concern|feedback)|the matter) (?:on|to|over|up|along)
    (?:it|this|that|they|you|we|case|matter|\w+)(?:'s|s| has|'ve| have) (?:now |already |just )?been (?:\w+ )?<passed>
    (?:it's|its|that's|they're|is|are) (?:now |currently |already |still )?being (?:\w+ )?<passed>
    (?:it|this|that|you|they|your \w+|the (?:matter|case|issue)) (?:will|should|shall|is going to|\
      needs to) be (?:\w+ )?<passed>
    (?:was|were) (?:noted|forwarded|escalated|passed on|logged|flagged|taken note of)
    you(?:'ll| will| should) (?:hear (?:back )?from (?:us|them|some\w+)|be hearing|be told|be updated|\
      get (?:an? )?(?:answer|reply|update))
    you(?:'ll| will) receive (?:a|an|further|more|your) (?:\w+ ){0,2}(?:by (?:post|mail|e-?mail|letter)|in due|from us)
    <folk> (?:is|are|have been|has been|knows?|have|were) (?:\w+ ){0,2}(?:aware|informed|notified|told|about (?:it|\
      this|that)|alerted|on it|it)(?! (?:at|by|on))
    (?:gone|went|sent|handed|passed|given|forwarded|goes) (?:over |on |out |up )?to (?:the|\
      our) (?:\w+ )?(?:\w+ )?(?:<folk>|right (?:people|person|place))
    (?:it|this|that|everything|case|ticket|matter|request)(?:'s| is| lies) (?:now )?with (?:the|our) (?:\w+ )?<folk>
    (?:it|this|that|everything|case|ticket|matter|request|fix|solution|update)(?:'s| is) (?:now |\
      already )?(?:in hand|in progress|under ?way|under review|in the works|in the pipeline|in the queue|on (?:our|\
      the) list|receiving)
    receiving (?:our )?attention|(?:steps|measures|actions?) (?:have|has|are|is|will be) (?:been |being )?taken
    as soon as (?:possible|we can|they can|we know)|in due (?:course|time)|at the earliest|asap|a\.s\.a\.p
    (?:should|will) be (?:sorted|done|fixed|resolved|there|with you) (?:soon|shortly|eventually)
    (?:will|shall|you'll|it'll|they'll|we'll) (?:\w+ ){1,4}(?:shortly|soon|eventually|at some (?:point|stage)|\
      some ?time|when (?:we|they) can)
    (?:once|when|as soon as) there(?:'s| is| are) (?:any |some |more )?(?:news|updates?|information)
    things are (?:moving|in progress)|in the pipeline|(?:keep|keeping) you (?:posted|updated|informed|in the loop)
    you should (?:be hearing|hear (?:something|back|from))|there(?:'ll| will) be (?:an? |some )?(?:solution|answer|\
      news|update|reply|decision)(?! (?:at \d|by|on|in))
    (?:has|have) been taken up
    we(?:'re| are) on (?:it|the case|to it)|(?:our|my) people will|(?:get|getting) round to
    on (?:somebody|someone)'s (?:desk|list)|(?:people|person|ones?|those|man|lady|colleague) (?:in charge|\
      responsible|concerned|who (?:deal|deals|handle|handles) with) (?:\w+ )?(?:it |that |this )?(?:has|have|is|are|\
      will|knows?|were|was)
    (?:something|what is possible|everything possible|everything|all) (?:will|shall|can|is going to) be done|(?:we|\
      i|they) (?:do )?hope to (?:have|get|see|be able)
    (?:they|somebody|someone)(?:'ll| will) (?:see|notice|find|pick|get to)|you(?:'ll| will) (?:get a (?:call|reply|\
      note)|know soon)|(?:in|on) (?:the|our) system now|hopefully (?:somebody|someone|they|it|we|the)
    (?:when|as soon as|once) (?:we|they) (?:get (?:a chance|to it|round)|have (?:time|a moment|capacity)|can|\
      know more|hear)|(?:we|they)(?:'re| are) (?:working|looking) (?:on|into|at) (?:a|it|this|that|the)
    (?:your|the) (?:\w+ )?(?:complaint|request|case|ticket|claim|application|enquiry|message|feedback|mail|\
      matter) is (?:being|currently|under|now|with|in)
    (?:it|things|this|that|everything)(?:'ll| will) (?:all )?(?:get|be) (?:done|sorted|fixed|resolved|handled|looked at)
    you(?:'ll| will| should| shall) (?:soon )?be <passed>|(?:we're|we are|still) (?:waiting|awaiting) (?:for|on|\
      to hear|feedback|news|word)
    in the near future|before long|at a later date|when(?:ever)? possible|in the coming (?:days|weeks)|\
      (?:known issue|known problem)|on our radar|being monitored|under (?:observation|investigation)
    (?:it|this|that) will (?:\w+ )?(?:sort itself|resolve itself|work itself)
    """,
    deal=_DEAL,
    someone=_SOMEONE,
    folk=_FOLK,
    passed=_PASSED,
)
_FILED = pattern(
    r"""
    contents|under (?:the )?reference
    """
)
_OWN = pattern(
    r"""
    i(?:'ll| will)
    """
)
_OTHERS = pattern(
    r"""
    someone|somebody|they|the team|<folk>
    """,
    folk=_FOLK,
)


def vague(sentence: Sentence) -> Iterator[Spot]:
    """What in a sentence leaves it to nobody in particular, at no time; “I'll see to it soon” has somebody."""
    if names_a_time(sentence.text):
        return
    for spot in spots(Kind.VAGUE_WE, _VAGUE, sentence, unless=_FILED):
        said = sentence.text[spot.start - sentence.start : spot.end - sentence.start]
        if not _OWN.search(said) or _OTHERS.search(said):
            yield spot
