"""Putting it on the customer, or on somebody else."""

from __future__ import annotations

from extramile.growth.practice.rehearsal.moves.spot import pattern

_PAST = (
    "\\w+ed|read|told|sent|brought|kept|given|written|paid|put|set|been|come|gone|done|said|let|bought|taken|chosen|"
    "known|seen|thought|left|made|found|spoken|hit|misread|worn|lost|held|understood|forgotten|had to"
)
_CARE = (
    "read|check|notice|look|think|listen|follow|realise|realize|bother|tell us|inform|fill|enter|return|include|"
    "provide|"
    "mention|cancel|set|press|use|attach|update|register|back|keep|save|give us|let us know|pay attention|send us"
)
_OTHERS = (
    "(?:my colleague|the courier|the driver|the bank|your bank|the carrier|the post|the supplier|the workshop|"
    "the warehouse|the hotel|the other department|the manufacturer|the sender|the shop|the airline|courier|customer)"
)
_DID = (
    "chose|picked|selected|ordered|booked|typed|entered|clicked|ticked|pressed|used|gave us|gave|filled(?: in)?|put|"
    "wrote|sent us|took|opened|registered|signed|wanted"
)
_HANDLED = (
    "using|used|entering|entered|holding|washed|put|set|read|typed|filled|installed|fitted|connected|wearing|doing"
)
BLAME = pattern(
    r"""
    you (?:must've|should have|should've|could have|could've|ought to have|should of|could of|\
      would have had to) (?:\w+ )?(?:<past>)
    you(?:'d| would) have (?:had to|needed to)
    you (?:may|might|must) have (?!received|noticed|seen|heard|got|had|been|felt|waited|thought|\
      wondered)(?:\w+ )?(?:<past>)
    you (?:probably|perhaps|possibly|apparently|evidently|presumably|maybe|simply) (?:<past>|mis\w+|forgot|didn't|\
      hadn't|haven't|did not)
    (?:perhaps|maybe|possibly|probably) you(?:'ve|'d| had| have)? (?:didn't|hadn't|haven't|forgot|should|<past>)
    (?:perhaps|maybe|possibly|probably) (?:somebody|someone) (?:\w+ )?(?:<past>|at|in)
    you (?:failed to|forgot to|forgot your|clearly|obviously|neglected|ignored|overlooked)
    you (?:didn't|did not|never|haven't|hadn't) (?:even |actually |bother to |properly )*(?:<care>)
    (?:why )?(?:didn't|haven't|hadn't|couldn't|did) you (?:not (?:just |simply |even )?|just |simply |even |\
      actually )(?:<care>|see|ask|get|know|try|call)
    (?:didn't|haven't|hadn't|couldn't) you (?:<care>|see|ask|get|know|try|call|understand)
    why (?:on earth |ever |exactly )*(?:did|didn't|wouldn't|haven't) you (?!want|like|need|choose|prefer|decide|ask)\w+
    (?:she|he|your (?:<kin>)) (?:should have|should've|ought to have|could have) (?:\w+ )?(?:<past>)
    (?:others|other (?:people|customers|guests|users)|most (?:people|customers)|people normally|\
      normal people) (?:\w+ )?(?:read|manage|check|know|understand|have no|can|follow|pay|wait)
    (?:that|this|it) only happens (?:when|if|because|to)|people like you|it's always (?:you|the same with you)
    you (?:left it|left this|waited|took|let it) (?:far |much |way )?too (?:long|late)|brought (?:this|\
      it) on yourself|(?:it was|was it not|wasn't it) you who
    learn to read|can't you read|common sense|any child (?:knows|can)|your responsibility to|\
      you(?:'re| are) (?:\w+ )?(?:responsible|liable|to blame)|at your own risk
    (?:due|owing|down) to your (?:\w+ )?(?:delay|mistake|error|late|failure|carelessness|not)|\
      because of your (?:\w+ )?(?:mistake|error|delay|carelessness|late)
    because of you(?=[,.;!]|$)|whose fault|(?:don't|can't|cannot|can hardly) blame (?:me|us)|(?:we're|we are|i'm|\
      i am) not the ones? who
    you were (?:too |simply |just )?(?:late|careless|impatient|too slow|rude)(?=[,.;]|$| and)|what comes of|(?:i|\
      we)(?:'ve| have)? already (?:explained|said|told|answered|mentioned) (?:that|this|it|so)
    (?:check|read|look|think|plan|measure|pack|listen|type|drive|handle) (?:[\w']+ ){0,4}more carefully|(?:a matter|\
      a question|something|one) for (?:your|the) (?:bank|courier|manufacturer|landlord|insurers?|sender|seller|\
      council|carrier|supplier|shop)
    did you (?:maybe|perhaps|possibly|by any chance) (?:over\w+|mis\w+|forget|drop|break|spill|pull|push|leave|lose|\
      knock)|have you (?:even |actually )?(?:read|looked at|checked) (?:the|our) (?:manual|instructions|label|terms|\
      small print|conditions|faqs?)
    you (?:shouldn't|should not|should never|ought not to|mustn't|needn't) have (?!had|been|to|got)(?:\w+ )?(?:<past>)
    (?:comes?|came|is|was) (?:from|of|because of|due to|what comes of) (?:you|your) (?:not \w+|\w+ing|impatience|\
      haste|mistake)
    you (?:let|allowed) (?:the|it|your|that) (?:\w+ ){0,4}?(?:run out|expire|lapse|slip|slide|go cold)|\
      you gave (?:\w+ ){1,4}(?:away|yourself)
    (?:rather|very|a bit|pretty|quite|awfully) (?:careless|silly|foolish|naive|thoughtless|clumsy|reckless|\
      irresponsible)(?: of you)?(?! of (?:us|me))
    if (?:people|customers|everyone|everybody|one|passengers|guests) (?:\w+ )?(?:packed|read|checked|listened|\
      looked|paid|filled|followed|would|only|did|kept|booked|came)
    you had (?:plenty of|enough|ample|all the|months|weeks|days|lots of) (?:\w+ )?(?:time|chances?|warning|notice|\
      opportunit\w+|to)
    (?:how|why) (?:that's|that is|this is|it's) (?:our|my) (?:problem|fault|concern|business)|(?:that's|that is|\
      it's) not (?:our|my) (?:problem|concern|business)
    you (?:were|are) the (?:last|one|only one) (?:to|who|that)|you want the impossible|(?:it was|\
      that was) your (?:colleague|husband|wife|mother|father|son|daughter|friend|assistant|partner)
    whoever \w+ (?:that|it|this) (?:at|for|in|on)|(?:your|some) (?:cheap|amateur|own) (?:\w+ )?(?:job|work|repair|\
      attempt)
    (?:expect|ask|want) (?:us|me) to (?:read|guess|know) (?:your )?(?:mind|minds|that)|we(?:'re| are) not mind ?readers
    are you (?:\w+ )?(?:sure|certain|positive) (?:that )?you (?!want|need|would|wish|don't)(?:\w+ )?(?:<past>|put|\
      set|read)
    did you (?:maybe|perhaps|by any chance|possibly) (?:\w+ ){1,5}(?:too|wrong|hard|badly|instead)
    did you (?:\w+ ){1,5}(?:properly|correctly|according to|as instructed|as described)
    what (?:did you do|have you done) (?:to|with) (?:it|this|that|the)
    if (?:only )?you(?:'d| had) (?:not )?(?:only |just |actually |simply )?(?:<past>)
    if you (?:hadn't|had not|didn't|don't|won't|can't be bothered|wouldn't) (?!mind|want|like|need|receive|hear|\
      have)(?:\w+ ){0,2}?(?:<past>|\w+)(?= (?:two|it|us|the|your|our|properly|in|on|first|earlier|before|at))
    had you (?:only |just )?(?:\w+ )?(?:<past>)
    if you(?:'d| would) (?:stop|just listen|only listen|read)
    (?:that|this)(?:'?s| is) what (?:happens|you get) (?:when|if|for)|this is what happens|what did you expect|\
      serves you right
    only (?:have )?yourself to blame|nobody (?:forced|made|asked) you
    you never (?:told|said|mentioned|asked(?! for)|informed)
    (?:that's|that is|it's|it is|this is|that was) your (?:own )?(?:fault|mistake|responsibility|problem|doing|bank|\
      choice|decision)
    (?:that's|that is|it's|it is|this is) (?:down to|on) you(?=[,.;!]|$)
    (?:customers?'?s?|clients?'?|users?'?|guests?'?|buyers?'?|passengers?'?) (?:own )?(?:responsibility|fault|duty|\
      job|problem)
    responsibility of the (?:customer|client|user|buyer|guest|passenger)
    your (?:own )?(?:failure|negligence|carelessness|error|oversight|forgetfulness|ignorance)|(?:your own|by your|\
      user|operator) (?:fault|mistake|error)
    (?:your|by a?) (?:own |user )?(?:error|mistake|fault|oversight)
    (?:as|like) (?:i|we)(?:'ve| have)? (?:already |clearly )?(?:said|told you|explained|mentioned|stated) (?:before|\
      already|earlier|above|twice)
    (?:i|we)(?:'ve| have)? already (?:told|explained to) you|(?:as|like) i(?:'ve| have)? (?:already|just|\
      clearly) (?:said|told|explained|mentioned)
    you were (?:\w+ )?(?:warned|notified|reminded|made aware)|you were (?:clearly |already )?told (?:about this|\
      clearly|not to|all this)
    you(?:'re| are) (?:the one who|wrong(?! size)|mistaken|confused|misunderstanding|being (?:rude|difficult|\
      unreasonable|unfair|silly|impatient)|the only (?:one|person|customer))
    you need to (?:understand|read|learn)|next time,? (?:please )?(?:check|read|make sure|think|be|pay|look|tell|\
      order|you)
    (?:in|for the) future,? (?:please )?(?:check|read|make sure|think|be more)
    nothing to do with us|(?:it|that) isn't us|(?:somebody|someone) (?:in|at) your (?!door|bank)
    (?:not|isn't|wasn't) (?:our|my) (?:\w+ )?(?:fault|mistake|error|doing|problem)
    (?:no one|nobody) else (?:has |had |ever |here )*(?:complain\w*|had|has|noticed)
    every(?:body|one) else (?:\w+ )?(?:manages?|copes?|understands?|can|does|gets?)
    (?:works?|worked|was|is) (?:perfectly |just |working )*(?:fine|well|okay|perfectly) (?:on (?:my|our) (?:end|\
      side)|for (?:everyone|everybody)|when it left|here)
    (?:must|has to|have to|can only) be (?:something )?(?:you(?:'re| are)|(?:on|at|with) your (?:end|side|computer|\
      phone|device))
    (?:something|the (?:problem|fault|error|issue)) (?:is |lies |must be )?(?:on|at|with) your (?:end|side)
    you (?:\w+ )?(?:<did>) (?:[\w']+ ){0,5}(?:yourself|after all|didn't you|the wrong \w+|it wrong|wrongly)
    you (?:picked|gave us|put in|typed|entered|chose|pressed|clicked|wrote) the wrong|you gave us (?:an?|\
      the) (?:wrong|old|false|incorrect)
    ^(?:well,? )?you (?:\w+ )?(?:chose|picked|opted for|signed up for|agreed to|accepted) (?:the|it|this|that|to)
    ^well,? you did
    you(?:'ve| have|'re| are| must have| may have| might have)? (?:been )?(?:<handled>)(?: \w+){0,4} (?:wrong|\
      wrongly|incorrectly|improperly|the wrong way)
    (?:usually|most people|they usually|it usually)(?: \w+){0,8} (?:forgot|hadn't|haven't|didn't|misread|overlook\w*)
    because you(?:'d|'ve| had| have)? (?:didn't|did not|never|forgot|waited|failed|missed|ignored|mis\w+|entered|\
      typed|pressed|left|used|chose|submitted|ordered|clicked)
    if you (?:submit|send|order|book|wash|use|leave|wait|come|pay|press|ignore) (?:\w+ ){1,6}(?:late|wrong|too long|\
      without)
    it (?:does|did|clearly) say|it (?:says|states) (?:so )?(?:quite )?clearly|(?:clearly|plainly) (?:written|stated|\
      marked|printed|shown|visible)
    <others> (?:clearly|obviously|should have|must have|messed|lost|forgot|dropped|failed|got it wrong|never)
    <others>(?:'s| made a| made the) (?:fault|mistake|problem|error)|(?:fault|mistake|error) of (?:the|your) \w+
    (?:blame|take (?:it|that|this) up with|complain to) (?:the|your|our|them|him) ?\w*|complain (?:there|elsewhere|\
      to them)
    you(?:'ll|'d| will| would)? (?:need|have|must|should) (?:to )?(?:speak|talk|turn|go|complain|take that|take it|\
      contact) (?:to |up )?(?:with )?(?:the|your|them) ?(?:sender|courier|bank|manufacturer|shop|carrier|supplier|\
      seller|airline|landlord|store|maker)
    """,
    past=_PAST,
    care=_CARE,
    did=_DID,
    handled=_HANDLED,
    others=_OTHERS,
    kin="mother|father|mum|dad|wife|husband|partner|son|daughter|brother|sister|friend|colleague|assistant|boss|"
    "neighbours?",
)
NO_BLAME = pattern(
    r"""
    (?:not|never|isn't|wasn't|nobody's|no one's) (?:\w+ )?(?:your|to) (?:own )?(?:fault|mistake|error|doing|problem|\
      blame)
    should(?:n't| not) have (?:had|to|been)
    you (?:should|must|could) have (?:got|gotten|received|had|been|heard)
    may i ask|if you don't mind|did nothing wrong|nothing you did|(?:we|i) (?:should|ought)|if you (?:don't|didn't|\
      haven't) (?:get|hear|receive|have|mind)
    """
)
