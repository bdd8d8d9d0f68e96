"""Telling a customer how to feel, or how to speak."""

from __future__ import annotations

from extramile.growth.practice.rehearsal.moves.spot import pattern

_TONE = (
    "(?:rude|angry|upset|aggressive|impolite|like that|like this|sarcastic|dramatic|hostile|impatient|nasty|"
    "unpleasant|"
    "alarmed|emotional|difficult|silly|worked up|excited|loud|hysterical|cross|unreasonable|snappy|snippy|curt|"
    "harsh|grumpy|cranky|irate|heated|abusive|offensive|insulting|touchy|sensitive|mad)"
)
_NICE = "(?:calm|patient|polite|reasonable|civil|respectful|friendly|professional|quiet|nice|fair|realistic)"
_LOUD = "(?:shout|yell|swear|scream|rant|insult|curse|bark)"
CALM = pattern(
    r"""
    calm(?:ed)? (?:down|yourself)|(?:keep|stay|remain|be|to be|getting|get) calm|calmly
    ^(?:\w+, |now |just |please |oh |hey |come on,? |ok |okay )*(?:relax|chill|easy|steady)(?: (?:now|mate|dude|sir|\
      madam|man|buddy|please|a bit|a little|pal|it's|its))*(?:[.,!;]|$| (?:it|its|it's|a)\b)
    ^(?:relax|chill) (?:mate|dude|sir|madam|man|buddy|pal)
    (?:just|please|to|mate,) relax|chill out|take it easy|cool it|hold your horses
    (?:take|draw|have) (?:\w+ )?(?:a )?(?:deep |long )?breath|(?:^|(?<=, ))deep breaths?|breathe (?:in|out|deeply)|\
      ^(?:just |now |please )*breathe(?=[,.!]|$| with)
    no (?:need|reason|cause|call|point) (?:at all |whatsoever |really )?to (?:<loud>|panic|worry|overreact|raise|\
      write in|lose|be <tone>|get (?!in |up |out |it|a |the |your |to |back |here |on ))
    no (?:need|reason|cause|call|occasion|excuse) (?:at all |whatsoever )?for (?:\w+ )?(?:sarcasm|capitals|caps|\
      shouting|yelling|drama|panic|anger|insults?|swearing|that tone|this tone|language|rudeness|hysterics|alarm|\
      exclamation|irony|such|tears)
    (?:no (?:need|reason) to|don't|do not|stop|quit|not|you needn't|let's not|try not to) (?:be|being|get|getting|\
      become|sound|act|feel) (?:quite |all )?(?:so |that |all |too )?<tone>
    (?:don't|do not|stop|quit|let's not) (?:stress|panic|overreact|<loud>|<loud>ing|\
      make (?:such )?(?:an? )?(?:\w+ )?(?:scene|fuss|drama|mountain|song)|take (?:that tone|it so|it out|this out|\
      it personally)|lose your)
    try not to (?:stress|worry|panic|overreact|take it|get|be)
    get(?:ting)? carried away|get(?:ting)? ahead of (?:our|your)|(?:friendlier|nicer|calmer|kinder|more (?:polite|\
      friendly|respectful|civil|measured|appropriate)|different|softer) (?:tone|words?|language|manner|voice)
    (?:some|little|bit of|more) (?:respect|manners|patience|civility|courtesy|perspective|decency)(?=[,.!?]| please|\
      $| goes| would| and)|count to ten|sleep on it
    keep (?:this|it|things|the conversation) (?:<nice>)|lose your temper|(?:throw|having|have) (?:\w+ )?(?:tantrum|\
      fit|meltdown)|snap at (?:me|us)|get personal
    let's keep it down|keep (?:your voice|it) down|^temper|(?:you )?(?:needn't|need not|mustn't|shouldn't) (?:be|\
      get|sound) (?:so |that |all )?<tone>
    lower the temperature|mountain out of|please be <nice>|be <nice>(?:,| please|$|[.!])|(?:kind|\
      sort) of (?:language|tone|talk|attitude)|no need (?:to|for) (?:use|that|such|this) (?:kind|sort|language|tone|\
      \w+ language)
    (?:no|what's the) (?:point|use|sense|good) (?:in |of )?(?:getting|being|shouting|yelling|swearing|arguing|\
      ranting|<loud>ing|<tone>)
    (?:keep|kept) (?:our|your|a (?:cool|clear|level)) (?:heads?|cool|hair on|shirt on|voice)|(?:mind|watch|\
      careful) how you (?:talk|speak|write)|(?:the way|how) you(?:'re| are)? (?:talking|speaking|talk|speak|\
      write) to (?:me|us)
    (?:it's|its|it is|that's|this is) (?:just|only|merely) an? (?:\w+ )?\w+,? (?:you know|relax|after all|\
      for (?:heaven's|god's|goodness) sake|mate|isn't it|not the end)
    you (?:sound|seem|come across as|are being|get|are getting|are acting) (?:\w+ )?(?:hysterical|aggressive|rude|\
      dramatic|unreasonable|unhinged|hostile|like a child|childish)
    (?:nobody|no one)(?:'s| is)? (?:going to |will |about to )?(?:die|dies|bite|bites)|stop being <tone>|\
      stop (?:this|that|it) (?:right )?now|stop (?:moaning|complaining|whining|nagging|fussing|arguing|crying)
    (?:don't|do not) (?:bite my head|shoot the messenger|have a go|go on at|be like)|a bit of (?:patience|respect|\
      calm|perspective|humou?r)
    (?:end|close|terminate|leave|hang up) (?:this|the|on)? ?(?:chat|call|conversation)? ?(?:if|unless) you|cheer up|\
      lighten up|chin up|look on the bright side|count yourself lucky|consider yourself lucky|others have it worse|\
      grow up(?! in)|get over it
    why (?:are|r) you (?:so |being |getting |still )+<tone>|what's got into you|not (?:that|so|\
      all that) (?:terrible|dramatic|tragic|bad now)|(?:no|not a|hardly a|isn't a) (?:big deal|tragedy|catastrophe)
    (?:take|took|taking) (?:\w+ )?(?:it|this|that|things) (?:so |too )?personally
    (?:don't|do not|pls don't|please don't) (?:\w+ )?(?:<loud>|talk to me|speak to me|write to me|use that|use such|\
      take that)
    (?:watch|mind|moderate|lower|change|adjust|mend|soften) (?:your|the|that) (?:tone|language|words|voice|manners|\
      tongue|temper|mouth)
    (?:your|that|this|such an?) (?:tone|attitude)(?! of voice for)|your (?:language|manner) (?:is|isn't|won't|\
      doesn't)|civil tongue|keep (?:a|your) (?:civil|voice)
    raise (?:our|your) voices?|write in (?:all )?(?:capitals|caps)|(?:all caps|capitals) (?:is|are|won't|don't)
    overreact(?:ing)?|exaggerat(?:e|ing)|getting worked up|so (?:dramatic|worked up|het up)|blow(?:ing)? (?:this|it|\
      things) (?:up|out)
    (?:stay|be|keep|remain|being) (?:\w+ )?(?:calm|patient|polite|civil|respectful)(?! with (?:me|us|you all))
    (?:be|were|been|are|become) (?:a (?:bit|little|touch) |just |slightly |somewhat )*(?:more|less) (?:<nice>|\
      <tone>|understanding)
    (?:settle|simmer|cool|pipe|quieten|tone it|ease) down|cool(?:ed)? off|get a grip|(?:control|compose|collect|\
      contain|behave|restrain|pull) your ?self
    pull yourself together|where are your manners|mind your manners
    (?:won't|can't|cannot|will not|only|not|couldn't|could) (?:\w+ ){1,6}(?:while|until|unless|if|when|once|\
      as long as) you(?:'re| are|'ve| have| keep| stop| can| behave)? ?(?:\w+ )?(?:<tone>|<nice>|<loud>|<loud>ing|\
      calmed|cooled|behave)
    if you(?:'d| would| could)? (?:only |just |please )?(?:stop|quit|keep|cease) (?:<loud>|<loud>ing)
    (?:<loud>ing|anger|getting (?:angry|upset|worked up|loud|cross|annoyed|emotional)|being rude|rudeness|capitals|\
      sarcasm) (?:\w+ )?(?:won't|will not|doesn't|does not|isn't|is not|never|gets|at me|at us|helps nobody|makes)
    (?:swearing|shouting|<loud>ing) at (?:me|us|people|my)
    (?:not|isn't|hardly) the end of the world|(?:nobody|no one)(?:'s| has| is)? (?:died|dead|dying)|\
      worse things (?:happen|have)|first world problem
    (?:he|she|you|they|it|we)(?:'ll| will) (?:live|survive|get over it)
    there are other (?:guests|people|customers) (?:here|in the|around|waiting)|(?:please )?sit down and (?:be|\
      wait) quiet
    """,
    tone=_TONE,
    nice=_NICE,
    loud=_LOUD,
)
NO_CALM = pattern(
    r"""
    calms me|i (?:stay|keep|remain)|helps? me|thank you for (?:being|staying)|you've been|so (?:patient|polite)|\
      calm (?:sea|water|out)
    """
)
