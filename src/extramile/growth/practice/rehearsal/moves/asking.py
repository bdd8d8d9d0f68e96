"""Questions: for what is open, for what was answered, and those that ask for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from extramile.growth.practice.rehearsal.kinds import Kind
from extramile.growth.practice.rehearsal.moves.answered import asked_for, is_answered
from extramile.growth.practice.rehearsal.moves.person import is_small_talk
from extramile.growth.practice.rehearsal.moves.spot import Spot, pattern
from extramile.growth.practice.rehearsal.scenario import Fact
from extramile.growth.practice.rehearsal.words import Sentence

_ASKS = pattern(
    r"""
    (?:what|which|when|where|how|who|whose|why) \w+
    what's|where's|who's|when's
    (?:do|does|did|is|are|was|were|have|has|had|would|will|shall|should|may|can|could) <whom>(?: \w+)+
    """,
    whom="(?:you|i|we|it|they|that|this|there|the|your|any|anyone|anybody|a|an|one|another|\\w+ and \\w+)",
)
# A question without its mark.
_BARE = pattern(
    r"""
    ^(?:and |so |ok |okay )?<wh> (?:<of> )?(?:do|does|did|are|were|was|is|would|will|can) (?:you|your|it|they|the|\
      that|this|we|help|suit)
    (?:^|(?<=, ))(?:would|could|do|does|is|are) (?:\w+ ){1,3}(?:suit|work|help|fit|still \w+)
    ^(?:can|could|would) you (?:please |kindly )?(?:send|give|tell|confirm|share|provide|name)
    ^(?:and |so )?(?:do|does|did|have|has) (?:you|they|anyone|anybody) \w+ .*
    ^(?:and |so )?(?:is|are|was|were|would|will) (?:it|there|the|your|you|they) \w+ .*
    tell me (?!about it|off)(?:a (?:bit|little) )?(?:about|more|what|which|when|where|how|who|whether)
    let me know (?:which|what|where|how many|how much|whether)
    ^(?:please |just |and )*(?:send|give|tell|confirm|share)(?: me| us)? (?:the|your|which|what) .*<detail>
    """,
    wh="(?:what|which|when|where|how|who)",
    of="(?:time|day|one|size|much|many|long|often|kind of \\w+|colour|\\w+ \\w+)",
    detail="(?:number|reference|digits|date|address|name|details|photo|picture|model|product|size|code)",
)
_REQUEST = pattern(
    r"""
    ^(?:can|could|would|will) you (?:please |kindly )?<act>
    ^(?:can|could|would|will) you (?:please |perhaps )?be so (?:kind|good) (?:as )?(?:to|and)
    ^(?:would|will|do) you (?:please |perhaps )?mind (?:\w+ )?\w+ing
    ^why (?:don't|not|wouldn't) (?:you|we)|^(?:what|how) about (?!the|your)
    """,
    act="(?:restart|try|sit|wait|hold|have a look|turn|switch|press|click|open|close|unplug|plug|log|sign|stay|stop|"
    "calm|bring|keep|take a seat|refresh|reload|reinstall|look at|fill|leave|drop|keep|move|put|carry|"
    "update|pack|install|download|charge|remove|clean|come|go|pay|make sure|ensure|follow|use|run|forward|copy|"
    "read(?! (?:me|us|out|it out|them))|bear)",
)
_RHETORICAL = pattern(
    r"""
    ^(?:why|what|how) (?:on earth |exactly )?(?:would|did|do|could) you (?:do that|want|expect|think|wait|not|even)
    (?:why|what|how|who|where|when) (?:on earth|in the world|the (?:hell|heck)|in (?:god's|heaven's) name)
    how could (?:you|anyone|anybody|that|this|they)|what (?:did|do) you expect|how (?:am i|are we) (?:supposed|meant)
    how hard (?:can|is)|how many times (?:do|must|have|should) (?:i|we)|what(?:'s| is) the point|what difference
    who (?:would|could) have (?:thought|known|guessed)|what (?:else|more) (?:can|could|should) (?:i|we)
    ^(?:sorry|pardon|excuse me)\W+(?:what|who|how|come again|can you hear|could you (?:say|repeat))
    ^(?:come|say that) again
    ^(?:and )?what (?:else |more )?do you want|^who (?:cares|knows|do you)|^why (?:is it )?(?:always|not)|^how are you
    ^(?:hello|hi)\?|^are you (?:still )?(?:there|here|with me)|^(?:still|you) there|^you know what|^guess what|\
      ^is (?:that|it) so\?
    ^(?:isn't|aren't|wasn't|doesn't|don't|haven't) (?:it|that|this|he|she|they|we|you) (?:\w+ )?(?:lovely|nice|\
      great|funny|odd|strange|beautiful|awful|cold|hot)
    ^why are you (?:so|being|always)|^what now|^why should i
    ^how can i make|did you (?:not )?read|^sorry\?|^question\?|^(?:and )?so\?|^really\?
    (?:how|what) (?:else )?(?:may|can) (?:i|we) (?:help|assist|do)|(?:can|may) i help you
    ^(?:did|do) you (?:know that|realise|realize|understand|really|honestly|think)|^are you (?:serious|kidding|\
      joking|sure(?! (?:you (?:want|need)|that's|it's|it is|about)))
    shall we\?|isn't it\?|aren't you\?|doesn't it\?|, (?:right|ok|okay|yes)\?|^can you imagine|you see\?
    (?:anything|something) else|(?:did|have) you (?:even|actually|not)|^what (?:a|an)
    ^who (?:am i|doesn't|wouldn't|isn't|hasn't)|^what (?:was|were|is) (?:\w+ ){1,2}(?:thinking|doing there)
    """
)
_QUOTED = re.compile(r"[\"“”«»][^\"“”«»]{1,200}(?:[\"“”«»]|$)")
_CONFIRMING = pattern(
    r"""
    ^(?:so|if i understand|am i right|just to confirm|let me get this)
    """
)


def asking(sentence: Sentence, facts: tuple[Fact, ...], told: Set[str], said: Set[str] = frozenset()) -> Iterator[Spot]:
    """What a sentence asks for. `told`: ids of facts that were told; `said`: stems of all that the customer said."""
    asked = is_question(sentence)
    if not asked and not _REQUEST.search(sentence.text):
        return
    fresh, again = asked_for(sentence, facts, told)
    if not (fresh or again) and is_small_talk(sentence):
        return
    if again or (asked and not fresh and told and is_answered(sentence, said)):
        yield Spot(Kind.REPEATED, sentence.start, sentence.end, about=again)
    elif asked:
        yield Spot(Kind.QUESTION, sentence.start, sentence.end, about=fresh)


def is_question(sentence: Sentence) -> bool:
    """Whether a sentence asks the customer for something that they know."""
    # What somebody else asks, on a form or on a screen, is asked of nobody here.
    said = _QUOTED.sub(" ", sentence.text)
    if _RHETORICAL.search(said) or _REQUEST.search(said) or _CONFIRMING.search(said):
        return False
    return bool(_BARE.search(said) or (sentence.asks and _ASKS.search(said)))
