"""Moves that may calm, whatever they are about: owning it, a step with a time, a reason."""

from __future__ import annotations

from collections.abc import Iterator

from extramile.growth.practice.rehearsal.kinds import Kind
from extramile.growth.practice.rehearsal.moves.deeds import DOING, DONE, TO_DO
from extramile.growth.practice.rehearsal.moves.spot import Spot, pattern, spots
from extramile.growth.practice.rehearsal.moves.times import names_a_time
from extramile.growth.practice.rehearsal.words import Sentence

_WILL = (
    "(?:i'll|i will|i shall|i'm going to|i am going to|i'm about to|i am about to) "
    "(?:just |now |also |personally |gladly |then )?"
)
_OWNING = pattern(
    r"""
    <will><do>
    (?:i'm|i am) (?:just |already |now |also )?<doing>
    i(?:'ve| have) (?:just |already |now |also )*<done>
    (?:^|(?<=, )|(?<=and ))i (?:just )?(?:sent|ordered|booked|called|refunded|fixed|moved|cancelled|changed|\
      closed|corrected|reserved)
    let me (?:just |quickly )?(?:check|look|find|get(?! this straight)|fix|sort|ask|take|call|ring|read|put|\
      make|arrange|pull|send|go)
    (?:that|this|it)(?:'?s| is| was) (?:entirely |all |completely |purely )?<ours>
    (?:our|my) (?:mistake|error|fault|slip|doing)
    you(?:'re| are) (?:absolutely |quite |completely |entirely )?right[,:;]? (?:and |that )?(?:nobody|no one|\
      we|i|it should)
    (?:we|i) (?:got|did) (?:this|that|it|you|your \w+) wrong
    (?:we|i) (?:should have|should've|should of) (?:\w+ )?(?:<done>|been|known|done|noticed|seen|kept)
    (?:we|i) (?:shouldn't have|should not have|messed up|dropped the ball|screwed up|slipped up|\
      made a mistake|let you down)
    (?:we|i) (?:forgot|overlooked|mixed up|lost your|left you|left your|broke (?:it|that|our))
    (?:we|i) (?:\w+ )?(?:didn't|did not) (?:open|read|answer|call|write|send|act|tell|reply|check|pass|notice)
    (?:we|i) never (?:opened|read|answered|called|wrote|sent|acted|told|replied|checked|passed|noticed|looked)
    (?:refund|reply|mail|answer|call|parcel|it|that|this) should (?:have|of) .* and (?:it |that )?(?:didn't|\
      wasn't|hasn't)
    it was (?:me|us|i) who
    i take (?:this on|it on|it from here|care|responsibility)
    i own (?:this|that mistake|it from)
    leave (?:it|this|that) (?:with|to) me
    give me (?:until|till|a minute|a moment|\w+ minutes|an hour)
    """,
    will=_WILL,
    do=TO_DO,
    doing=DOING,
    done=DONE,
    ours="on (?:me|us)|our (?:mistake|error|fault|doing|slip)|my (?:mistake|error|fault|doing|slip)",
)
_DISOWNING = pattern(
    r"""
    if|unless|but you|wasn't|isn't|won't|will not|not (?:my|our)|not on (?:us|me)|until you
    """
)
_COMMITTING = pattern(
    r"""
    <will><do>
    (?:i'm|i am) (?:just |already |now |also )?<doing>
    let me (?:check|look|find|fix|sort|ask|call|ring|send|get back|come back)
    give me (?:until|till)
    i(?:'ve| have) (?:just |already |now |also )*<set>
    we(?:'ve| have) (?:just |already |now |also )*<set>
    you(?:'ll| will) (?:have(?! to)|get|hear|receive|see|find|be able)
    you hear from me
    (?:it|that|this|they|he|she|we|the \w+|your \w+|a \w+|my \w+|new \w+|\w+ colleague)(?:'ll| will) <come>
    (?:your|the|a) (?:\w+ ){1,3}(?:goes|leaves|arrives|reaches|comes|is in your|is with you)
    (?:it|refund|money|parcel|everything)(?:'s| is) (?:with|at|in) you(?:r \w+)?
    takes? (?:\w+ )*to (?:show|reach|arrive|appear|land)
    refund done|done,? (?:and )?(?:three|3|two|2)
    ^come (?:to|by|in|over|round)
    is possible
    """,
    will=_WILL,
    do=TO_DO,
    doing=DOING,
    set="booked|ordered|sent|arranged|reserved|scheduled|refunded|set|moved|started|posted|put|paid|packed|asked",
    come="be (?!closed|open|happy|glad|sorry|able|delighted)\\w+|come|go|arrive|leave|call|write|bring|reach|"
    "ring|start|collect|refund|send|post|deliver|ship|show|land|have(?! to)|get back|come back|let you know",
)
_AS_YOU_LIKE = pattern(
    r"""
    if (?:you (?:like|want|prefer|wish)|that (?:suits|helps|works))
    """
)
_PERHAPS = pattern(
    r"""
    can't|cannot|won't|will not|not able|unable|if|unless|might|may|maybe|perhaps|try|hope|hopefully|would|could
    usually|normally|allegedly|in general|probably|should
    """
)
# Times of the world that nobody here does anything about.
_OF_OTHERS = pattern(
    r"""
    (?:shop|store|film|show|desk|office|train|bus|play|concert|match|we) (?:\w+ ){0,4}(?:opens?|closes?|\
      shuts?|starts?|leaves|ends?)
    delivery to \w+ takes|refunds? takes?|takes up to
    """
)
_WHY = pattern(
    r"""
    because
    the reason (?:is|was|why|that|for (?:this|that|the))
    that(?:'s| is| was) (?:the reason )?why
    which is why
    (?:this|that|it) happen(?:s|ed) when
    what happened (?:is|was)
    since (?:<subject>) (?:\w+ ){0,4}<holds>
    (?:shows?|costs?|takes?|took|comes?) (?:\w+ ){1,5}as (?:the|last|our|each|it(?! is)|they|we)
    (?:ask|need|check|wait|keep|hold) (?:\w+ ){1,9}so(?: that)? (?:we|nobody|no one|it|they|i|your|you|the)
    """,
    subject="the|each|our|it|they|we|a|your|every|all",
    holds="is|are|has to|have to|must|only|needs?|can't|cannot|doesn't|don't|comes?|reads?|takes?|runs?|works?|dries",
)
_POOR_REASON = pattern(
    r"""
    because (?:you|i said|that's (?:how|just|the)|it's how|we said|we always|of (?:our|my))
    policy|rules?|terms|not allowed|just because
    same as|as \w+ as
    since (?:the )?(?:beginning|start|morning|weekend|last)
    """
)


def calming(sentence: Sentence) -> Iterator[Spot]:
    """What in a sentence may calm, whatever it is about."""
    if sentence.asks:
        return
    yield from spots(Kind.OWNED, _OWNING, sentence, unless=_DISOWNING)
    yield from spots(Kind.WHY, _WHY, sentence, unless=_POOR_REASON)
    if commits(sentence) and names_a_time(sentence.text) and not _OF_OTHERS.search(sentence.text):
        yield Spot(Kind.NEXT_STEP, sentence.start, sentence.end, timed=True)


def commits(sentence: Sentence) -> bool:
    """Whether a sentence says that something will be done, and not only perhaps."""
    return bool(_COMMITTING.search(sentence.text)) and not _is_perhaps(sentence)


def _is_perhaps(sentence: Sentence) -> bool:
    return bool(_PERHAPS.search(_AS_YOU_LIKE.sub("", sentence.text)))
