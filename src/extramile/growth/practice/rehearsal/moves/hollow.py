"""Moves that say nothing: nobody in particular at no time, and lines that fit any case."""

from __future__ import annotations

from collections.abc import Iterator

from extramile.growth.practice.rehearsal.kinds import Kind
from extramile.growth.practice.rehearsal.moves.spot import Spot, pattern, spots
from extramile.growth.practice.rehearsal.moves.times import names_a_time
from extramile.growth.practice.rehearsal.words import Sentence

_SOMEONE = (
    "(?:someone|somebody|they|a colleague|a member of \\w+ \\w+|one of \\w+ \\w+|"
    "(?:the|our) (?:\\w+ ){0,2}(?:department|team|people|office|staff|specialists?|experts?|colleagues))"
)
_DEAL = (
    "(?:look(?:ing)? (?:into|at)|get back|getting back|be in touch|get in touch|see what|do (?:our|what we)|"
    "try(?:ing)?|work(?:ing)? on|"
    "investigat\\w+|escalat\\w+|forward\\w*|review\\w*|handl\\w+|process\\w*|notify|inform|contact|"
    "let you know|keep you|update you|revert|respond|reply|deal with|sort it|come back to|reach out|take care|assist|"
    "take (?:it|this) from|pass (?:it|this|that) on)"
)
_VAGUE = pattern(
    r"""
    we(?:'ll| will|'re going to| are going to|'re| are) (?:now |currently |certainly |of course )?<deal>
    <someone> (?:will|is going to|should|may|might|are) (?:now |then )?<deal>
    <someone> (?:will|is going to|should|may|might) (?:call|ring|write|mail|email|be in contact|look|check|get)
    (?:i|we)(?:'ve| have)? (?:forwarded|passed|escalated|handed) (?:this|it|that|your (?:request|case|\
      complaint|message|ticket|concern)|the matter) (?:on|to|over|up)
    (?:has|have) been (?:\w+ )?<passive>
    (?:it's|that's|is|are) (?:now |currently )?being <passive>
    (?:it|this|that|you|your \w+|the matter) (?:will|should|shall) be <passive>
    you(?:'ll| will) (?:hear from us|be hearing|be told|be updated)
    you(?:'ll| will) receive (?:a|an|further|more|your) (?:\w+ ){0,2}(?:by (?:post|mail|e-?mail|letter)|\
      in due|from us)
    as soon as (?:possible|we can)|in due course|at the earliest
    (?:should|will) be (?:sorted|done|fixed|resolved|there|with you) (?:soon|shortly)
    (?:will|shall|you'll|it'll|they'll) (?:\w+ ){1,3}(?:shortly|soon)
    things are (?:moving|in progress)|in the pipeline
    """,
    deal=_DEAL,
    someone=_SOMEONE,
    passive="(?:forwarded|escalated|passed on|noted|logged|processed|handled|dealt with|looked (?:at|into)|reviewed|"
    "investigated|opened|registered|taken care of|informed|notified|contacted|checked|sorted|considered|assessed)",
)
_NOT_VAGUE = pattern(
    r"""
    i(?:'ll| will)
    """
)
_CANNED = pattern(
    r"""
    <thank> for (?:contacting|reaching out|getting in touch|writing to us|choosing|calling|being a)
    <thank> for your (?:\w+ )?(?:patience|understanding|cooperation|feedback|message|e-?mail|enquiry|inquiry|\
      interest|call|loyalty|request)
    (?:any|the) (?:\w+ )?inconvenience
    your (?:call|business|feedback|satisfaction|opinion|concerns?|custom|enquiry|comfort) (?:is|\
      are) (?:\w+ )?(?:important|valuable|valued|our)
    (?:top|highest|first|number one) priority
    (?:we|i) (?:\w+ )?(?:understand|appreciate|acknowledge) (?:your|how) <stock>
    rest assured|valued (?:customer|guest|client)|be advised|we value your
    ^kindly|kindly (?:note|ask|request|be|wait|refer|provide|send|fill)
    (?:do not|don't) hesitate
    dear (?:sir|madam|valued)
    (?:anything|something) else (?:\w+ )?(?:i|we) (?:can|may)
    (?:how|what) (?:\w+ )?(?:can|may) (?:i|we) (?:\w+ )?(?:help|assist|do for)(?: you)?
    have a (?:\w+ )?(?:great|nice|wonderful|lovely|pleasant|good|fantastic) (?:day|rest of|evening|weekend)
    we (?:strive|pride|endeavou?r|aim to provide|are committed)
    we take (?:\w+ ){1,4}seriously
    at your earliest convenience|to the best of (?:our|my)|we regret (?:to inform|any)
    find answers to|frequently asked|faqs?
    customer (?:care|service) team
    (?:high|higher|large|unusual) (?:volume|number) of (?:enquiries|calls|requests|messages|mails|emails)
    ^welcome to|(?:my|our) pleasure to (?:help|assist|serve)|(?:delighted|pleased) to assist
    (?:opinion|feedback|satisfaction) matters|we hope (?:this|that) helps|whom it may concern|we value every
    (?:helps|help) us (?:to )?(?:improve|serve)
    """,
    thank="(?:thank you|thanks)(?: (?:so|very) much)?",
    stock="(?:frustration|concerns?|patience|understanding|disappointment|you feel|feedback|situation|position|anger)",
)


def hollow(sentence: Sentence) -> Iterator[Spot]:
    """What in a sentence says nothing."""
    if not names_a_time(sentence.text):
        yield from spots(Kind.VAGUE_WE, _VAGUE, sentence, unless=_NOT_VAGUE)
    yield from spots(Kind.CANNED, _CANNED, sentence)
