"""Reasons: why something is so, was asked, or takes its time."""

from __future__ import annotations

from collections.abc import Iterator

from extramile.growth.practice.rehearsal.kinds import Kind
from extramile.growth.practice.rehearsal.moves.spot import Spot, pattern, spots
from extramile.growth.practice.rehearsal.words import Sentence

_WHOSE = (
    "the|each|our|it|they|we|an?|your|every|all|this|that|these|those|there|both|nobody|no one|some|at|of|my|his|her"
)
_HOLDS = (
    "is|are|was|were|isn't|aren't|wasn't|weren't|has|have|had|hasn't|haven't|hadn't|must|only|needs?|can|can't|"
    "cannot|"
    "could|couldn't|do|does|doesn't|don't|didn't|won't|will|would|comes?|came|goes|reads?|takes?|took|runs?|ran|"
    "works?|"
    "dries|closes?|opens?|follows?|went|got|gets?|never|means?|makes?|made|holds?|keeps?|lies|stands?|sits?|bounces?|"
    "tends?|starts?|stops?|ends?|loses?|lost|broke|failed|sold|moved"
)
_WHY = pattern(
    r"""
    because (?!today|tomorrow|tonight|now)(?!you[ '](?!asked|mentioned|told|said|wrote|need|leave|want|have to))\w+
    (?<!were )(?<!was )(?<!are )(?:the|one|another|my|our) (?:\w+ )?reason (?:(?!or|we|to)(?:[\w']+ ){1,9}(?:is|\
      was)|is|was|for (?:this|that|the|it))
    (?:that|this|it)(?:'?s| is| was) (?:exactly |partly |also )?(?:the reason|why|because|what (?:caused|happened))
    (?:that|this)(?:'?s| is| was) (?:where|how) (?:the|your|it|they|you|we|this|that|our|\
      \w+ \w+ pounds) (?:[\w']+ ){0,5}?(?:got|came|comes?|went|ended|was|were|became|spent|slipped|happened|landed|\
      fell|lost)
    which (?:is|was) (?:why|how|where|because)
    (?:this|that|it) (?:only )?happen(?:s|ed) (?:when|as|because|whenever|after)
    what happened (?:is|was)
    since (?:<whose>) (?:[\w']+ ){0,6}(?:<holds>)
    (?:(?<=, )|<so> (?:[\w']+ ){1,5})as (?:<whose>) (?:[\w']+ ){0,5}(?:<holds>)
    (?<!i'll )(?<!i will )(?:ask|asking|need|check|wait|keep|hold|want) (?:[\w']+ ){1,9}so(?: that)? (?:we|nobody|\
      no one|it|they|i|your|you|the)
    (?:(?<=, )|^)hence
    (?:due|owing) to (?:an?|the (?!high|large|current)|our (?!rules|policy|terms)|that|last|missing|bad|heavy|snow|\
      ice|fog|strikes?|roadworks|illness|sickness|customs|wind|rain|flooding|storms?)
    on account of (?!our|policy)(?:the|an?|your|his|her|their)
    otherwise (?:it|they|we|nobody|no one|the|your|you|people|every\w+|some\w+|there) (?:[\w']+ ){0,3}?(?:would|\
      could|might|will|can|gets?|goes|ends?)
    or else (?:it|they|we|nobody|the|your|you)
    (?:^|(?<=, )|(?<=and ))(?:therefore|thus|consequently|as a result)(?:,| we| it| they| the| you| i| there)
    in case (?:something|somebody|someone|anything|anybody|it|they|the|an?|people|we) \w+|for the sake of (?:the|\
      your|our|\w+)
    (?:^|(?<=, ))(?:seeing (?:that|as)|given that|now that|considering that|as a result of) (?:the|it|they|we|our|\
      an?|there|your|this|that)
    (?:the|my) (?:trouble|snag|catch|hitch|difficulty|thing) (?:here |there )?is,? (?:that )?(?:the|it|they|we|our|\
      an?|there|your|this|that|one)
    (?:it|this) (?:was|is) (?:just |only |probably )?(?:the|an?|our) \w+(?: \w+)? (?:that|which|who) (?:took|did|\
      caused|made|broke|held|stopped|delayed|blocked|set|triggered|tripped)
    (?:that's|that is|this is|it's|it was|that was) (?:all )?down to (?:the|an?|our) (?!team|you)\w+
    (?:mix you up|confuse you|send it to) \w+ (?:wrong|other)|so i don't (?:mix|confuse|send|get|ask|give)
    <sum> (?:\w+ ){0,4}(?:comes?|came|stems?|stemmed|results?|resulted) from
    (?:was|were|is|been|got) (?:caused|triggered|held up|delayed|stopped|brought on) by
    (?:the|its) (?:cause|culprit|root of it) (?:is|was)(?! still| not| un\w+| open)
    """,
    whose=_WHOSE,
    holds=_HOLDS,
    so="(?:see|sees|shows?|costs?|takes?|took|comes?|came|went|goes|up|down|waited|stopped|closed|shut|moved|late|"
    "longer|slow|slower|dearer|empty|twice|blocked|refused|problem|fee|itself|because)",
    sum="(?:fee|charge|amount|extra|difference|delay|error|noise|smell|sum|figure|increase|rise|mistake|message|"
    "price|"
    "pounds|euros|delays|fees|charges|mix-?up|muddle)",
)
_WENT = "was|were|had|wasn't|weren't|hadn't|didn't|got|went|came|broke|failed|fell|burst|crashed|ran|stopped"
# What went wrong on its own, and what came of it: the same as a because.
_CAME_OF_IT = pattern(
    r"""
    (?:<went>) (?:\S+ ){0,12}?(?:\S+, )?so (?:that )?(?:the|nobody|nothing|no one|it|they|none|\
      our) (?:\S+ ){0,8}?(?:never|didn't|couldn't|hadn't|wasn't|weren't|ended up|got|went|came|was|were|saw)
    so with the (?:\w+ ){1,8}(?:it|they) (?:comes?|goes|gets?|stays?|came|went)
    (?:\w+s|we|they|only|once|twice|it) (?:[\w']+ ){0,6}(?:to (?:keep|stop|prevent|avoid|protect|\
      save)) (?:\w+ ){0,3}(?:out|away|from|safe|dry|warm|fresh|apart|thieves|fraud|mistakes|it|anyone|anybody|people)
    (?:we|it|they|this|that|which|doors?|\w+s) (?:[\w']+ ){0,8}so that (?:nobody|no one|it|they|one|the|an?|people|\
      each|every\w+)
    (?<!such )(?<!same )as (?:everyone|everybody|nobody|no one|people|half|most|many|too many|so many|\
      too few) (?!knows?|else|thinks?|says?)\w+
    (?:the|our|a|one|same) (?:\w+ )?(?:<ours>) (?:\w+ ){0,4}?(?:was down|were down|broke|went (?:out|down)|failed|\
      crashed|burst|had a breakdown|got stuck|was ill|was off sick|ran out|gave out|was full|took out)
    """,
    went=_WENT,
    ours="boiler|machine|servers?|system|pipe|printer|scanner|van|lorry|courier|driver|lift|line|belt|supplier|mast|"
    "pump|fuse|oven|till|network",
)
_POOR = pattern(
    r"""
    because (?:i said|that's (?:how|just|the)|it's (?:how|our|the|just|company)|we (?:said|always))
    polic(?:y|ies)|rules?|terms|not allowed|just because|regulations?|guidelines|procedures?
    why (?:i|we) (?:love|like|am|are|value|care)|(?:gather|understand|take it|hear|see) (?:that )?you|same as|\
      as \w+ as|as it (?:is|was|were|should)|as (?:we|they|the \w+) (?:said|says?|agreed|discussed|wrote|asked|\
      described|promised|spoke)|as if|such as
    since (?:the )?(?:beginning|start|morning|weekend|last|then|yesterday|\d+)
    (?:not|don't|didn't|no) (?:\w+ ){0,3}(?:because|reason|why)
    (?:wonder|guess|tell me|knows?|understand|see|find out|explain|sure) (?:\w+ )?why
    reason (?:\w+ )?(?:is|was) (?:an?|un\w+|not)(?! (?:broken|burst))
    """
)
_OWN = pattern(
    r"""
    i'll|i will|i've|i'm \w+ing|you (?:can|may)|we'll
    """
)


def reasons(sentence: Sentence) -> Iterator[Spot]:
    """The reason that a sentence gives, where it gives one that is more than “so it is”."""
    yield from spots(Kind.WHY, _WHY, sentence, unless=_POOR)
    if not _OWN.search(sentence.text):
        yield from spots(Kind.WHY, _CAME_OF_IT, sentence, unless=_POOR)
