"""Reading what people say of what the team shares."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from extramile.base import text
from extramile.culture.models import Comment, Thread
from extramile.people.models import Agent

_MOST = 500
_CALLS = 5


def comments(thread: Thread) -> list[Comment]:
    """What was said, the earliest first, 500 at most."""
    return list(thread.comments.select_related("author").order_by("pk")[:_MOST])


def about(thread: Thread) -> tuple[str, int]:
    """What a thread is of ("story", "monday", "slip" or "post"), and its key. Raises LookupError for one of nothing."""
    for kind in ("story", "monday", "slip", "post"):
        of = getattr(thread, kind, None)
        if of is not None:
            return kind, of.pk
    raise LookupError(thread.pk)


def called_in(words: str) -> list[Agent]:
    """Those whom words name with an @: by their whole name, or by a first name that only one of the company has."""
    if "@" not in words:
        return []
    people = list(Agent.objects.filter(is_active=True).order_by("name"))
    firsts = Counter(text.folded(text.first_name(one.name)) for one in people)
    looked = text.folded(words)
    return [one for one in people if any(_calls(name, looked) for name in _names(one, firsts))]


def _names(agent: Agent, firsts: Counter[str]) -> list[str]:
    first = text.folded(text.first_name(agent.name))
    return [text.folded(agent.name), *([first] if firsts[first] == 1 else [])]


def _calls(name: str, words: str) -> bool:
    return bool(name) and re.search(rf"(?<!\w)@{re.escape(name)}(?!\w)", words) is not None


def calls(agent: Agent, *, since: date) -> list[Comment]:
    """Where somebody was called in since a day, the newest first. That they looked is kept nowhere."""
    found = Comment.objects.filter(called=agent, day__gte=since).exclude(author=agent)
    return list(found.select_related("author").order_by("-pk")[:_CALLS])
