"""Stock lines, that fit any case."""

from __future__ import annotations

from collections.abc import Iterator

from extramile.growth.practice.rehearsal.kinds import Kind
from extramile.growth.practice.rehearsal.moves.spot import Spot, pattern, spots
from extramile.growth.practice.rehearsal.words import Sentence

_WE = "(?:we|i)(?:'d| would)? (?:\\w+ly |do |really |can |certainly )*"
_CANNED = pattern(
    r"""
    <thank> for (?:contacting|reaching out|getting in touch|writing (?:in(?! on| the)|to us)|choosing|calling (?:us|\
      in|our|\w+ (?:care|support|customer))|being (?:a|an|such)|bringing (?:this|it) to|shopping|banking|flying|\
      travelling|staying with (?:us|\w+[.!]?$)|using our|alerting us)
    <thank> for your (?:\w+ )?(?:patience|understanding|cooperation|feedback|message|e-?mail|enquiry|inquiry|\
      interest|call|loyalty|request|support|business|custom|order|patronage|comments|continued)
    <thank> for your (?:\w+ )?(?:letter|mail|note),? the contents?|contents? (?:of which )?(?:has|have|is|are|was|\
      were) (?:been )?(?:duly )?noted
    (?:any|the) (?:\w+ )?inconvenience|apologi[sz]e for (?:any|the delay and)|any (?:\w+ )?(?:trouble|confusion|\
      upset|distress|delay|disruption) (?:this|that|it)? ?(?:may|might)? ?(?:have )?caus
    your (?:\w+ )?(?:call|business|feedback|satisfaction|opinion|concerns?|custom|enquiry|comfort|privacy|safety|\
      experience|trust|loyalty|time) (?:is|are) (?:\w+ )?(?:important|valuable|valued|our|at the|everything|\
      appreciated|precious)
    (?:top|highest|first|number one|utmost) (?:priority|importance|care)|at the heart of (?:what|everything)|\
      above and beyond|world-?class|highest (?:standards?|quality)
    <we>(?:understand|appreciate|acknowledge|recogni[sz]e) (?:your|how) <stock>
    (?:we|i) (?:completely|fully|totally|absolutely|certainly|do|truly|perfectly) understand (?:how |that (?:this|\
      it) )(?:is |must be |can be )?(?:frustrat|upset|difficult|annoy)\w+
    rest assured|be assured|valued (?:customer|guest|client|member|passenger|patient)|be advised|we value (?:your|every)
    ^kindly (?!control|calm|lower|stop|behave|refrain|mind|watch|keep)\w+|kindly (?:note|ask|request|be (?!calm|\
      quiet|polite)|wait|refer|provide|send|fill)
    (?:do not|don't) hesitate|feel free to (?:contact|reach|get|call|write|ask)|(?:further|other|\
      additional) (?:queries|enquiries|inquiries|assistance|questions)
    dear (?:sir|madam|valued)
    (?:anything|something) (?:else|further|more) (?:\w+ )?(?:i|we) (?:can|may)|^(?:is there )?anything else\?
    (?:how|what) (?:\w+ )?(?:can|may) (?:i|we) (?:\w+ )?(?:help|assist|do for|be of)(?: you| service)?
    (?:^|(?<=, )|(?<=and ))(?:please )?have an? (?:\w+ )?(?:great|nice|wonderful|lovely|pleasant|good|fantastic|\
      blessed|super) (?:day|rest of|evening|weekend|one)
    we (?:are )?(?:constantly |always |continually )?(?:strive|pride|endeavou?r|aim to|are committed|are dedicated|\
      always (?:try|strive|aim|do)|go above)
    we take (?:\w+ ){1,4}seriously|take (?:all|your|every) (?:\w+ )?(?:complaints?|feedback|\
      concerns?) (?:very )?seriously
    at your earliest convenience|to the best of (?:our|my)|(?:we|i) regret (?:to inform|any|to advise|\
      that we are unable)
    find answers to|frequently asked|faqs?
    customer (?:care|service|relations|support|experience|satisfaction) (?:team|department|excellence|is)
    (?:high|higher|large|unusual|unusually|increased|exceptional) (?:\w+ )?(?:volumes?|numbers?|\
      demand) of ?(?:enquiries|calls|requests|messages|mails|emails|orders|contacts)?
    (?:unusually|exceptionally|currently) (?:high|busy|large)|(?:longer|higher|busier|slower) than (?:usual|normal|\
      expected)|response times?|order (?:of arrival|they|in which|received)
    (?:we|your \w+) (?:have |has )(?:been )?(?:successfully |safely )?received (?:your|and will|by)
    ^(?:hello |hi |good \w+ )?(?:and )?welcome to (?!the (?:club|team|family|chat)|it|do|use|keep)\w+|(?:my|\
      our) pleasure to (?:help|assist|serve)|(?:delighted|pleased|happy) to assist
    (?:opinion|feedback|satisfaction|experience|voice) matters|we hope (?:this|that) helps|whom it may concern
    (?:helps|help) us (?:to )?(?:improve|serve)|(?:glad|happy|pleased|delighted) to be of (?:service|help|assistance)
    (?:every|each)(?: and every)?(?: single)? (?:customer|guest|passenger|client|patient|case|member|visitor|call|\
      complaint) (?:\w+ )?(?:matters|counts|important|special|is|deserves|seriously|with)
    look(?:ing)? forward to (?:serving|welcoming|hearing from|assisting|seeing you (?:again|soon)|your (?:visit|\
      continued))
    (?:hope|love|happy|delighted|like) to (?:welcome|see|serve) you (?:back|again)|sorry to see you (?:go|leave)|\
      warm welcome
    wishing you|^(?:i |we )?(?:do )?hope (?:you(?:'re| are) (?:doing |keeping )?(?:well|good|fine)|you have an?|\
      this (?:mail|message|email|e-mail|letter|helps|finds))|should you (?:require|need|have)
    your feedback|for your convenience|we (?:would|'d) like to (?:inform|thank|apologi[sz]e|assure|take this)|\
      (?:we're|we are|i'm|i am) (?:always )?here (?:to (?:help|assist|support)|for you)(?: 24| every|[.!,]|$)
    your (?:patience|understanding|cooperation|custom) is (?:much |greatly |highly |always )?appreciated|\
      quote (?:the|this|your) (?:\w+ )?(?:reference|number) in all
    (?:contact|reach out to) us directly|^dear customer|sorry to hear (?:about your experience|that you(?:'re| are|\
      've| have)? (?:had|having|been having|experienc\w+))
    (?:found|available|published|form|instructions) on our (?:website|homepage|site|help pages?)|please find (?:our|\
      the|your|attached|below|enclosed)|not aware of any (?:issues?|problems?)
    (?:please )?(?:do not|don't) reply to this|mailbox is not|not monitored|automated (?:message|reply|response)|\
      auto-?reply|noreply|no-?reply
    <thank> for (?:giving us|allowing us|the opportunity|letting us know|taking the time to|trusting|reporting this|\
      sharing your|participating|visiting|joining|staying loyal|your time and|all your)
    (?:answered|resolved|solved|addressed) (?:all )?(?:of )?your (?:questions?|queries|query|concerns?|issues?)|\
      (?:truly|really|deeply|always|highly|greatly) (?:value|appreciate) (?:you|your|our|each|every)
    (?:around|round) the clock|24/7|(?:always )?striving to|hear you and|(?:team of )?experts (?:is|are) (?:here|\
      ready|available)|(?:pleasure|honou?r|privilege) (?:to serve|serving|assisting|to assist)
    (?:hope|look forward) to (?:see|seeing|welcome|welcoming|serve|serving|hear from|hearing from) you (?:again|\
      soon)|(?:exceed|meet) your expectations|best (?:possible )?(?:service|experience|care|quality)
    (?:customers?|you|clients?) (?:always )?comes? first|at your service|trusted partner|number one for|\
      greetings of the day|to whom it|trust this (?:helps|answers|clarifies)
    (?:as )?(?:a )?gesture of goodwill,? (?:your|we have logged|please)|under (?:the )?reference (?:number )?\w*\d
    pursuant to|hereby|herewith|the aforementioned|(?:please|kindly) (?:be informed|quote|find attached)|(?:your|\
      the) (?:ticket|case|reference) (?:number )?(?:has been created|is:? #?\w*\d)
    (?:we )?appreciate your (?:\w+ )?(?:business|patience|custom|understanding|feedback|loyalty|cooperation|support)
    """,
    thank="(?:thank you|thanks|thankyou)(?: (?:so|very) much| again)?",
    we=_WE,
    stock="(?:\\w+ )?(?:frustrations?|concerns?|patience|understanding|disappointment|you feel|you must feel|"
    "feedback|situation|position|anger|"
    "feelings?|annoyance|complaint)",
)
_NOT_CANNED = pattern(
    r"""
    (?:day|evening|weekend|one) (?:with|at|in|on) (?:her|him|your|them|the)
    (?:hearing from|seeing) you (?:on|at|tomorrow|tonight)
    """
)


def canned(sentence: Sentence) -> Iterator[Spot]:
    """What in a sentence was written for everybody."""
    yield from spots(Kind.CANNED, _CANNED, sentence, unless=_NOT_CANNED)
