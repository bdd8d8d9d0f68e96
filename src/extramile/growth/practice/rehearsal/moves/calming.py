"""Moves that may calm, whatever they are about: owning it, a step with a time, a reason."""

from __future__ import annotations

from collections.abc import Iterator

from extramile.growth.practice.rehearsal.kinds import Kind
from extramile.growth.practice.rehearsal.moves.deeds import DOING, TO_DO
from extramile.growth.practice.rehearsal.moves.owning import WILL, owning
from extramile.growth.practice.rehearsal.moves.reasons import reasons
from extramile.growth.practice.rehearsal.moves.spot import Spot, pattern
from extramile.growth.practice.rehearsal.moves.times import names_a_time
from extramile.growth.practice.rehearsal.words import Sentence

_COMMITTING = pattern(
    r"""
    <will><do>
    (?:i'm|i am) (?:just |already |now |also )?<doing>
    ^will <do>
    let me (?:get|fetch|check|look|find|fix|sort|ask|call|ring|send|get back|come back)
    give me (?:until|till)
    i(?:'ve| have) (?:just |already |now |also )*<set>
    we(?:'ve| have) (?:just |already |now |also )*<set>
    you(?:'ll| will) (?:have(?! to)|get|hear|receive|see|find|be able)
    you hear from me
    (?:it|that|this|they|he|she|we|the \w+|your \w+|a \w+|my \w+|new \w+|\w+ colleague)(?:'ll| will) <come>
    (?:your|the|a) (?:\w+ ){1,3}(?:goes|leaves|arrives|reaches|comes|is in your|is with you)
    (?:it|refund|money|parcel|everything)(?:'s| is) (?:with|at|in) you(?:r \w+)?
    takes? (?:\w+ ){0,5}to (?:show|reach|arrive|appear|land)
    refund done|done,? (?:and )?(?:three|3|two|2)
    ^come (?:to|by|in|over|round)
    is possible
    """,
    will=WILL,
    do=TO_DO,
    doing=DOING,
    set="booked|ordered|sent|arranged|reserved|scheduled|refunded|set|moved|started|posted|put|paid|packed|asked",
    come="be (?!closed|open|happy|glad|sorry|able|delighted)\\w+|come|go|arrive|leave|call|write|bring|reach|"
    "ring|start|collect|refund|send|post|deliver|ship|show|land|have(?! to)|get back|come back|let you know",
)
# What is on its way by itself: the van leaves, the lab tests it, it is with you.
_COMING = pattern(
    r"""
    (?:is|are|'s|'re) (?:\w+ly |also |then |all |both )*(?:with you|with them|at your|in your|back (?:with|in|on|\
      by)|here by|ready|done|on (?:the|its|her|his|their|your) way|in the post|live|in place|open again|\
      free (?:again|from)|there (?:by|at|on|before|within|tomorrow|today|tonight))
    (?:goes|leaves|comes|arrives|reaches|lands|shows|returns|departs|rings|calls|gets (?:there|here|back|to you)|\
      drives|opens again|starts again|picks|collects|brings|delivers|will be|will have|follows)
    (?:they|them|both|all \w+|doors|lines) (?:leave|go|come|arrive|reach|open)
    you can (?:pick|collect|fetch|come|move in)
    we (?:pick|collect|deliver|bring|send|ring|call|write|fetch|test|repair|refund|pay|start|fit|come|finish|swap|\
      ship|post|know)
    \w+s (?:it|you|them|your \w+)
    (?:it|that|this|they|parcel|card|money|letter|key|part|label|van|everything)(?:'s| is| are|\
      're)(?: \S+){1,5} and (?:with you|at your|back|there|here|in your)
    ^(?:by|from|within|on|before|at|in|until|tomorrow|today|tonight|this)(?: \S+){1,8} (?:(?:is|are|\
      's) (?:\S+ )?(?:at|with|yours|ready|back)|there's an?)
    they (?:deliver|bring|collect|pick|ring|call|fit|install|come|send|write|start|test|mend|ship|open)|\
      there's an? (?:\w+ ){1,4}(?:within|by|at|on|tomorrow|today|tonight|before)
    (?:we're|we are|it's|it is|they're|they are) (?:back|up|online|open again|yours)|^done (?:by|in|before|at|on)
    (?:account|door|doors|line|counter|gate|shop|office|card) opens (?:again )?(?:at|on|from|today|tonight|tomorrow)
    you(?:'ll| will) (?:have|get|hear|receive|see|find|be)
    you (?:get|hear from|receive)
    ^(?:by|from|within|on|before|at|in|until|tomorrow|today|tonight|this)(?: \S+){1,6} (?:you|it|they|we|everything|\
      there) (?:have|get|hear|receive|is|are|comes?|goes?|will|'ll)
    (?:minutes?|mins?|hours?|days?|moment)(?:,| and| until| till) (?:the|your|it|you|we|they|then)
    ^(?:next|first|then|after that)[:,]|takes until|(?:answer|money|result|reply|part|decision|key) (?:is|\
      are) (?:yours|with|there|in|on|by)
    (?:way|up|down|over|coming|there|sent|booked|ordered|yours),? (?:about |in )?<n> (?:minutes?|mins|hours?)
    """,
    n="(?:\\d+|an?|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|forty)",
)
_PAST = pattern(
    r"""
    was|were|had|did|didn't|went|came|yesterday|ago|any (?:day|time|mon|tue|wed|thu|fri|sat|sun)\w*|last (?:week|\
      month|year|night|time|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|since|always|every|used to|\
      each|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays|told|booked|tried|ordered|said|wanted|\
      asked|leave on|until the end
    """
)
_AS_YOU_LIKE = pattern(
    r"""
    if (?:you (?:like|want|prefer|wish)|that(?:'s| is)? (?:suits|helps|works|all right|okay|easier))
    even if (?:\S+ ?){1,10}
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
    (?:shop|store|film|show|desk|train|bus|play|concert|match|we|museum|library|pool|ferry|boat|plane|flight|\
      matinée|choir|school|game|rain|sun|snow|weather|wedding|party) (?:\S+ ){0,5}(?:opens?|closes?|is|comes|goes|\
      shuts?|starts?|leaves|ends?)
    delivery to \w+ takes|refunds? takes?|takes up to
    """
)


def calming(sentence: Sentence) -> Iterator[Spot]:
    """What in a sentence may calm, whatever it is about."""
    if sentence.asks:
        return
    yield from owning(sentence)
    yield from reasons(sentence)
    if not names_a_time(sentence.text) or _OF_OTHERS.search(sentence.text):
        return
    if commits(sentence) or comes(sentence):
        yield Spot(Kind.NEXT_STEP, sentence.start, sentence.end, timed=True)


def commits(sentence: Sentence) -> bool:
    """Whether a sentence says that something will be done, and not only perhaps."""
    return bool(_COMMITTING.search(sentence.text)) and not _is_perhaps(sentence)


def comes(sentence: Sentence) -> bool:
    """Whether a sentence says that something is on its way, without anybody who says “I will”."""
    return bool(_COMING.search(sentence.text)) and not _PAST.search(sentence.text) and not _is_perhaps(sentence)


def _is_perhaps(sentence: Sentence) -> bool:
    return bool(_PERHAPS.search(_AS_YOU_LIKE.sub("", sentence.text)))
