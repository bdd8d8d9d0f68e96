"""What somebody has left to give is theirs to know, and nothing adds up what people gave."""

from __future__ import annotations

import ast

import pytest

from extramile.desk.models import Gesture
from extramile.desk.queries.gestures import left
from tests.cast import Cast, conversation, signed_in
from tests.desk.giving import allow, gave
from tests.privacy.test_ranking import PACKAGE, _imports, files
from tests.web.test_policy import PAGES, _address

# Who may ask what one person has left: the form in that person's browser, and giving itself.
ASKS = {"web/agent/mile.py", "desk/actions/mile/giving.py"}


@pytest.mark.django_db
def test_no_page_of_a_lead_or_an_admin_shows_what_somebody_has_left(cast: Cast) -> None:
    allow(talk=4013, week=9029)
    # The number that the walk opens.
    talk = conversation(cast, assignee=cast.maya, pk=1)
    gave(cast.maya, talk, 1117)
    mine = left(cast.maya, talk.pk)
    figures = ("28.96", "79.12")
    assert (mine.talk, mine.week) == (2896, 7912)
    page = signed_in(cast.maya).get(f"/desk/c/{talk.pk}/mile").content.decode()
    assert all(figure in page for figure in figures)
    shown = 0
    for person in (cast.jo, cast.ines):
        browser = signed_in(person)
        for route, pattern in PAGES:
            if "sign-out" not in route:
                answer = browser.get(_address(route, pattern))
                shown += answer.status_code == 200
                assert not any(figure in answer.content.decode() for figure in figures), route
    assert shown > 60


def test_only_giving_asks_what_is_left() -> None:
    """Read from the code, so that it holds for pages to come."""
    found = set()
    for path in files("py"):
        if "extramile.desk.queries.gestures" in set(_imports(path)):
            for node in ast.walk(ast.parse(path.read_text())):
                names = {one.name for one in node.names} if isinstance(node, ast.ImportFrom) else set()
                if names & {"left", "no_to", "Left", "No"}:
                    found.add(path.relative_to(PACKAGE).as_posix())
    assert found == ASKS


def test_whose_allowance_it_was_is_read_by_nothing_but_giving() -> None:
    """The column that a sum over people would need: besides the two that work with allowances nobody reads it."""
    reads = {"desk/queries/gestures.py", "desk/actions/mile/giving.py", "desk/actions/mile/undoing.py"}
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in files("py")
        if "Gesture.objects" in path.read_text() and "agent" in path.read_text()
    }
    assert found == reads and Gesture._meta.get_field("agent").null
