"""Whether what is kept still says what can be counted: asked by `extramile check`, since counting takes long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, F, Max

from extramile.desk.models import Conversation, Entry, Tally

SAMPLE = 2_000
_Scope = tuple[int, str, str]


def wrong_tallies() -> int:
    """How many of the kept counts differ from what there is."""
    begun = Conversation.objects.filter(seq__gt=0).order_by()
    counted: Counter[_Scope] = Counter()
    for inbox, status, assignee, team, n in begun.values_list("inbox", "status", "assignee", "team").annotate(
        n=Count("pk")
    ):
        for scope in _scopes(assignee, team):
            counted[inbox, scope, status] += n
    kept = {(inbox, scope, status): n for inbox, scope, status, n in _kept()}
    return sum(counted[scope] != kept.get(scope, 0) for scope in {*counted, *kept})


def _scopes(assignee: int | None, team: int | None) -> list[str]:
    return ["any", f"agent:{assignee}" if assignee else "none", *([f"team:{team}"] if team else [])]


def _kept() -> Iterable[tuple[int, str, str, int]]:
    return Tally.objects.values_list("inbox", "scope", "status", "n")


def gaps() -> list[int]:
    """Those among the newest conversations whose log has a gap, or does not end where they say."""
    newest = list(Conversation.objects.order_by("-id").values_list("id", flat=True)[:SAMPLE])
    logs = Entry.objects.filter(conversation__in=newest).order_by().values("conversation")
    counted = logs.annotate(lines=Count("id"), last=Max("seq"), heard=Count("said"), last_heard=Max("said"))
    whole = {
        one["conversation"]: (one["lines"], one["heard"])
        for one in counted
        if one["lines"] == one["last"] and one["heard"] == (one["last_heard"] or 0)
    }
    heads = Conversation.objects.filter(pk__in=newest).values_list("pk", "seq", "said")
    return sorted(pk for pk, seq, said in heads if whole.get(pk, (0, 0) if not seq else None) != (seq, said))


def ahead(of: datetime) -> datetime | None:
    """When the newest entry was written, if that is later than `of`."""
    newest = (
        Entry.objects.order_by("-id").filter(at__gt=of).annotate(when=F("at")).values_list("when", flat=True).first()
    )
    return newest
