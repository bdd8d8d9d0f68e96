"""How a customer likes to be served, read from what they wrote themselves. Pure: no database, no clock.

Silent without enough to go by. It never reads what agents wrote, and says nothing but what an agent could count, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

# An answer after a longer pause belongs to another sitting, and tells nothing of how fast somebody goes.
SITTING = 30 * 60
_FEWEST_ANSWERS, _FEWEST_MESSAGES = 4, 6
_FAST, _SLOW = 60, 5 * 60
_SHORT, _LONG = 3, 6
_LINE = 60
_BRIEF, _WORDY = 100, 220
_RARELY, _OFTEN = 0.2, 0.4
_GREETS = re.compile(
    r"\W*(hi|hello|hey|hiya|good (morning|afternoon|evening|day)|dear|greetings|hallo|guten (tag|morgen|abend)|moin"
    r"|bonjour|bonsoir|salut|hola|buen(os|as) (d[ií]as|tardes|noches)|ol[aá]|bom dia|boa (tarde|noite)|ciao"
    r"|buongiorno)\b",
    re.I,
)
_CHATS = re.compile(
    r"\b(how (are|is) (you|things|it going|your)|hope you('re| are)?|(nice|lovely|great|beautiful) (day|weather)"
    r"|have a (nice|good|lovely|great)|by the way|haha+|hehe+|lol|my (wife|husband|partner|kids?|children|son|daughter"
    r"|mum|dad|dog|cat|brother|sister|friend)s?|holidays?|weekend|birthday|wie geht|sch[oö]ne[ns]? (tag|woche\w*)"
    r"|comment (allez|[cç]a va)|bonne journ[ée]e|qu[eé] tal|feliz|tudo bem)\b|[\U0001F600-\U0001F64F\u263A]|[:;]-?[)D]",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Wrote:
    """One message of a customer's. `after` is how many seconds it came after an agent's; None when it came after none,
    as the first one, or one more of their own."""

    text: str
    after: float | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """What it comes to, in the words of `models.Pace` and `models.Style`, and the figures behind it. Empty: silent.

    `why` of a pace: {"answers", "seconds", "lines"}; of a style: {"messages", "letters", "friendly"}: how many, the
    middle one of them, and how many of them greet or chat.
    """

    pace: str = ""
    pace_why: dict[str, int] | None = None
    style: str = ""
    style_why: dict[str, int] | None = None


def read(wrote: Sequence[Wrote]) -> Read:
    """A customer's pace and style from their messages, in any order."""
    pace, pace_why = _pace([one for one in wrote if one.after is not None and 0 <= one.after <= SITTING])
    style, style_why = _style([one.text for one in wrote if one.text.strip()])
    return Read(pace, pace_why, style, style_why)


def lines(text: str) -> int:
    """How many lines a message takes in a chat: its own, and one for each 60 letters of a longer one."""
    return sum(max(1, -(-len(line) // _LINE)) for line in text.strip().splitlines() if line.strip())


def _pace(answers: Sequence[Wrote]) -> tuple[str, dict[str, int] | None]:
    if len(answers) < _FEWEST_ANSWERS:
        return "", None
    seconds = median(one.after or 0 for one in answers)
    tall = median(lines(one.text) for one in answers)
    why = {"answers": len(answers), "seconds": round(seconds), "lines": round(tall)}
    if seconds <= _FAST and tall <= _SHORT:
        return "fast", why
    return ("slow", why) if seconds >= _SLOW or tall >= _LONG else ("", None)


def _style(texts: Sequence[str]) -> tuple[str, dict[str, int] | None]:
    if len(texts) < _FEWEST_MESSAGES:
        return "", None
    letters = median(len(text.strip()) for text in texts)
    # A greeting alone is good manners; whoever does it again and again, or tells of their day, likes a chat.
    friendly = sum(bool(_CHATS.search(text) or _GREETS.match(text)) for text in texts)
    share = friendly / len(texts)
    why = {"messages": len(texts), "letters": round(letters), "friendly": friendly}
    if share <= _RARELY and letters <= _BRIEF:
        return "business", why
    chatty = share >= _OFTEN or (letters >= _WORDY and share > _RARELY)
    return ("chat", why) if chatty else ("", None)
