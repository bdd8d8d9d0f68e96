"""Owning it: “I will”, “I have”, and “that was us”."""

from __future__ import annotations

from collections.abc import Iterator

from extramile.growth.practice.rehearsal.kinds import Kind
from extramile.growth.practice.rehearsal.moves.deeds import DOING, DONE, TO_DO
from extramile.growth.practice.rehearsal.moves.spot import Spot, pattern, spots
from extramile.growth.practice.rehearsal.words import Sentence

WILL = (
    "(?:i'll|i will|i shall|i'm going to|i am going to|i'm about to|i am about to|(?<![a-z] )ill|(?<=and )ill) "
    "(?:just |now |also |personally |gladly |then |always |first |definitely |certainly |still |quickly |even )*"
)
_NOT_DOING = (
    "going|looking forward|hoping|trying|wondering|having|being|feeling|thinking|seeing|hearing|guessing|"
    "assuming|saying|"
    "telling|asking|writing|calling (?:from|about)|missing|losing|getting (?:an?|the|old|tired)|reading|wearing|"
    "watching|living|"
    "working|talking|speaking|joking|kidding|enjoying|leaving|following|struggling|standing|sitting|waiting|"
    "wasting|liking|"
    "loving|needing|wanting|expecting|sending you|putting you (?:through|on)|transferring|passing|finding|"
    "taking|running|coming|"
    "becoming|dreaming|learning|sorry|afraid|nothing|dealing|beginning|starting|handing|forwarding|escalating|"
    "counting|"
    "growing|eating|drinking|falling|turning|forgetting|understanding|knowing|believing|dying|doing"
)
_WRONGED = (
    "got|had|did|wrote|read|heard|put|took|sent|gave|billed|charged|booked|delivered|printed|handed|quoted|"
    "understood|calculated|"
    "counted|entered|typed|packed|labelled|shipped|posted|told|made|set|spelt|spelled|counted|added|noted|fitted|sold"
)
_ERROR = "mistake|error|fault|slip|doing|failure|failing|oversight|blunder|muddle|mix-?up|carelessness"
_OWNING = pattern(
    r"""
    <will>(?:<do>)
    ^(?:ok |okay |right |sure )?will (?:\w+ly )?(?:e?mail|send|ring|call|text|check|look|fix|do it|sort|get (?:it|\
      that)|post|book|refund)(?! (?:it|they|he) )
    (?:i'm|i am) (?:just |already |now |also )?(?:<doing>)
    (?:i'm|i am) (?:just |already |now |also |personally |still )*(?!<not_doing>)\w+ing (?:it|this|that|them|your?|\
      u|the|an?|one|two|three|four|another|my|over|out|off|back|on|up|down|round|around|together|here|in the|\
      in this|with you|for you|both|all)
    i(?:'ve| have) (?:just |already |now |also |personally |since )*(?:<done>)
    (?:^|(?<=, )|(?<=and ))i (?:just |also |already )?(?:sent|ordered|booked|called|refunded|fixed|moved|cancelled|\
      changed|closed|corrected|reserved|rang|asked (?:the|them|my|for)|spoke (?:to|with)|told (?:the|them|my)|put|\
      blocked|stopped|emailed|posted|swapped|paid|credited|printed|packed|checked|wrote to|took (?:it|the|your|off)|\
      set|found)
    (?:^|(?<=, )|(?<=and )|(?<=; ))i (?:personally |now |just )?(?:send|ring|call|write|check|look (?:at|into|\
      after)|book|order|pay|bring|fix|change|refund|stay|go and|handle|solve|arrange|make|put|do|keep|ask|come|talk|\
      speak) (?:to |for |on |in |with )?(?:you|u|it|this|that|the|your|ur|them|him|her|myself|another|a new|\
      everything)(?! (?:hard|difficult|that|a day|to))
    let me (?:just |quickly |please )?(?:check|look|find|get(?! this straight)|fix|sort|ask|take|call|ring|\
      read(?! (?:this|it|that) back)|put|make|arrange|pull|send|go)
    (?:that|this|it)(?: one)?(?:'?s| is| was| lies)? (?:entirely |all |completely |purely |down |squarely )*(?:<ours>)
    (?:it|that|this|they|which) (?:should|ought to) (?:never|not) have
    (?:our|my) (?:own |very |stupid |silly |sloppy |entire )?(?:<error>)
    (?:<error>)s? (?:that )?(?:we|i) (?:have )?made
    (?:we|i) (?:\w+ )?(?:messed|screwed|mucked|cocked|botched|muddled) (?:it|that|this|things|the|your|\w+ \w+) ?up|\
      i(?:'ve| have) got (?:it|this|you) (?:from here|now|covered)
    (?:we|i) (?:\w+ )?(?:didn't|did not) (?:pick up|ring|come|look|turn up|get back|keep our|do our|think|say|warn|\
      follow up|make sure|bother)|i(?:'m| am) not (?:letting|leaving|going (?:home|anywhere)|giving up)
    (?:the |all the )?(?:blame|fault|mistake|error|slip|responsibility) (?:is|was|lies|for (?:this|that|it) (?:is|\
      lies)) (?:all |entirely |only |with )*(?:ours|mine|us|me)
    (?:fault|mistake|error|slip|mix-?up|muddle|problem) (?:\w+ ){0,2}(?:on|at) (?:our|my) (?:side|end|part)
    you(?:'re| are) (?:absolutely |quite |completely |entirely |perfectly |so |\
      dead )?right(?:[,:;] \w+| that| about| and \w+| nobody| no one| it should| we| i)
    (?<!sorry )(?<!sorry that )(?:we|i) (?:\w+ )?(?:<wronged>) (?:[\w']+ ){0,6}?(?:wrong|wrongly|incorrectly|\
      too (?:late|quickly|fast|soon|early|hastily)|by mistake|in error|anyway)
    (?<!sorry )(?<!sorry that )(?:we|i)(?:'ve| have| had)? (?:\w+ )?(?:delivered|sent|put|gave|took|charged|booked|\
      handed|wrote|shipped|printed|billed) (?:\w+ ){0,4}(?:the |an? )?wrong
    (?:we|i) (?:should have|should've|should of|ought to have) (?:\w+ )?(?:<done>|been|known|done|noticed|seen|kept|\
      stopped|read|told|warned|rung|listened)
    (?:we|i) (?:shouldn't have|should not have|should never have|ought not to have|messed up|dropped the ball|\
      screwed up|slipped up|made a (?:mistake|mess|hash|muddle)|let you down|fell short|failed you|botched|bungled|\
      blundered|were (?:wrong|careless|too slow|late|at fault)|was (?:wrong|careless|at fault|too slow))
    (?<!sorry )(?<!sorry that )(?:we|i)(?:'ve| have| had)? (?:forgot(?:ten)?(?! my)|overlooked|mixed (?:up|your|the|\
      it|them|you)|muddled|misread|mislaid|misplaced|misheard|misjudged|miscounted|missed (?:that|it|your|the|this)|\
      lost (?:your|it|track)|left you|left your|broke (?:it|that|our)|neglected|kept you (?:waiting|hanging)|\
      failed to)
    (?:we|i) (?:\w+ )?(?:didn't|did not) (?:open|read|answer|call|write|send|act|tell|reply|check|pass|notice|\
      listen|keep)
    (?:we|i) never (?:opened|read|answered|called|wrote|sent|acted|told|replied|checked|passed|noticed|looked|rang|\
      came|kept)
    (?:\w+ )?(?:should never|shouldn't|should not|ought never to|ought not to) have (?:\w+ )?(?:gone|been|happened|\
      come|left|reached|arrived|had to|passed|slipped|got)
    (?:refund|reply|mail|answer|call|parcel|it|that|this) should (?:have|of) (?:\S+ ){0,10}?and (?:it |\
      that )?(?:didn't|wasn't|hasn't)
    (?:that|it|this) (?:was|is) (?:\w+ )?(?:wrong|careless|sloppy|poor|bad|rude) of (?:us|me)|(?:we|\
      i) owe you (?!an|the|\d)\w+|my bad|mea culpa
    it was (?:me|us|i|we) (?:who|that)|no excuses?(?: from (?:us|me)| for (?:it|that|this)|[.]?$|, we|, i)
    i take (?:this on|it on|it from here|care|responsibility|the blame)|i promise (?:you )?(?:that|the|it|to|i|you|your)
    i own (?:this|that mistake|it from)|(?:it's |that's |it is )?(?:now )?my job (?:now )?to
    leave (?:it|this|that|\w+ \w+|\w+ \w+ \w+) (?:with|to) me|you have me|count on me|consider it mine
    give me (?:until|till|a minute|a moment|\w+ minutes|an hour)
    """,
    will=WILL,
    do=TO_DO,
    doing=DOING,
    done=DONE,
    not_doing=_NOT_DOING,
    wronged=_WRONGED,
    error=_ERROR,
    ours=f"on (?:me|us)(?=[.,;!]|$| alone| and)|(?:our|my) (?:own )?(?:{_ERROR})|to (?:us|me)(?=[.,;!]|$| and)",
)
_DISOWNING = pattern(
    r"""
    if|unless|but you|wasn't|isn't|won't|will not|not (?:my|our)|not on (?:us|me)|until you|can't promise|\
      cannot promise|don't|no longer
    """
)


def owning(sentence: Sentence) -> Iterator[Spot]:
    """What somebody takes on in a sentence, or admits."""
    yield from spots(Kind.OWNED, _OWNING, sentence, unless=_DISOWNING)
