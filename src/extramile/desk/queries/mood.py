"""How a customer sounds in one conversation, and how conversations usually go here. Nothing about people who answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Case, F, Q, Sum, TextField, Value, When

from extramile.desk.models import By, Channel, Conversation, Entry, MoodCorrection, MoodOff, MoodSum, Reading, Type
from extramile.desk.mood.trace import PLEASED, STEP, TENSE, Line, Trace, trace
from extramile.desk.mood.waits import CHAT, EMAIL

MOST = 40
FEWEST = 30
_REACH = 200
_ANSWERS = Q(type=Type.MESSAGE, by__in=(By.VISITOR, By.AGENT)) | Q(type=Type.RESOLVED, by=By.AGENT)


def is_off() -> bool:
    """Whether the estimate is switched off for the whole install."""
    return MoodOff.objects.exists()


def trace_of(conversation: Conversation) -> Trace | None:
    """The trace over the customer's last 40 messages (among the last 200 entries); None while it is switched off."""
    return traces([conversation]).get(conversation.pk)


def traces(conversations: Sequence[Conversation]) -> dict[int, Trace]:
    """The same of several conversations, by their numbers; nothing while it is switched off. Two queries."""
    if is_off():
        return {}
    lines = _lines(conversations)
    return {one.pk: _trace(one, lines[one.pk]) for one in conversations}


def _trace(conversation: Conversation, lines: list[Line]) -> Trace:
    written = [place for place, line in enumerate(lines) if line.by == By.VISITOR]
    first = written[-MOST] if len(written) > MOST else 0
    return trace(lines[first:], patience=EMAIL if conversation.channel == Channel.EMAIL else CHAT)


def _lines(conversations: Sequence[Conversation]) -> dict[int, list[Line]]:
    # What agents wrote does not leave the database for this.
    own = Case(When(by=By.VISITOR, then=F("text")), default=Value(""), output_field=TextField())
    newest = [Q(conversation=one, seq__gt=one.seq - _REACH) for one in conversations]
    found = Entry.objects.filter(_ANSWERS, reduce(or_, newest, Q(pk=None))).order_by("conversation", "seq")
    lines: dict[int, list[Line]] = {one.pk: [] for one in conversations}
    for number, *values in found.annotate(own=own).values_list(
        "conversation_id", "seq", "by", "at", "own", "mood_correction__said"
    ):
        lines[number].append(Line(*values))
    return lines


def usual_rise(inbox: int) -> float | None:
    """How far the mood usually rises: in this inbox, or anywhere; None below 30 conversations."""
    own = MoodSum.objects.filter(inbox=inbox, conversations__gte=FEWEST).values_list("hundredths", "conversations")
    total, n = own.first() or MoodSum.objects.aggregate(t=Sum("hundredths"), n=Sum("conversations")).values()
    return total / n / 100 if n and n >= FEWEST else None


@dataclass(frozen=True, slots=True)
class Kept:
    """What is stored: since when the estimate is off (None: it is on), corrections, and conversations in the sums."""

    off: MoodOff | None
    corrections: int
    conversations: int


def kept() -> Kept:
    """What is stored of the moods of this install."""
    counted = MoodSum.objects.aggregate(n=Sum("conversations"))["n"] or 0
    return Kept(MoodOff.objects.first(), MoodCorrection.objects.count(), counted)


def lessons() -> Iterator[tuple[str, str]]:
    """What people corrected, to learn from: the customer's text, and `negative`, `neutral` or `positive`."""
    found = MoodCorrection.objects.order_by("pk").values_list("entry__text", "said", "valence")
    for text, said, valence in found.iterator():
        yield text, _class_of(said, valence)


def _class_of(said: str, valence: float) -> str:
    if said == Reading.NOT_ABOUT_US:
        return "neutral"
    meant = valence + (STEP if said == Reading.CALMER else -STEP)
    return "negative" if meant < TENSE else "positive" if meant > PLEASED else "neutral"
