"""What of the team's room is worth knowing to somebody before the queue opens."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from extramile.culture.models import Comment, Thanks
from extramile.culture.queries.kind_words import KindWords, kind_words
from extramile.culture.queries.talk import calls
from extramile.culture.queries.thanks import received
from extramile.people.models import Agent

_MOST = 3


@dataclass(frozen=True, slots=True)
class News:
    """Thanks to somebody from colleagues and customers, and where they were called in; three of each at most."""

    thanks: list[Thanks]
    kind_words: list[KindWords]
    calls: list[Comment]


def news(agent: Agent, *, since: date, but: Collection[str] = ()) -> News:
    """What is new for somebody since a day, but for words that they read already; for their own eyes."""
    said = [one for one in kind_words(agent, since=since) if one.words not in but]
    return News(received(agent, since=since, most=_MOST), said[:_MOST], calls(agent, since=since)[:_MOST])
