"""Hiding behind a rule, a machine, or somebody above."""

from __future__ import annotations

from extramile.growth.practice.rehearsal.moves.spot import pattern

_RULES = (
    "(?:polic(?:y|ies)|rules|terms|t&cs?|guidelines?|procedures?|regulations?|conditions|statutes|protocol|"
    "small print|"
    "agreement|byelaws|contract|tariff)"
)
POLICY = pattern(
    r"""
    (?:it's|it is|that's|that is|per|to|by) (?:our |company |the |store |shop |just |simply )*(?:\w+ )?policy
    (?:because of|due to|against|under|per|within|according to|as per|in (?:line|accordance|keeping) with|\
      pursuant to|outside|breach of|violates?) (?:our |the |company |store |shop |your |these |\
      its )*(?:[\w&]+ )?<rules>
    under no obligation|(?:per|in|under|see) (?:clause|section|paragraph|article) \w+ ?(?:of|,|the|$)|as set out in
    ^(?:no, |sorry, )?(?:our |the |company |store |shop |house |trust )*(?:\w+ )?<rules> (?:clearly |only |simply |\
      just )*(?:requires?|states?|says?|forbids?|do not|don't|does not|doesn't|won't|only|prohibits?|prescribes?|\
      demands?|dictates?|allows? only|prevents?|(?:is|are) (?:clear|to|that)|exists?)
    (?:our|company|the|store|shop|trust|your|house|check-?in) (?:\w+ )?<rules> (?:clearly |only |simply |\
      just )*(?:requires?|states?|says?|forbids?|do not|don't|does not|doesn't|won't|only|prohibits?|prescribes?|\
      demands?|dictates?|prevents?|(?:is|are) (?:clear|to|that))
    (?:regulations|rules|law|management|head office|legal|compliance|my (?:boss|manager|supervisor)) (?:simply |\
      just )?(?:does not|doesn't|do not|don't|won't|will not|would not|wouldn't) (?:permit|allow|let|want|accept|\
      approve)
    (?:our|the|company|house|these|those|such) (?:\w+ )?<rules> (?:\w+ )?(?:excludes?|rules? out|limits?|restricts?|\
      binds?|obliges?|appl(?:y|ies)(?! to (?:the|both)))
    (?:contract|rules|terms|policy|law|agreement) (?:is|are) (?:\w+ )?(?:clear|strict|unambiguous|explicit|binding|\
      final)
    (?:i'm|i am|we're|we are) (?:simply |just |really |unfortunately |sadly |legally )+(?:not|un) ?(?:allowed|\
      permitted|authori[sz]ed|supposed|able by law)
    (?:isn't|not|never) up to (?:me|us)(?=[,.;]|$)|decided (?:upstairs|elsewhere|above|higher up|centrally)|\
      (?:people|someone|somebody) above me
    (?:our|the) (?:t&cs?|terms(?: and conditions)?|conditions) are (?:on|in|printed|available|stated|clear)|(?:i'm|\
      i am|we're|we are) only (?:allowed|permitted|authori[sz]ed)
    how the (?:contract|policy|terms?|agreement|tariff|rules?) (?:is|are|works?)|deviate from
    (?:handled|dealt with|done|processed|decided|looked after) by (?:another|a different) \w+
    (?:charged|created|issued|added|sent|applied|renewed) automatically (?:by|in) (?:the|our)|only (?:speak|talk|\
      write) to the account holder
    (?:we|i)(?:'re| are|'m| am) (?:not able|unable|not in a position) to (?:advise|comment|assist|discuss|make|\
      change|share|accept|offer|process|disclose|waive|grant)
    we can only (?:[\w']+ ){1,8}(?:when|once|after)|cannot be (?:processed|accepted|considered|handled|dealt with|\
      answered|waived|granted)
    (?:^|the |our |those )(?:rules|terms|regulations|guidelines|conditions|laws?|terms of (?:sale|use|service)|\
      house rules) (?:of \w+ )?(?:\w+ )?(?:apply|applies|rules? (?:that|it|this) out|excludes?|doesn't oblige|\
      don't oblige|obliges? us|stands?|bind)
    (?:how|what) (?:the|our|this) (?:process|procedure|system) (?:works|is|requires|demands)|bound by (?:the|our)|\
      (?:company|house|internal|our) (?:procedures?|regulations?|protocols?|guidelines?|rules)
    (?:head office|management|the (?:board|boss|office)|legal|our (?:insurance|insurer|lawyers|auditors?|\
      accountants|licence)) (?:\w+ )?(?:has|have) the (?:last|final) (?:word|say)
    (?:our|the) (?:insurance|insurers?|lawyers|auditors?|licence|franchise) (?:\w+ )?(?:doesn't|does not|don't|\
      do not|won't|will not|forbids?|prohibits?) (?:allow|let|permit|cover|want|accept)
    (?:staff|we|agents|employees) (?:are|have been|were) (?:\w+ )?(?:instructed|told|ordered|trained|\
      advised) (?:not )?to (?!ring|call|help|look|come)
    (?:in|under|by) (?:clause|section|article|paragraph) (?:\w+|\d+)|no can do|only the (?:account holder|\
      card holder|cardholder|buyer|tenant|policyholder|named) (?:\w+ )?(?:may|can|is allowed)
    (?:we|they) (?:just |simply )?don't do (?:refunds|exchanges|exceptions|that here|returns)
    (?:must|have to|has to|need to|got to) (?:follow|stick to|go by|observe|comply with|abide by) (?:the|our|a)
    (?:company|common|standard|industry) (?:practice|standard|process)|(?:that's|this is|follow) (?:just )?(?:the|\
      our) process|not covered (?:by|under)
    (?:cannot|can't|not able to) (?:override|overrule|bypass|overwrite|go against)|by law,? (?:we|i|you)|\
      legally (?:required|obliged|bound)|for legal reasons
    (?:head office|management|another (?:team|department)|corporate) (?:\w+ )?(?:decides?|decided|handles that)
    decided (?:on )?by (?:another|a different|head|the) (?:\w+ )?(?:team|office|department)
    ^(?:\w+ )?polic(?:y|ies)(?:[.,!;:]|$)|(?:shop|house|company|store) rules
    (?:in|on) (?:our|the) (?:terms|t&cs|contract|conditions|small print|policy)
    terms and conditions|as (?:clearly )?(?:stated|set out|outlined|written|mentioned|published) (?:in|on) (?:our|\
      the|your|clause)
    see (?:your|the|our) (?:confirmation|contract|terms|conditions|agreement)
    (?P<what>rules?|terms?|price|contract|deadline|law|deal|procedure)s?(?: \w+){0,4} (?:is|are) (?:just |simply |\
      the |a )*(?P=what)
    (?:the|our|my|this) (?:\w+ )?<machine> (?:has (?:decided|rejected)|(?:simply |just )?(?:won't|will not|doesn't|\
      does not|can't|cannot) (?:let|allow|accept|permit|give|do|take|authori[sz]e|go|support|offer)|assigns|decides|\
      only lets|says no)
    (?:allocated|assigned|decided|generated|calculated|set) (?:automatically|by the (?:\w+ )?(?:system|computer))
    that(?:'s| is) system side
    (?:not|nothing|something|never) (?:\w+ )?(?:i'm|i am|we're|we are) (?:allowed|authori[sz]ed|permitted)
    (?:i'm|i am|we're|we are|we|i) (?:not|un|aren't) ?(?:allowed|authori[sz]ed|permitted|supposed|at liberty|\
      in a position|empowered) to
    we aren't (?:allowed|permitted|able by)|follow (?:the |our )?procedures?|standard procedure|^procedure is
    (?:that's|those are|that is|these are) (?:just |simply )?(?:the|our) (?:rules?|procedures?|terms|conditions)
    (?:that|it)(?:'?s| is) (?:just |simply )?how (?:it|things|the system) (?:is|are|works)
    hands are (?:tied|bound)|(?:no (?:say|influence)|cannot influence|can't influence) (?:\w+ )?(?:in|on|over|it|\
      this|that)
    (?:out of|not in) (?:my|our) hands|above my (?:pay|head)|beyond (?:my|our) control
    (?:don't|do not|didn't|did not) make the rules|i (?:just|only) work here
    (?:not|isn't) (?:my|our) (?:department|area|job|decision|call|remit|responsibility to)
    (?:isn't|not) something (?:our|my|this) (?:department|team|office|desk) (?:deals|handles|does|can)
    (?:department|workshop|team|warehouse) is separate
    (?:that|this|the \w+) (?:department|office|desk|team|branch) only (?:accepts|takes|deals|does|handles)
    (?:it's|it is|that's|that is) (?:the )?(?:\w+ ){1,2}(?:department|team) (?:who|that|which)
    (?:i|we) have no access to|(?:i|we) can do nothing|nothing (?:more |else |that )?(?:i|we) can do|nothing to be done
    for (?:security|legal|data protection|privacy|compliance) reasons,? (?:\w+ ){0,3}(?:unable|can't|cannot|not)
    (?:don't|do not|can't|cannot|never|won't) make (?:any )?exceptions|(?:there (?:is|are) )?no exceptions?(?:[.,;]|$)
    (?:we|the company) never (?:refund|exchange|reimburse|take back|accept|waive|issue)
    non-? ?refundable|non-? ?exchangeable|(?:isn't|not) binding|\
      no refunds?(?! is| has| yet| to| came| on| from| for you)
    no refund is (?:due|possible)|no receipt,? no|all sales are final|sales? items? (?:\w+ )?(?:are|is) (?:excluded|\
      final)
    (?:not|aren't) (?:eligible|entitled)|(?:on request|not guaranteed)(?: only)?(?: and|,|[.]|$)|subject to availability
    cannot be (?:changed|amended|altered|refunded|exchanged|reversed) (?:once|after)|perfectly legal
    you (?:accepted|agreed to|signed|ticked) (?:the |our |to the |to our )?(?:\w+ )?(?:<rules>|box)
    """,
    rules=_RULES,
    machine="(?:system|computer|software|program|programme|screen|tool|till|database|app|portal)",
)
NO_POLICY = pattern(
    r"""
    policy (?:allows|lets|gives|document|number|papers?|runs|covers)|despite|even though|whatever the|make an exception
    exception for you|(?:insurance|your|my) policy|in plain|just means|simply means
    """
)
