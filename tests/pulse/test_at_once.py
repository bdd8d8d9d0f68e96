"""Two who close at once, and answers at the moment of closing: one outcome, and nothing lost."""

from __future__ import annotations

import pytest

from extramile.pulse import actions
from extramile.pulse.models import Answer, Closing, Mark, Round, Sheet, Unswept
from extramile.pulse.refused import AnsweredAlready, NotOpen, RoundGoing
from tests.pulse.asked import DAY, ask, company, person
from tests.together import as_processes, at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture(autouse=True, params=["threads", "processes"])
def _apart(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "processes":
        as_processes(monkeypatch)


def test_two_leads_who_open_or_close_at_once() -> None:
    people = company(care=6)
    leads = [people[0], person("jo", role="lead")]
    assert sorted(at_once(*(lambda lead=lead: ask(lead) for lead in leads))) == [RoundGoing.__name__, "done"]
    number = Round.objects.get().pk
    closing = [lambda lead=lead: actions.close_round(lead, number, today=DAY) for lead in leads]
    assert sorted(at_once(*closing)) == [NotOpen.__name__, "done"]
    assert Closing.objects.count() == 1


def test_answers_at_the_moment_of_closing_are_in_or_refused() -> None:
    people = company(care=9)
    opened = ask(people[0])
    answers = [lambda one=one: actions.answer(one, opened.pk, {"recommend": 9}) for one in people]
    twice = lambda: actions.answer(people[1], opened.pk, {"recommend": 0})  # noqa: E731
    close = lambda: actions.close_round(people[0], opened.pk, today=DAY)  # noqa: E731
    *told, again, closed = at_once(*answers, twice, close)
    assert closed == "done" and {*told, again} <= {"done", NotOpen.__name__, AnsweredAlready.__name__}
    assert Answer.objects.filter(measure="recommend").count() == [*told, again].count("done")
    assert not Sheet.objects.exists() and not Mark.objects.exists()


def test_sweeping_is_done_once_and_by_anybody() -> None:
    people = company(care=6)
    actions.close_round(people[0], ask(people[0]).pk, today=DAY)
    assert Unswept.objects.count() == 1
    at_once(actions.sweep, actions.sweep)
    actions.sweep()
    assert not Unswept.objects.exists()
