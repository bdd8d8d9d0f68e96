"""Questions: for what is open, for what was answered, and those that ask for nothing."""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import lru_cache

from extramile.growth.practice.rehearsal.kinds import Kind
from extramile.growth.practice.rehearsal.moves.person import is_small_talk
from extramile.growth.practice.rehearsal.moves.spot import Spot, pattern
from extramile.growth.practice.rehearsal.scenario import Fact
from extramile.growth.practice.rehearsal.words import SMALL, Sentence, core, place_of, stem, words

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
    """,
    act="(?:restart|try|sit|wait|hold|have a look|turn|switch|press|click|open|close|unplug|plug|log|sign|stay|stop|"
    "calm|bring|keep|take a seat|refresh|reload|reinstall|look at|read(?! (?:me|us|out|it out|them))|bear)",
)
_RHETORICAL = pattern(
    r"""
    ^(?:why|what|how) (?:on earth |exactly )?(?:would|did|do|could) you (?:do that|want|expect|think|wait|not|even)
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
    """
)
# What says nothing of what a question is about, and what asks for a figure.
_NOTHING = SMALL | frozenset(
    """
    old two three four five six seven eight nine ten get give tell know send try please need want like let say
    take see have make kind sort
    """.split()  # noqa: SIM905
)
_FIGURES = frozenset(
    """
    number reference amount much many long date day time order booking code
    """.split()  # noqa: SIM905
)
_CONFIRMING = pattern(
    r"""
    ^(?:so|if i understand|am i right|just to confirm|let me get this)
    """
)
_MOSTLY = 0.6
_TWO = pattern("(?:and|or) (?:what|which|when|where|who|how|why|could|would|can|do|does|did|is|are|will|may|have|has)")
_WH = pattern("what|which|when|where|who|whose|how|why")
_YES_OR_NO = pattern("^(?:did|have|has|do|does|is|are|was|were|can|any)")
_AGAIN = pattern(
    r"""
    what(?:'s| is| seems to be) (?:the|your) (?:problem|issue|matter)
    (?:explain|describe|tell (?:me|us)) (?:\w+ ){0,3}(?:again|once more|from the (?:start|beginning)|what happened)
    (?:explain|describe|tell (?:me|us)) (?:\w+ ){0,3}the (?:problem|issue)
    (?:have you|did you) (?:already )?(?:contact|contacted|call|called|email|emailed|write|written)(?: to)? us
    what (?:can|may) (?:i|we) do for you
    """
)


def asking(sentence: Sentence, facts: tuple[Fact, ...], told: Set[str], said: Set[str] = frozenset()) -> Iterator[Spot]:
    """What a sentence asks for. `told`: ids of facts that were told; `said`: stems of all that the customer said."""
    where = (sentence.start, sentence.end)
    asked = is_question(sentence)
    if not asked and not _REQUEST.search(sentence.text):
        return
    hit = [
        fact
        for fact in facts
        if any(place_of(one, sentence) and (fact.id not in told or _is_asked(one, sentence)) for one in fact.asked_by)
    ]
    fresh = tuple(fact.id for fact in hit if fact.id not in told)
    again = tuple(fact.id for fact in hit if fact.id in told)
    if (
        fresh
        and again
        and not _TWO.search(sentence.text)
        and _nearest(sentence, hit, again) > _nearest(sentence, hit, fresh)
    ):
        fresh = ()
    if not asked and (fresh or not again):
        return
    if not hit and is_small_talk(sentence):
        return
    if fresh or not (again or (told and (_AGAIN.search(sentence.text) or _is_answered(sentence, said)))):
        yield Spot(Kind.QUESTION, *where, about=fresh)
    else:
        yield Spot(Kind.REPEATED, *where, about=again)


def _is_answered(sentence: Sentence, said: Set[str]) -> bool:
    """Whether all that a question is about has been said: its own words, or a number where one is asked for."""
    about = {word.stem for word in sentence.words if not word.stem.endswith("ly")} - _stems(_NOTHING)
    numbers = any(any(sign.isdigit() for sign in stem) for stem in said)
    figures = about & _stems(_FIGURES) if numbers else frozenset()
    rest = about - figures
    return rest <= said and (len(rest) > 1 or bool(figures and not rest))


def _is_asked(phrase: str, sentence: Sentence) -> bool:
    """Whether most of a phrase stands in a question: “how much was it” is not asked by every “how much”."""
    there = {word.stem for word in sentence.words}
    asked = words(phrase.lower())
    wants, has = (found[0] if (found := _WH.search(text)) else "" for text in (sentence.text, phrase.lower()))
    if (wants and _YES_OR_NO.search(phrase.lower())) or (wants == "why") != (has == "why"):
        return False
    return len(core(phrase)) > 1 or sum(one.stem in there for one in asked) >= _MOSTLY * len(asked)


def _nearest(sentence: Sentence, facts: list[Fact], ids: tuple[str, ...]) -> int:
    """How much of a phrase by which one of some facts is asked for stands in a question; its own words count twice."""
    there = {word.stem for word in sentence.words}
    phrases = (words(phrase.lower()) for fact in facts if fact.id in ids for phrase in fact.asked_by)
    return max(sum(1 + (one.stem not in _stems(_NOTHING)) for one in phrase if one.stem in there) for phrase in phrases)


def is_question(sentence: Sentence) -> bool:
    """Whether a sentence asks the customer for something that they know."""
    said = sentence.text
    if _RHETORICAL.search(said) or _REQUEST.search(said) or _CONFIRMING.search(said):
        return False
    return bool(_BARE.search(said) or (sentence.asks and _ASKS.search(said)))


@lru_cache(maxsize=8)
def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(stem, words))
