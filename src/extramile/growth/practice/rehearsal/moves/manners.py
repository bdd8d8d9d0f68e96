"""Moves that make a line good to read and move no temper: plain words, please and thanks."""

from __future__ import annotations

from collections.abc import Iterator

from extramile.growth.practice.rehearsal.kinds import Kind
from extramile.growth.practice.rehearsal.moves.spot import Spot, pattern, spots
from extramile.growth.practice.rehearsal.words import Sentence

_THANKS = pattern(
    r"""
    please|pls|plz|thank (?:you|goodness you)|thanks|thankyou|thx|thnx|tks|ta(?= |[,.!]|$)|cheers|(?:much )?obliged|\
      (?:much|really|greatly) appreciated
    i'm (?:so |very )?grateful|i am (?:so |very )?grateful|grateful (?:that|for)|(?:that's|that was|how) (?:very |\
      really |so )?(?:kind|good|decent|thoughtful) of you
    i (?:really |do )?appreciate (?:that|it|you|your (?:help|honesty|telling|writing|call))
    """
)
_HOLLOW = pattern(
    r"""
    for (?:contacting|reaching out|getting in touch|writing to us|choosing)
    for your (?:\w+ )?(?:patience|understanding|cooperation|enquiry|inquiry|interest|feedback|loyalty)
    please (?:calm|relax|stop|be|note|refer|understand|find|accept|stay|watch|mind|remain|consult|do not (?:shout|\
      swear|hesitate)|don't (?:shout|swear|hesitate|take|make))
    (?:language|tone|voice|words),? please|forgive
    (?:thanks|thank you),? but|no,? (?:thanks|thank you)|thanks to|thanks for nothing|^please[.!?]*$|is please|\
      next time|complain
    """
)
_PLAIN = pattern(
    r"""
    you can (?!'t|not|only|see|say|imagine|understand|find|check|read|ask|hear|tell|believe|expect)\w+|\
      you can (?:ask|read|check|find) (?:me|it|us|them|that)
    you (?:may|could)(?: also| still| always| even| instead)? (?:keep|use|have (?:it|the|an?|one|another)|send|\
      bring|leave|take|swap|pay|choose|come|stay|go|wear|try|change|pick)
    you(?:'re| are) (?:very |more than |always )?(?:welcome|free) to
    feel free to (?:keep|use|take|send|leave|swap|bring|come|try)
    you (?:don't|do not|won't|needn't|need not) (?:\w+ )?(?:have to|need to|need|send|pay|fill|ring|call|do|wait|\
      return|come)
    (?:nothing|no need) (?:for you )?to (?!shout|yell|swear|panic|worry|be |get |raise|do with|overreact|write in|\
      say|apologi[sz]e|thank)\w+
    here(?:'s| is) what (?:i|we|you) can
    what (?:i|we) can (?:do|give|offer)(?: \w+){0,3} (?:is|are)|(?:the )?(?:best|most) (?:i|we) can (?:do|offer|\
      give)(?: \w+){0,2} is
    (?<!nothing )(?<!all )(?<!more )i can (?:send|swap|change|offer|give|refund|book|move|hold|put|add|order|\
      replace|exchange|reserve|post|take|get|let|open|split|waive|do|lend|bring|fetch|come|stop|block|mend|keep|\
      ring|call|find)
    (?:we|they|he|she|(?:the|a|our|my) (?:\w+ )?\w+) can (?:also |still |just )?(?:take|bring|open|send|pick|fetch|\
      move|swap|hold|keep|split|give|change|fit|mend|repair|come|lend|wait)
    (?:yes|sure),? (?:that|it|this) works|yours to (?:keep|have|use|give|pass|take|return|cancel)
    (?:is|are) (?:also |still )?(?:possible|enough|free of charge|free for you|included)|can be (?:put right|\
      swapped|moved|changed|undone|mended|sent|split)
    (?:still|also) has room|there(?:'s| are| is) (?:two|three|several|another|an easier|a simpler|a quicker|\
      a shorter) (?:ways?|options?|choices|routes?)
    the (?:quickest|easiest|simplest|fastest) way|it(?:'s| is) (?:also |still )?possible to
    (?:simply|just|only|really) means?|means (?:simply|just|only|that|how|what|the|you|nothing (?:more|else))|\
      in (?:plain|other|simple|everyday|normal) (?:english|words|terms|language)|(?:put|said) simply|simply put
    all (?:it|that|this) (?:means|does|says|is)|stands for|that is to say|(?:is|are) (?:just|simply|\
      nothing more than|only) (?:how|what|when|where|your|another (?:word|name)|the (?:word|name|bit|part|time|day|\
      money)|an? (?:\w+ ){1,3}(?:where|that|which|who|when|for))
    is (?:the part|the bit|the amount|the money|the name|a word|a name|how long|how much|how many|where you|\
      what you|when you) (?:of|that|for|you|we|it)
    (?:it's|it is|that's|that is) (?:fine|okay|ok|no problem|enough|all right|perfectly fine) (?:to|if|for you|\
      when)|(?:either|both|any) (?:of (?:them|the two|these) )?(?:will do|works|is fine|are fine)
    """
)
_NO = pattern(
    r"""
    unfortunately|i'm afraid|only when|only if|regret|if only|can only
    """
)


def manners(sentence: Sentence) -> Iterator[Spot]:
    """What in a sentence of a line is good to read."""
    if not _HOLLOW.search(sentence.text):
        yield from spots(Kind.THANKS, _THANKS, sentence)
    if not sentence.asks:
        yield from spots(Kind.PLAIN, _PLAIN, sentence, unless=_NO)
