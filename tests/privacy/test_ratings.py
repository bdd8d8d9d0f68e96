"""A rating is of a conversation, and never of whoever answered in it."""

from __future__ import annotations

import ast
import re

from extramile.desk.models import Rating
from tests.privacy.test_ranking import PACKAGE, PERSON, files

NAMED = re.compile(r"\b(Rating\b|ratings|stars\b)")


def test_a_rating_holds_nobody() -> None:
    fields = {field.name for field in Rating._meta.get_fields()}
    assert fields == {
        "id", "conversation", "resolved", "stars", "comment", "recommend", "may_share", "asks", "at", "changed",
    }  # fmt: skip


def by_person(source: str) -> list[str]:
    """What in a module asks for ratings together with people: in one call, or a chain of them."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and NAMED.search(text := ast.unparse(node)):
            words = set(re.findall(r"\w+", text)) - {"order_by"}
            found += [f"{node.lineno}: {word}" for word in words if PERSON.search(word)]
    return found


def test_ratings_by_person_would_be_found() -> None:
    for source in (
        "Rating.objects.filter(conversation__assignee=agent)",
        "Conversation.objects.values('assignee').annotate(Avg('ratings__stars'))",
        "cursor.execute('SELECT avg(stars) FROM desk_rating r JOIN desk_conversation c GROUP BY c.assignee_id')",
    ):
        assert by_person(source), source


def test_nothing_asks_for_ratings_by_person() -> None:
    found = {path.relative_to(PACKAGE).as_posix(): by_person(path.read_text()) for path in files("py")}
    assert {name: lines for name, lines in found.items() if lines} == {}
